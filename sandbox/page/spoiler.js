// Owns hidden content: drawn covered, opened for good by the reader's press.

import { h } from "./dom.js";

/** Cover `content`; keyed by its words (or `name`), so that an edit of them covers it again. */
export function spoiler(content, name = content.textContent) {
  return h("span", {
    class: content.tagName === "IMG" ? "spoiler spoiler-picture" : "spoiler", role: "button", tabindex: "0",
    "aria-label": "Spoiler, press to show", data: { action: "reveal", key: `spoiler ${name}` },
  }, content);
}

/** Open a covered element: it is a button no more, so that links inside it work. */
export function reveal(element) {
  if (element.hasAttribute("data-local-revealed")) return;
  element.setAttribute("data-local-revealed", "");
  for (const name of ["role", "tabindex", "aria-label", "data-action"]) element.removeAttribute(name);
}
