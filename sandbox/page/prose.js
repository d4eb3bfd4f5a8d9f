// Owns the drawing of read Markdown: the tree from markdown.js becomes elements, names are looked up in the state.

import { h } from "./dom.js";
import { linkElement } from "./links.js";
import { parse, parseInline } from "./markdown.js";
import { displayName } from "./people.js";
import { spoiler } from "./spoiler.js";
import { isTime, timeElement } from "./time.js";

const TAGS = { strong: "strong", em: "em", underline: "u", strike: "s" };

/** Blocks of a message's text. */
export function prose(text, state) {
  return h("div", { class: "prose" }, parse(String(text)).map((block) => drawBlock(block, state)));
}

/** One line of text with inline marks. */
export function proseLine(text, state) {
  return drawInline(parseInline(String(text)), state);
}

function drawBlock(block, state) {
  switch (block.type) {
    case "heading":
      return h(
        "p", { class: `heading heading-${block.level}`, role: "heading", "aria-level": block.level + 2 },
        drawInline(block.children, state),
      );
    case "subtext":
      return h("p", { class: "subtext" }, drawInline(block.children, state));
    case "quote":
      return h("blockquote", {}, block.blocks.map((inner) => drawBlock(inner, state)));
    case "list":
      return drawList(block, state);
    case "code":
      return h("pre", { tabindex: "0" }, h("code", { data: { language: block.language || null } }, block.text));
    default:
      return h("p", {}, drawInline(block.children, state));
  }
}

function drawList(list, state) {
  const items = list.items.map((item) =>
    h("li", {}, drawInline(item.children, state), item.lists.map((inner) => drawList(inner, state))));
  return list.ordered ? h("ol", { start: list.start }, items) : h("ul", {}, items);
}

function drawInline(nodes, state) {
  return nodes.map((node) => drawNode(node, state));
}

function drawNode(node, state) {
  if (node.type in TAGS) return h(TAGS[node.type], {}, drawInline(node.children, state));
  switch (node.type) {
    case "code":
      return h("code", {}, node.text);
    case "link":
      return linkElement(node.href, drawInline(node.children, state));
    case "spoiler":
      return spoiler(h("span", { class: "spoiler-text" }, drawInline(node.children, state)));
    case "mention":
      return drawMention(node, state);
    case "emoji":
      return h("span", { class: "custom-emoji" }, `:${node.name}:`);
    case "stamp":
      return isTime(node.unix) ? timeElement(node.unix, node.style) : `<t:${node.unix}:${node.style}>`;
    default:
      return node.text;
  }
}

function drawMention(node, state) {
  if (node.kind === "user") {
    const user = state.userById(node.id);
    const mine = node.id === state.me?.id;
    return h(
      "span", { class: mine ? "mention mention-me" : "mention" }, "@",
      h("bdi", {}, user ? displayName(user) : "unknown"),
    );
  }
  if (node.kind === "channel") {
    const channel = state.channelById(node.id);
    return channel ? h(
      "a", { class: "mention", href: `#${channel.id}` }, `#${channel.name}`,
    ) : h("span", { class: "mention" }, "#unknown");
  }
  if (node.kind === "command") {
    return h(
      "button", { type: "button", class: "mention mention-command", data: { action: "fill", command: node.id } },
      `/${node.id}`,
    );
  }
  return h("span", { class: "mention" }, node.kind === "everyone" ? `@${node.id}` : "@role");
}
