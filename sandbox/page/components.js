// Owns the drawing of message components: rows of buttons and selects, and the version 2 layout (containers, sections, …).
// Presses are not listened to here; actions.js does so for the whole list, by data-action.

import { h, spoken } from "./dom.js";
import { colour } from "./embeds.js";
import { icon } from "./icons.js";
import { safeLink } from "./links.js";
import { fileCard, picture } from "./media.js";
import { prose } from "./prose.js";
import { channelEntries, memberEntries, roleEntries } from "./roster.js";

const STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link", 6: "secondary" };

const DRAW = {
  1: actionRow,
  2: button,
  3: select,
  5: select,
  6: select,
  7: select,
  8: select,
  9: section,
  10: (component, context) => prose(component.content, context.state),
  11: (component, context) => picture(component.media, context.message,
    { alt: component.description ?? "", className: "picture thumbnail", hidden: component.spoiler }),
  12: gallery,
  13: file,
  14: (component) => h(
    "hr",
    { class: `separator separator-${component.spacing ?? 1} ${component.divider === false ? "separator-blank" : ""}` },
  ),
  17: container,
};

/** All components of a message. */
export function components(message, state) {
  const list = message.components ?? [];
  if (!list.length) return null;
  const waiting = new Set(state.pendingOn(message.id).filter((entry) => entry.state === "waiting").map((entry) => entry.customId));
  return h("div", { class: "components" }, list.map((component) => draw(component, { message, state, waiting })));
}

function draw(component, context) {
  const drawer = DRAW[component.type];
  return drawer ? drawer(component, context) : h(
    "p", { class: "unsupported" }, `This page cannot show a component of type ${component.type}.`,
  );
}

function actionRow(row, context) {
  const wide = row.components.some((component) => component.type !== 2);
  return h(
    "div", { class: wide ? "action-row" : "action-row action-row-buttons" },
    row.components.map((component) => draw(component, context)),
  );
}

function button(component, context) {
  const face = [emoji(component.emoji), component.label ? h("span", { class: "btn-label" }, component.label) : null];
  if (component.style === 5) return linkButton(component, face);
  const busy = context.waiting.has(component.custom_id);
  return h("button", {
    type: "button", class: `btn btn-${STYLES[component.style] ?? "secondary"}`, disabled: component.disabled,
    "aria-busy": busy ? "true" : null, "aria-label": component.label ? null : (component.emoji?.name ?? "Button"),
    data: { action: "press", customId: component.custom_id ?? `sku ${component.sku_id}` },
  }, face);
}

function linkButton(component, face) {
  const href = safeLink(component.url ?? "");
  if (!href || component.disabled) return h("button", { type: "button", class: "btn btn-link", disabled: true }, face);
  return h("a", { class: "btn btn-link", href, target: "_blank", rel: "noopener noreferrer nofollow" },
    face, icon("external"), spoken(" (opens a new tab)"));
}

export function emoji(value) {
  if (!value?.name) return null;
  return h("span", { class: "emoji", "aria-hidden": "true" }, value.id ? `:${value.name}:` : value.name);
}

function select(component, context) {
  const busy = context.waiting.has(component.custom_id);
  const chosen = chosenLabels(component, context.state);
  const words = chosen.length ? chosen.join(", ") : component.placeholder || "Make a selection";
  return h("button", {
    type: "button", class: "select", disabled: component.disabled, "aria-haspopup": "listbox", "aria-busy": busy ? "true" : null,
    data: { action: "select", customId: component.custom_id, empty: chosen.length ? null : "true" },
  }, h("span", { class: "select-value" }, words), icon("chevron"));
}

function chosenLabels(component, state) {
  return selectOptions(component, state).filter((option) => option.default).map((option) => option.label);
}

/** The options of any kind of select, as {label, value, description, emoji, default}. */
export function selectOptions(component, state) {
  if (component.type === 3) return component.options ?? [];
  const preset = new Set((component.default_values ?? []).map((item) => String(item.id)));
  const entries = { 6: roleEntries, 8: channelEntries }[component.type]?.(state) ?? memberEntries(state);
  return entries.map((entry) => ({ ...entry, default: preset.has(entry.value) }));
}

function section(component, context) {
  return h("div", { class: "section" },
    h("div", { class: "section-text" }, component.components.map((inner) => draw(inner, context))),
    component.accessory ? h("div", { class: "section-accessory" }, draw(component.accessory, context)) : null);
}

function gallery(component, context) {
  return h("div", { class: `gallery gallery-${Math.min(component.items.length, 4)}` }, component.items.map((item) =>
    picture(item.media, context.message, { alt: item.description ?? "", hidden: item.spoiler })));
}

function file(component, context) {
  const name = component.name ?? component.file.url.split("/").pop();
  return fileCard({ name, size: component.size, url: component.file.url }, context.message);
}

function container(component, context) {
  const box = h("div", { class: component.accent_color ? "container container-accent" : "container" },
    component.components.map((inner) => draw(inner, context)));
  if (component.accent_color) box.style.setProperty("--stripe", colour(component.accent_color));
  if (!component.spoiler) return box;
  return h("details", { class: "container-spoiler" }, h("summary", {}, "Hidden content, press to show"), box);
}
