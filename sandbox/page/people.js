// Owns how a person is named and pictured: display name, name for plain text, initials and colour.

import { h } from "./dom.js";

const TONES = 8;
const DIRECTION_MARKS = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/gu;

/** The name as chosen; draw it inside <bdi>, for it may hold marks that turn the direction of text. */
export function displayName(user) {
  return user?.global_name || user?.username || "Unknown";
}

/** The name for places that cannot isolate it: labels, titles, announcements. */
export function plainName(user) {
  return displayName(user).replace(DIRECTION_MARKS, "").trim() || "Unknown";
}

export function nameElement(user, className = "name") {
  return h("bdi", { class: className }, displayName(user));
}

export function initials(text) {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? ["?"];
  const letters = words.length > 1 ? [...words[0]][0] + [...words[1]][0] : [...words[0]].slice(0, 1).join("");
  return letters.toUpperCase();
}

/** A number from 0 to 7 that stays the same for an id. */
export function tone(id) {
  let sum = 7;
  for (const digit of String(id)) sum = (sum * 31 + digit.charCodeAt(0)) % 9973;
  return sum % TONES;
}

/** Coloured initials; decorative, since the name always stands beside them. */
export function avatar(user, size = "") {
  const classes = ["avatar", `tone-${tone(user?.id ?? "0")}`, size && `avatar-${size}`, user?.bot && "avatar-bot"];
  return h("span", { class: classes.filter(Boolean).join(" "), "aria-hidden": "true" }, initials(plainName(user)));
}
