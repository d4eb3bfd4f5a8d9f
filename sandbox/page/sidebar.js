// Owns the list of servers and channels, a drawer on narrow screens, and the invitation to play in a second tab.

import { h, replace, spoken } from "./dom.js";
import { icon } from "./icons.js";
import { initials } from "./people.js";
import { personLinks } from "./person-links.js";

export class Sidebar {
  constructor({ state, person, onChannel }) {
    Object.assign(this, { state, person, onChannel });
    this.close = h(
      "button",
      { type: "button", class: "icon-button drawer-close", "aria-label": "Close", on: { click: () => this.fold() } },
      icon("close"),
    );
    this.guilds = h("nav", { class: "guilds", "aria-label": "Servers and channels" });
    this.invite = h("section", { class: "invite", "aria-label": "Play together" });
    this.element = h("aside", { class: "sidebar", id: "sidebar", data: { testid: "sidebar" } },
      h("div", { class: "brand" }, h("span", { class: "brand-mark", "aria-hidden": "true" }, icon("page")),
        h(
          "p", { class: "brand-name" }, "Trivia sandbox", h("span", { class: "brand-note" }, "A chat on this machine"),
        ), this.close),
      this.guilds, this.invite);
    this.scrim = h("div", { class: "scrim", on: { click: () => this.fold() } });
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.fold();
    });
    for (const type of ["hello", "channel", "unread"]) state.addEventListener(type, () => this.#draw());
  }

  /** Open the drawer; `opener` gets the focus back when it closes. */
  unfold(opener, main) {
    Object.assign(this, { opener, main });
    document.body.dataset.drawer = "open";
    opener.setAttribute("aria-expanded", "true");
    main.inert = true;
    this.close.focus();
  }

  fold() {
    if (!document.body.dataset.drawer) return;
    delete document.body.dataset.drawer;
    this.main.inert = false;
    this.opener.setAttribute("aria-expanded", "false");
    this.opener.focus();
  }

  #draw() {
    const focused = document.activeElement?.dataset?.channelId;
    replace(this.guilds, this.state.guilds.map((guild, at) => this.#guild(guild, at)));
    replace(this.invite, h("h2", { class: "invite-title" }, icon("people"), "Play together"),
      h("p", { class: "invite-text" }, "Open another tab as"), personLinks(this.state, this.person));
    if (focused) this.guilds.querySelector(`[data-channel-id="${CSS.escape(focused)}"]`)?.focus();
  }

  #guild(guild, at) {
    const mark = h("span", { class: `guild-mark tone-${(at * 3) % 8}`, "aria-hidden": "true" }, initials(guild.name));
    return h("section", { class: "guild", "aria-label": guild.name },
      h("h2", { class: "guild-name" }, mark, h("bdi", {}, guild.name)),
      h("ul", {}, guild.channels.map((channel) => h("li", {}, this.#channel(channel)))));
  }

  #channel(channel) {
    const isHere = channel.id === this.state.channelId;
    const unread = this.state.unread.has(channel.id);
    return h("a", {
      class: "channel", href: `#${channel.id}`, "aria-current": isHere ? "page" : null, data: {
        channelId: channel.id, unread: unread || null,
      },
      on: { click: () => this.onChannel(channel.id) },
    }, icon("hash"), h(
      "span", { class: "channel-name" }, channel.name,
    ), unread ? [h("span", { class: "unread-dot", "aria-hidden": "true" }), spoken(" (new messages)")] : null);
  }
}
