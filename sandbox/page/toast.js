// Owns short sentences about a refused request; they leave by themselves.

import { h } from "./dom.js";
import { icon } from "./icons.js";

const SHOWN = 7000;

export function toast(sentence) {
  const element = h("div", {
    class: "toast", role: "alert", data: { testid: "toast" },
  }, icon("warning"), h("span", {}, sentence),
    h(
      "button",
      { type: "button", class: "icon-button", "aria-label": "Dismiss", on: { click: () => element.remove() } },
      icon("close"),
    ));
  document.getElementById("toasts").append(element);
  setTimeout(() => element.remove(), SHOWN);
}
