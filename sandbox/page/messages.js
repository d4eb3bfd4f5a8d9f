// Owns the list of messages on screen: drawing what changed and only that, the scroll position, and what is said aloud.

import { messageCommands } from "./actions.js";
import { announce } from "./announce.js";
import { h, replace, spoken } from "./dom.js";
import { icon } from "./icons.js";
import { continues, drawMessage, failure, isPrivate } from "./message.js";
import { morph } from "./morph.js";
import { displayName, plainName } from "./people.js";
import { dayName } from "./time.js";

const NEAR_BOTTOM = 48;

export class MessageList {
  #drawn = new Map();
  #queued = false;
  #sticky = true;
  #isReturning = false;
  #missed = 0;

  constructor({ state, onStart }) {
    Object.assign(this, { state, onStart });
    this.list = h("ol", { class: "messages" });
    this.typing = h("p", { class: "typing" });
    this.log = h(
      "div", { class: "log", role: "log", "aria-live": "off", tabindex: "0", data: { testid: "log" } }, this.list,
    );
    this.pill = h(
      "button",
      {
        type: "button", class: "pill", hidden: true, data: { testid: "new-messages" },
        on: { click: () => this.toBottom() },
      },
    );
    this.element = h("div", { class: "log-frame" }, this.log, this.pill, this.typing);
    this.log.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    for (const type of ["wheel", "touchmove", "keydown"]) {
      this.log.addEventListener(type, () => { this.#isReturning = false; }, { passive: true });
    }
    const sizes = new ResizeObserver(() => this.#settle());
    sizes.observe(this.list);
    sizes.observe(this.log);
    this.#follow();
  }

  /** Go to the newest message, even while an earlier scroll is still running out. */
  toBottom() {
    this.#sticky = true;
    this.#isReturning = true;
    this.#settle();
  }

  #follow() {
    const { state } = this;
    state.addEventListener("channel", () => this.#reset());
    for (const type of [
      "hello", "messages", "pending", "commands", "bot",
    ]) state.addEventListener(type, () => this.#queue());
    state.addEventListener("message", (event) => this.#changed(event.detail));
    state.addEventListener("typing", () => this.#drawTyping());
  }

  #reset() {
    this.#drawn.clear();
    replace(this.list);
    this.#sticky = true;
    this.#missed = 0;
    this.log.setAttribute("aria-label", `Messages in #${this.state.channel?.name ?? ""}`);
    this.#drawTyping();
    this.#draw();
  }

  #changed({ message, before, isNew }) {
    if (message.channel_id !== this.state.channelId) return;
    if (isNew) {
      const mine = message.author.id === this.state.me?.id || message.interaction_metadata?.user?.id === this.state.me?.id;
      if (mine) this.#sticky = true;
      else if (!this.#sticky) this.#missed += 1;
    }
    this.#queue();
    queueMicrotask(() => this.#speak(message, before, isNew));
  }

  #queue() {
    if (this.#queued) return;
    this.#queued = true;
    queueMicrotask(() => {
      this.#queued = false;
      this.#draw();
    });
  }

  #draw() {
    const messages = this.state.messagesIn(this.state.channelId);
    const rows = messages ? this.#rows(messages) : [this.#loading()];
    const keep = new Set(rows);
    for (const child of [...this.list.children]) if (!keep.has(child)) child.remove();
    rows.forEach((row, at) => {
      if (this.list.children[at] !== row) this.list.insertBefore(row, this.list.children[at] ?? null);
    });
    this.#settle();
    this.element.dispatchEvent(new CustomEvent("drawn", { bubbles: true }));
  }

  #rows(messages) {
    const rows = [];
    const apps = messageCommands(this.state).length > 0;
    let before = null;
    const failed = this.#failedCommands(messages);
    for (const message of messages) {
      const day = dayName(message.timestamp);
      if (!before || dayName(before.timestamp) !== day) {
        rows.push(this.#fixed(
          `day ${day} ${rows.length ? message.id : ""}`, () => h("li", { class: "day" }, h("span", {}, day)),
        ));
        before = null;
      }
      rows.push(this.#row(message, { compact: continues(message, before), apps }));
      before = message;
      rows.push(...(failed.get(message.id) ?? []));
      if (failed.has(message.id)) before = null;
    }
    if (!messages.length) rows.push(this.#welcome());
    rows.push(...(failed.get(null) ?? []));
    this.#forgetGone(rows);
    return rows;
  }

  /** Rows for commands that got no answer, by the id of the message they came after (null: none that is left). */
  #failedCommands(messages) {
    const ids = new Set(messages.map((message) => message.id));
    const rows = new Map();
    for (const entry of this.state.pending.values()) {
      if (entry.kind !== "command" || entry.state !== "failed" || entry.channelId !== this.state.channelId) continue;
      const after = ids.has(entry.after) ? entry.after : null;
      const row = this.#fixed(`failed ${entry.nonce}`, () => h("li", { class: "message message-failed" },
        h(
          "p", { class: "message-context" }, "You used ", h("span", { class: "context-command" }, entry.label),
        ), failure(entry)));
      rows.set(after, [...(rows.get(after) ?? []), row]);
    }
    return rows;
  }

  /** The row of a message: drawn anew only when the message or what it depends on changed, and then patched in place. */
  #row(message, { compact, apps }) {
    const { state } = this;
    const stamp = `${compact} ${apps} ${state.pendingOn(message.id).map((entry) => entry.nonce + entry.state).join(" ")}`;
    const known = this.#drawn.get(message.id);
    if (known && known.message === message && known.stamp === stamp) return known.element;
    const fresh = drawMessage(message, { state, compact, apps });
    if (known) morph(known.element, fresh);
    const element = known?.element ?? fresh;
    this.#drawn.set(message.id, { element, message, stamp });
    return element;
  }

  #fixed(key, make) {
    const known = this.#drawn.get(key);
    if (known) return known.element;
    const element = make();
    this.#drawn.set(key, { element });
    return element;
  }

  #forgetGone(rows) {
    const shown = new Set(rows);
    for (const [key, { element }] of this.#drawn) if (!shown.has(element)) this.#drawn.delete(key);
  }

  #loading() {
    return this.#fixed(
      "loading",
      () => h(
        "li", { class: "loading" }, spoken("Loading messages"),
        [1, 2, 3].map((n) => h("span", { class: `bone bone-${n}` })),
      ),
    );
  }

  #welcome() {
    const name = starter(this.state);
    const { channel } = this.state;
    const start = channel?.can_send_bot === false
      ? h("p", { class: "welcome-text" }, "The bot may not write in this channel, so no game can start here.")
      : [h(
        "p", { class: "welcome-text" }, "Type ", h("code", {}, `/${name}`),
        " to start a game. Everybody in the channel can play; open a second tab to play as somebody else.",
      ),
        h(
          "button",
          {
            type: "button", class: "btn btn-primary", data: { testid: "start" },
            on: { click: () => this.onStart(name) },
          },
          `Fill in /${name}`,
        )];
    return this.#fixed(`welcome ${channel?.id} ${name}`, () => h("li", {
      class: "welcome", data: { testid: "welcome" },
    },
      h("span", { class: "welcome-mark", "aria-hidden": "true" }, icon("page")),
      h("h2", { class: "welcome-title" }, `Welcome to #${channel?.name ?? ""}`), start));
  }

  #scrolled() {
    const isDown = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < NEAR_BOTTOM;
    this.#sticky = isDown || this.#isReturning;
    if (isDown) this.#isReturning = false;
    else if (this.#isReturning) this.log.scrollTop = this.log.scrollHeight;
    if (this.#sticky) this.#missed = 0;
    this.#drawPill();
  }

  /** After any change of size: stay at the bottom when the reader was there, else leave the place alone. */
  #settle() {
    if (this.#sticky) {
      this.#missed = 0;
      this.log.scrollTop = this.log.scrollHeight;
    }
    this.#drawPill();
  }

  #drawPill() {
    const hidden = this.#sticky || this.#missed === 0;
    if (this.pill.hidden === hidden && this.pill.dataset.count === String(this.#missed)) return;
    this.pill.hidden = hidden;
    this.pill.dataset.count = String(this.#missed);
    replace(this.pill, this.#missed > 1 ? `${this.#missed} new messages` : "New message", icon("down"));
  }

  #drawTyping() {
    const names = this.state.typingIn(this.state.channelId).filter((user) => user.id !== this.state.me?.id);
    this.typing.toggleAttribute("data-on", names.length > 0);
    replace(this.typing, names.length ? [h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i")),
      names.length > 2 ? "Several people" : names.flatMap((user, at) => [
        at ? " and " : "", h("bdi", {}, displayName(user)),
      ]),
      names.length > 1 ? " are typing" : " is typing"] : []);
  }

  #speak(message, before, isNew) {
    const element = this.#drawn.get(message.id)?.element;
    if (!element || (isNew && message.author.id === this.state.me?.id)) return;
    if (!isNew && !worthSaying(before, message)) return;
    const words = element.querySelector(".message-content")?.textContent ?? "";
    announce(`${isPrivate(message) ? "Only for you, " : ""}${plainName(message.author)}: ${words}`);
  }
}

/** An edit is said when it opens or closes something to press, or ends a "thinking": a mere count is not. */
function worthSaying(before, after) {
  if (!before) return false;
  const shape = (message) => JSON.stringify(message.components ?? []).replace(
    /"(label|content|emoji)":("[^"]*"|\{[^}]*\})/g, "",
  );
  return shape(before) !== shape(after) || before.flags !== after.flags;
}

function starter(state) {
  const names = state.commands.filter((command) => (command.type ?? 1) === 1).map((command) => command.name);
  return names.includes("trivia") || !names.length ? "trivia" : names[0];
}
