// Owns the drawing of one message: who wrote it and why, its text, cards, components, and the notes only the reader sees.

import { components } from "./components.js";
import { h, spoken } from "./dom.js";
import { embeds } from "./embeds.js";
import { icon } from "./icons.js";
import { attachments } from "./media.js";
import { avatar, displayName, nameElement, plainName } from "./people.js";
import { prose } from "./prose.js";
import { COMPONENTS_V2, EPHEMERAL, THINKING } from "./state.js";
import { formatTime, messageTime } from "./time.js";

const CHAT_INPUT = 1;
const SAME_BREATH = 7 * 60 * 1000;

export function isPrivate(message) {
  return Boolean(message.flags & EPHEMERAL);
}

export function isThinking(message) {
  return Boolean(message.flags & THINKING) && !message.content && !message.embeds?.length && !message.components?.length;
}

/** Whether a message reads on from the one before it, and so needs no name of its own. */
export function continues(message, before) {
  if (!before || before.author.id !== message.author.id || contextOf(message)) return false;
  if (isPrivate(message) !== isPrivate(before)) return false;
  return new Date(message.timestamp) - new Date(before.timestamp) < SAME_BREATH;
}

export function drawMessage(message, { state, compact, apps }) {
  const classes = [
    "message", compact && "message-compact", isPrivate(message) && "message-private",
    message.author.bot && "message-bot",
  ];
  return h("li", {
    class: classes.filter(Boolean).join(" "),
    data: {
      messageId: message.id, testid: "message", ephemeral: isPrivate(message) || null,
      thinking: isThinking(message) || null,
    },
  },
    context(message),
    h("div", { class: "message-row" },
      compact ? compactTime(message) : avatar(message.author),
      h("div", { class: "message-body" },
        compact ? spoken(`${plainName(message.author)}: `) : headline(message),
        body(message, state), privateNote(message), failures(message, state))),
    apps && !isPrivate(message) ? appsButton(message) : null);
}

function contextOf(message) {
  const { name, user, command_type: type = CHAT_INPUT } = message.interaction_metadata ?? {};
  if (name && user) return { kind: "command", user, command: type === CHAT_INPUT ? `/${name}` : name };
  if (message.referenced_message) return {
    kind: "reply", user: message.referenced_message.author, text: message.referenced_message.content,
  };
  return null;
}

function context(message) {
  const found = contextOf(message);
  if (!found) return null;
  const who = h("bdi", { class: "context-name" }, displayName(found.user));
  if (found.kind === "command") {
    return h(
      "p", { class: "message-context" }, avatar(found.user, "small"), who, " used ",
      h("span", { class: "context-command" }, found.command),
    );
  }
  return h("p", { class: "message-context" }, icon("reply"), avatar(found.user, "small"), who, " ",
    h("span", { class: "context-text" }, (found.text ?? "").slice(0, 120)));
}

function headline(message) {
  return h("p", { class: "message-headline" }, nameElement(message.author),
    message.author.bot ? h("span", { class: "tag" }, "App") : null, stamp(message));
}

function stamp(message) {
  return h(
    "time",
    { class: "message-time", datetime: message.timestamp, title: formatTime(new Date(message.timestamp) / 1000, "F") },
    messageTime(message.timestamp),
  );
}

function compactTime(message) {
  return h(
    "time", { class: "message-time message-time-side", datetime: message.timestamp },
    formatTime(new Date(message.timestamp) / 1000, "t"),
  );
}

function body(message, state) {
  if (isThinking(message)) {
    return h(
      "p", { class: "thinking" }, h("bdi", {}, displayName(message.author)), " is thinking",
      h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i")),
    );
  }
  const parts = h("div", { class: "message-content" });
  if (message.content && !(message.flags & COMPONENTS_V2)) parts.append(prose(message.content, state));
  if (message.edited_timestamp && message.content && !message.author.bot) parts.append(h("span", { class: "edited" }, "(edited)"));
  for (const part of [attachments(message), embeds(message, state), components(message, state), reactions(message)]) {
    if (part) parts.append(part);
  }
  return parts;
}

function reactions(message) {
  if (!message.reactions?.length) return null;
  return h("p", { class: "reactions" }, message.reactions.map((reaction) =>
    h("button", {
      type: "button", class: "reaction", "aria-pressed": reaction.me ? "true" : "false",
      data: {
        action: "react", emoji: reaction.emoji.name, key: `reaction ${reaction.emoji.id ?? reaction.emoji.name}`,
      },
    }, `${reaction.emoji.name} ${reaction.count}`)));
}

function privateNote(message) {
  if (!isPrivate(message)) return null;
  return h("p", { class: "private-note" }, icon("eye"), "Only you can see this",
    isThinking(message) ? null : [
      " · ", h("button", { type: "button", class: "text-button", data: { action: "dismiss" } }, "Dismiss"),
    ]);
}

function failures(message, state) {
  return state.pendingOn(message.id).filter((entry) => entry.state === "failed").map(failure);
}

/** A note in red that something the reader asked for did not happen. */
export function failure(entry) {
  return h("p", { class: "failure", role: "alert", data: { key: `failure ${entry.nonce}`, testid: "failure" } },
    icon("warning"), h("span", {}, entry.error), " ",
    h("button", { type: "button", class: "text-button", data: { action: "forget", nonce: entry.nonce } }, "Dismiss"));
}

function appsButton(message) {
  return h("button", {
    type: "button", class: "message-apps", "aria-label": `Apps for the message of ${plainName(message.author)}`, "aria-haspopup": "listbox",
    data: { action: "apps", key: `apps ${message.id}` },
  }, icon("dots"));
}
