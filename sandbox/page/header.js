// Owns the bar above the messages: channel, the bot's state, light and dark, and who this tab is.

import { h, replace, spoken } from "./dom.js";
import { icon } from "./icons.js";
import { avatar, displayName } from "./people.js";
import { personLinks } from "./person-links.js";
import { currentTheme, onSystemTheme, toggleTheme } from "./theme.js";

export class Header {
  constructor({ state, person, openDrawer }) {
    Object.assign(this, { state, person });
    this.menu = h(
      "button",
      {
        type: "button", class: "icon-button menu-button", "aria-label": "Servers and channels",
        "aria-expanded": "false", data: { testid: "menu" }, on: { click: openDrawer },
      },
      icon("menu"),
    );
    this.title = h("div", { class: "header-title" });
    this.status = h("p", { class: "status", role: "status", data: { testid: "bot-status" } });
    this.theme = h(
      "button",
      { type: "button", class: "icon-button", data: { testid: "theme" }, on: { click: () => this.#toggle() } },
    );
    this.who = h("div", { class: "who" });
    this.element = h("header", { class: "header" }, this.menu, this.title, this.status, this.theme, this.who);
    for (const type of ["hello", "channel"]) state.addEventListener(type, () => this.#drawTitle());
    for (const type of ["bot", "hello", "connection"]) state.addEventListener(type, () => this.#drawStatus());
    state.addEventListener("hello", () => this.#drawWho());
    state.addEventListener("channel", () => this.#drawWho());
    document.addEventListener("pointerdown", (event) => {
      if (!this.who.contains(event.target)) this.#fold();
    });
    onSystemTheme(() => this.#drawTheme());
    this.#drawTheme();
    this.#drawStatus();
  }

  #toggle() {
    toggleTheme();
    this.#drawTheme();
  }

  #drawTheme() {
    const isDark = currentTheme() === "dark";
    this.theme.setAttribute("aria-label", isDark ? "Use light colours" : "Use dark colours");
    replace(this.theme, icon(isDark ? "sun" : "moon"));
  }

  #drawTitle() {
    const { channel, guild } = this.state;
    if (!channel) return;
    const barred = channel.can_send_bot === false ? h(
      "span", { class: "header-barred" }, "The bot may not write here",
    ) : null;
    replace(
      this.title, h("h1", {}, icon("hash"), channel.name),
      h("p", { class: "header-topic" }, barred ?? channel.topic ?? guild.name),
    );
  }

  #drawStatus() {
    const { bot, connection } = this.state;
    const words = connection.status !== "open" ? "Connecting" : bot.online ? "Bot online" : "Bot starting";
    const kind = words === "Bot online" ? "on" : "off";
    if (this.status.dataset.words === words) return;
    this.status.dataset.words = words;
    this.status.dataset.kind = kind;
    replace(
      this.status, h("span", { class: "status-dot", "aria-hidden": "true" }),
      h("span", { class: "status-words" }, words),
    );
  }

  #drawWho() {
    const { me } = this.state;
    const button = h("button", {
      type: "button", class: "who-button", "aria-haspopup": "true", "aria-expanded": "false",
      data: { testid: "person" }, on: { click: () => this.#unfold(button) },
    },
      avatar(me), h("span", { class: "who-name" }, spoken("You are "), h("bdi", {}, displayName(me))), icon("chevron"));
    const menu = h("div", { class: "who-menu", hidden: true, data: { testid: "person-menu" } },
      h("p", { class: "who-lead" }, "Play together: open another tab as"), personLinks(this.state, this.person));
    replace(this.who, button, menu);
    this.who.onkeydown = (event) => {
      if (event.key === "Escape" && !menu.hidden) {
        this.#fold();
        button.focus();
      }
    };
  }

  #unfold(button) {
    const menu = this.who.querySelector(".who-menu");
    menu.hidden = !menu.hidden;
    button.setAttribute("aria-expanded", String(!menu.hidden));
    if (!menu.hidden) menu.querySelector("a")?.focus();
  }

  #fold() {
    const menu = this.who.querySelector(".who-menu");
    if (!menu) return;
    menu.hidden = true;
    this.who.querySelector("button").setAttribute("aria-expanded", "false");
  }
}
