// Owns the drawing of embeds: the coloured cards a bot attaches to a message.

import { h } from "./dom.js";
import { linkElement, safeLink } from "./links.js";
import { picture } from "./media.js";
import { prose, proseLine } from "./prose.js";
import { messageTime } from "./time.js";

export function embeds(message, state) {
  const list = message.embeds ?? [];
  return list.length ? h("div", { class: "embeds" }, list.map((embed) => drawEmbed(embed, message, state))) : null;
}

function drawEmbed(embed, message, state) {
  const card = h("article", { class: "embed", "aria-label": embed.title ? `Card: ${embed.title}` : "Card" },
    h("div", { class: "embed-main" },
      h(
        "div", { class: "embed-text" }, author(embed, message), title(embed, state),
        embed.description ? prose(embed.description, state) : null,
      ),
      embed.thumbnail?.url ? picture(embed.thumbnail, message, { className: "picture thumbnail" }) : null),
    fields(embed, state),
    embed.image?.url ? h(
      "div", { class: "embed-image" }, picture(embed.image, message, { alt: embed.title ?? "" }),
    ) : null,
    footer(embed, message));
  if (embed.color) card.style.setProperty("--stripe", colour(embed.color));
  return card;
}

export function colour(number) {
  return `#${Number(number).toString(16).padStart(6, "0").slice(-6)}`;
}

function author({ author: by }, message) {
  if (!by?.name) return null;
  const href = by.url && safeLink(by.url);
  const name = href ? linkElement(href, h("bdi", {}, by.name)) : h("bdi", {}, by.name);
  return h(
    "p", { class: "embed-author" },
    by.icon_url ? picture({ url: by.icon_url }, message, { className: "embed-icon" }) : null, name,
  );
}

function title(embed, state) {
  if (!embed.title) return null;
  const href = embed.url && safeLink(embed.url);
  const words = proseLine(embed.title, state);
  return h("p", { class: "embed-title", role: "heading", "aria-level": "3" }, href ? linkElement(href, words) : words);
}

function fields(embed, state) {
  if (!embed.fields?.length) return null;
  return h("dl", { class: "embed-fields" }, embed.fields.map((field) =>
    h("div", { class: field.inline ? "embed-field embed-field-inline" : "embed-field" },
      h("dt", {}, proseLine(field.name, state)),
      h("dd", {}, prose(field.value, state)))));
}

function footer(embed, message) {
  const parts = [
    embed.footer?.text ? h("bdi", {}, embed.footer.text) : null, embed.timestamp ? messageTime(embed.timestamp) : null,
  ].filter(Boolean);
  if (!parts.length) return null;
  return h("p", { class: "embed-footer" },
    embed.footer?.icon_url ? picture({ url: embed.footer.icon_url }, message, { className: "embed-icon" }) : null,
    parts.flatMap((part, at) => (at ? [" · ", part] : [part])));
}
