// Owns the line above the composer that says why nothing answers: no connection, or a bot that is still starting.

import { h, replace } from "./dom.js";

export class Banner {
  constructor({ state, onRetry }) {
    Object.assign(this, { state, onRetry });
    this.element = h("div", { class: "banner", role: "status", data: { testid: "banner" }, hidden: true });
    for (const type of ["hello", "connection", "bot"]) state.addEventListener(type, () => this.#draw());
  }

  #draw() {
    const { bot, connection } = this.state;
    if (connection.status === "lost") this.#drawLost(connection.wait);
    else if (connection.status === "open" && this.state.me && !bot.online) this.#show(
      "starting", "The bot is starting… its commands work as soon as it is online.",
    );
    else this.element.hidden = true;
  }

  #drawLost(wait) {
    const seconds = Math.max(Math.round(wait / 1000), 1);
    this.#show("lost", `The connection was lost. Trying again in ${seconds} ${seconds === 1 ? "second" : "seconds"}; what you typed is kept.`,
      h("button", { type: "button", class: "text-button", on: { click: () => this.onRetry() } }, "Try now"));
  }

  #show(kind, ...content) {
    this.element.hidden = false;
    this.element.dataset.kind = kind;
    replace(
      this.element, h("span", { class: "banner-dot", "aria-hidden": "true" }), h("span", {}, content[0]),
      content.slice(1),
    );
  }
}
