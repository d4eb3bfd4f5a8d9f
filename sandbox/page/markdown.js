// Owns the reading of Discord's Markdown: text in, a tree of plain objects out. It draws nothing and knows no page.
//
// Blocks: paragraph, heading {level}, subtext, quote {blocks}, list {ordered, start, items: [{children, lists}]}, code {language, text}.
// Inline: text, strong, em, underline, strike, spoiler, code, link {href}, mention {kind, id}, emoji {name}, stamp {unix, style}.

import { safeLink } from "./links.js";

const DEEPEST = 12;
const FENCE = /```(?:([\w+#.-]*)\n)?([\s\S]*?)```/g;
const LIST_ITEM = /^( *)(?:[-*+]|(\d{1,9})\.) +(\S.*)$/;
const PAIRS = [
  ["***", "strong-em"], ["**", "strong"], ["__", "underline"], ["~~", "strike"], ["||", "spoiler"], ["*", "em"],
  ["_", "em"],
];
const ANGLE = [
  [/<@!?(\d{1,20})>/y, (m) => ({ type: "mention", kind: "user", id: m[1] })],
  [/<@&(\d{1,20})>/y, (m) => ({ type: "mention", kind: "role", id: m[1] })],
  [/<#(\d{1,20})>/y, (m) => ({ type: "mention", kind: "channel", id: m[1] })],
  [/<\/([^:<>\n]{1,100}):\d{1,20}>/y, (m) => ({ type: "mention", kind: "command", id: m[1] })],
  [/<a?:(\w{2,32}):\d{1,20}>/y, (m) => ({ type: "emoji", name: m[1] })],
  [/<t:(-?\d{1,13})(?::([tTdDfFR]))?>/y, (m) => ({ type: "stamp", unix: Number(m[1]), style: m[2] ?? "f" })],
  [/<(https?:\/\/[^\s<>]+)>/yi, (m) => linkNode(m[1], null)],
];
const LONGEST_LINK = 2100;
const TARGET = /^(?:<(https?:\/\/[^\s<>]+)>|(https?:\/\/[^\s<>]+?))(?:\s+"[^"\n]*")?\)/i;
const BARE_LINK = /https?:\/\/[^\s<>]+/yi;

/** Read a message's text into blocks. */
export function parse(text) {
  const blocks = [];
  let last = 0;
  for (const match of text.matchAll(FENCE)) {
    if (text[match.index - 1] === "\\") continue;
    blocks.push(...parseLines(text.slice(last, match.index).replace(/\n$/, "")));
    blocks.push({ type: "code", language: match[1] ?? "", text: match[2].replace(/\n$/, "") });
    last = match.index + match[0].length;
  }
  blocks.push(...parseLines(last ? text.slice(last).replace(/^\n/, "") : text));
  return blocks;
}

/** Read text where only inline marks count: embed titles, field names. */
export function parseInline(text, depth = 0) {
  const nodes = [];
  let plain = "";
  let at = 0;
  const flush = () => {
    if (plain) nodes.push({ type: "text", text: plain });
    plain = "";
  };
  while (at < text.length) {
    const found = depth < DEEPEST ? readMark(text, at, depth) : null;
    if (found) {
      if (found.plain) plain += found.plain;
      else {
        flush();
        nodes.push(found.node);
      }
      at = found.end;
    } else {
      plain += text[at];
      at += 1;
    }
  }
  flush();
  return nodes;
}

function parseLines(text, depth = 0) {
  const lines = text.split("\n");
  const blocks = [];
  let paragraph = [];
  const flush = () => {
    if (paragraph.join("").trim()) blocks.push({ type: "paragraph", children: parseInline(paragraph.join("\n")) });
    paragraph = [];
  };
  for (let row = 0; row < lines.length; row += 1) {
    const block = readBlock(lines, row, depth);
    if (block) {
      flush();
      blocks.push(block.block);
      row = block.last;
    } else {
      paragraph.push(lines[row]);
    }
  }
  flush();
  return blocks;
}

function readBlock(lines, row, depth) {
  const line = lines[row];
  const heading = /^(#{1,3}) +(\S.*)$/.exec(line);
  if (heading) return {
    block: { type: "heading", level: heading[1].length, children: parseInline(heading[2]) }, last: row,
  };
  const subtext = /^-# +(\S.*)$/.exec(line);
  if (subtext) return { block: { type: "subtext", children: parseInline(subtext[1]) }, last: row };
  if (depth === 0 && line.startsWith(">>> ")) {
    const rest = [line.slice(4), ...lines.slice(row + 1)].join("\n");
    return { block: { type: "quote", blocks: parseLines(rest, 1) }, last: lines.length - 1 };
  }
  if (depth === 0 && line.startsWith("> ")) return readQuote(lines, row);
  return LIST_ITEM.test(line) ? readList(lines, row) : null;
}

function readQuote(lines, row) {
  let last = row;
  while (last + 1 < lines.length && /^> /.test(lines[last + 1])) last += 1;
  const inner = lines.slice(row, last + 1).map((line) => line.slice(2)).join("\n");
  return { block: { type: "quote", blocks: parseLines(inner, 1) }, last };
}

function readList(lines, row) {
  let last = row;
  while (last + 1 < lines.length && readsOn(lines[row], lines[last + 1])) last += 1;
  const rows = lines.slice(row, last + 1).map((line) => {
    const [, indent, number, body] = LIST_ITEM.exec(line);
    return { indent: indent.length, number, body };
  });
  return { block: nestList(rows), last };
}

/** Whether a line belongs to the list that `first` began: an item of the same kind, or one further in. */
function readsOn(first, line) {
  const [head, item] = [LIST_ITEM.exec(first), LIST_ITEM.exec(line)];
  if (!item) return false;
  return item[1].length >= head[1].length + 2 || (item[2] === undefined) === (head[2] === undefined);
}

function nestList(rows, depth = 0) {
  const [first] = rows;
  const list = { type: "list", ordered: first.number !== undefined, start: Number(first.number ?? 1), items: [] };
  let at = 0;
  while (at < rows.length) {
    const item = { children: parseInline(rows[at].body), lists: [] };
    let end = at + 1;
    while (end < rows.length && rows[end].indent >= first.indent + 2) end += 1;
    if (end > at + 1 && depth < DEEPEST) item.lists.push(nestList(rows.slice(at + 1, end), depth + 1));
    list.items.push(item);
    at = end;
  }
  return list;
}

function readMark(text, at, depth) {
  const char = text[at];
  if (char === "\\" && /[!-/:-@[-`{-~]/.test(text[at + 1] ?? "")) return { plain: text[at + 1], end: at + 2 };
  if (char === "`") return readCode(text, at);
  if (char === "<") return readAngle(text, at);
  if (char === "[") return readMaskedLink(text, at, depth);
  if (char === "h" || char === "H") return readBareLink(text, at);
  if (char === "@") return readEveryone(text, at);
  if ("*_~|".includes(char)) return readPair(text, at, depth);
  return null;
}

function readCode(text, at) {
  const fence = /^`+/.exec(text.slice(at))[0];
  let end = text.indexOf(fence, at + fence.length);
  while (end !== -1 && text[end + fence.length] === "`") {
    end = text.indexOf(fence, end + /^`+/.exec(text.slice(end))[0].length);
  }
  if (end <= at + fence.length) return { plain: fence, end: at + fence.length };
  const inner = text.slice(at + fence.length, end);
  return { node: { type: "code", text: inner.trim() || inner }, end: end + fence.length };
}

function readAngle(text, at) {
  for (const [pattern, build] of ANGLE) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    const node = match && build(match);
    if (node) return { node, end: at + match[0].length };
  }
  return null;
}

function readMaskedLink(text, at, depth) {
  const middle = text.indexOf("](", at);
  if (middle <= at + 1) return null;
  const rest = TARGET.exec(text.slice(middle + 2, middle + 2 + LONGEST_LINK));
  const label = text.slice(at + 1, middle);
  if (!rest || label.includes("\n\n")) return null;
  const end = middle + 2 + rest[0].length;
  const target = rest[1] ? { href: rest[1], end } : closeBrackets(rest[2], text, end);
  const node = linkNode(target.href, parseInline(label, depth + 1));
  return node && { node, end: target.end };
}

/** An address such as /wiki/Mercury_(planet) holds brackets of its own: take as many closing ones as it opened. */
function closeBrackets(href, text, end) {
  let address = href;
  let stop = end;
  const count = (mark) => address.split(mark).length - 1;
  while (count("(") > count(")") && text[stop] === ")") {
    address += ")";
    stop += 1;
  }
  return { href: address, end: stop };
}

function readBareLink(text, at) {
  BARE_LINK.lastIndex = at;
  const match = BARE_LINK.exec(text);
  if (!match) return null;
  let address = match[0].replace(/[.,:;"'!?\]*_~|]+$/, "");
  if (address.endsWith(")") && !address.includes("(")) address = address.slice(0, -1);
  const node = linkNode(address, null);
  return node && { node, end: at + address.length };
}

function linkNode(address, children) {
  const href = safeLink(address);
  return href && { type: "link", href, children: children ?? [{ type: "text", text: address }] };
}

function readEveryone(text, at) {
  const match = /^@(everyone|here)\b/.exec(text.slice(at, at + 10));
  return match && { node: { type: "mention", kind: "everyone", id: match[1] }, end: at + match[0].length };
}

function readPair(text, at, depth) {
  for (const [mark, type] of PAIRS) {
    if (!text.startsWith(mark, at) || !mayOpen(text, at, mark)) continue;
    const end = findClose(text, at + mark.length, mark);
    if (end <= at + mark.length) continue;
    const children = parseInline(text.slice(at + mark.length, end), depth + 1);
    const node = type === "strong-em" ? { type: "strong", children: [{ type: "em", children }] } : { type, children };
    return { node, end: end + mark.length };
  }
  return null;
}

function mayOpen(text, at, mark) {
  const next = text[at + mark.length];
  if (mark === "*") return next !== undefined && !/\s/.test(next);
  if (mark === "_") return next !== undefined && !/\w/.test(text[at - 1] ?? "");
  return next !== undefined;
}

function findClose(text, from, mark) {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === "`") at = skipCode(text, at);
    else if (text[at] === mark[0]) {
      const run = runLength(text, at);
      const end = closesAt(text, at, run, mark);
      if (end !== -1) return end;
      at += run - 1;
    }
  }
  return -1;
}

function closesAt(text, at, run, mark) {
  if (mark === "*") return run !== 2 && !/\s/.test(text[at - 1]) ? at + run - 1 : -1;
  if (mark === "_") return run !== 2 && !/\w/.test(text[at + run] ?? "") ? at + run - 1 : -1;
  return run >= mark.length ? at + (mark[0] === "*" || mark[0] === "_" ? run - mark.length : 0) : -1;
}

function runLength(text, at) {
  let end = at;
  while (text[end] === text[at]) end += 1;
  return end - at;
}

function skipCode(text, at) {
  const run = runLength(text, at);
  const end = text.indexOf("`".repeat(run), at + run);
  return end === -1 ? at + run - 1 : end + run - 1;
}
