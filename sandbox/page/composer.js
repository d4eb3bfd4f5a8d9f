// Owns the writing line: plain text, the slash picker, a command being filled in, drafts, and sending them.

import { CommandForm } from "./command-form.js";
import { finishedName, flatten, match, needsValues, readValues } from "./commands.js";
import { h, replace } from "./dom.js";
import { Drafts } from "./drafts.js";
import { icon } from "./icons.js";
import { Picker } from "./picker.js";

const LONGEST = 2000;
const OFFLINE = "Not connected just now. Your text is kept; try again in a moment.";

export class Composer {
  #form = null;
  #answers = new Map();

  constructor({ state, socket }) {
    Object.assign(this, { state, socket });
    this.drafts = new Drafts();
    this.picker = new Picker();
    this.note = h("p", { class: "composer-note", role: "alert", data: { testid: "composer-note" }, hidden: true });
    this.hint = h("p", { class: "composer-hint", data: { testid: "composer-hint" } });
    this.input = h("textarea", {
      class: "composer-input", rows: "1", role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list", "aria-haspopup": "listbox",
      "aria-label": "Message", enterkeyhint: "send", data: { testid: "composer" },
    });
    this.slash = h(
      "button",
      { type: "button", class: "icon-button", "aria-label": "Show commands", on: { click: () => this.fill("/") } },
      icon("slash"),
    );
    this.button = h(
      "button", { type: "submit", class: "send", "aria-label": "Send", data: { testid: "send" } }, icon("send"),
    );
    this.box = h("div", { class: "composer-box" }, this.slash, this.input, this.button);
    this.element = h("form", { class: "composer", on: { submit: (event) => this.#submit(event) } },
      this.picker.element, this.note, this.box, this.hint);
    this.#listen();
  }

  /** Whether nothing is typed: then keys may answer a question. */
  get isEmpty() {
    return !this.#form && !this.input.value;
  }

  get hasFocus() {
    return this.element.contains(document.activeElement);
  }

  /** Put a text in the line as if it were typed, and go there. */
  fill(text) {
    this.#leaveForm();
    this.input.value = text;
    this.input.focus();
    this.#typed();
  }

  focus() {
    if (this.#form) this.#form.focus();
    else this.input.focus({ preventScroll: true });
  }

  /** Take up the draft of the channel that was opened. */
  openChannel(channel) {
    this.#leaveForm();
    this.drafts.use(`${this.state.me?.id} ${channel?.id}`);
    const draft = this.drafts.load();
    this.input.placeholder = placeholder(channel);
    this.input.setAttribute("aria-label", channel ? `Message #${channel.name}` : "Message");
    this.input.value = draft?.text ?? "";
    const entry = draft?.command && this.#entries().find((item) => item.name === draft.command);
    if (entry) this.#enter(entry, draft.values, { focus: false });
    this.#resize();
    this.#say("");
  }

  /** Answers of the bot to an autocomplete question. */
  receiveChoices(nonce, choices) {
    const answer = this.#answers.get(nonce);
    this.#answers.clear();
    answer?.(choices);
  }

  setHint(...content) {
    if (!this.#form) replace(this.hint, ...content);
  }

  complain(sentence) {
    this.#say(sentence);
  }

  #listen() {
    this.input.addEventListener("input", () => this.#typed());
    this.input.addEventListener("keydown", (event) => this.#key(event));
    this.input.addEventListener("blur", () => this.picker.close());
    this.input.addEventListener("click", () => this.#suggest());
    // Commands may arrive while somebody is typing one: what the picker said of them is then out of date.
    for (const news of ["hello", "commands", "bot"]) {
      this.state.addEventListener(news, () => this.picker.isOpen && !this.#form && this.#suggest());
    }
    this.element.addEventListener("dragover", (event) => {
      if (!this.#form?.wantsFiles) return;
      event.preventDefault();
      this.element.toggleAttribute("data-drop", true);
    });
    this.element.addEventListener("dragleave", () => this.element.removeAttribute("data-drop"));
    this.element.addEventListener("drop", (event) => this.#drop(event));
  }

  #entries() {
    return flatten(this.state.commands, this.state);
  }

  #typed() {
    this.#say("");
    this.#resize();
    const finished = this.input.value.startsWith("/") && finishedName(this.#entries(), this.input.value.slice(1));
    if (finished) this.#enter(finished.entry, readValues(finished.entry, finished.rest));
    else this.#suggest();
    this.#keepDraft();
  }

  #suggest() {
    const { value } = this.input;
    if (!value.startsWith("/") || value.includes("\n")) {
      this.picker.close();
      return;
    }
    const entries = match(this.#entries(), value.slice(1));
    this.picker.open({
      owner: this.input, label: "Commands", heading: this.#pickerHeading(entries), testid: "picker-item", active: 0,
      items: entries.map((entry) => ({
        value: entry.name, label: `/${entry.name}`, detail: entry.description, badge: badgeOf(entry),
      })),
      onPick: (item) => this.#enter(entries.find((entry) => entry.name === item.value)),
    });
  }

  #pickerHeading(entries) {
    if (entries.length) return "Commands";
    if (!this.state.commands.length) return this.state.bot.online ? "The bot has no commands yet." : "The bot is starting; its commands come in a moment.";
    return "No command fits. Delete back to / to see them all.";
  }

  #key(event) {
    if (event.isComposing || this.picker.walk(event)) return;
    if (event.key === "Escape" && this.picker.isOpen) this.picker.close();
    else if (event.key === "Tab" && this.picker.hasActive && !event.shiftKey) this.picker.pick();
    else if (event.key === "Enter" && !event.shiftKey) this.#send();
    else return;
    event.preventDefault();
  }

  #submit(event) {
    event.preventDefault();
    this.#send();
  }

  #send() {
    if (this.#form) this.#sendCommand(this.#form);
    else if (this.input.value.startsWith("/") && this.#sendSlash()) return;
    else this.#sendText();
  }

  /** Enter on "/trivia" starts it when nothing is required; on an unfinished name it takes the suggestion. */
  #sendSlash() {
    const typed = this.input.value.slice(1).trim().toLowerCase();
    const entries = this.#entries();
    const exact = entries.find((entry) => entry.name === typed);
    const chosen = this.picker.hasActive ? this.picker.list.items[this.picker.list.active].value : null;
    if (exact && (chosen === null || chosen === exact.name)) {
      this.#enter(exact);
      if (!needsValues(exact)) this.#sendCommand(this.#form);
      return true;
    }
    if (this.picker.pick()) return true;
    if (!/^[-_\p{L}\p{N} ]*$/u.test(typed)) return false;
    this.#say(typed ? `There is no command /${typed}. Type / to see them all.` : this.#pickerHeading([]));
    return true;
  }

  #sendText() {
    const content = this.input.value.trim();
    if (!content) return;
    if (this.state.channel?.can_send === false) {
      this.#say(`You may not write in #${this.state.channel.name}.`);
    } else if (content.length > LONGEST) {
      this.#say(`A message may have at most ${LONGEST} characters; this has ${content.length}.`);
    } else if (this.socket.send({ type: "say", channel_id: this.state.channelId, content })) {
      this.#clear();
    } else {
      this.#say(OFFLINE);
    }
  }

  async #sendCommand(form) {
    const collected = await form.collect();
    if (form !== this.#form) return;
    if (collected.error) {
      this.#say(collected.error);
      return;
    }
    if (!this.socket.isOpen) {
      this.#say(OFFLINE);
      return;
    }
    const { commandId, name } = form.entry;
    const channelId = this.state.channelId;
    const nonce = this.state.begin({ kind: "command", label: `/${name}`, channelId });
    this.socket.send({ type: "command", nonce, channel_id: channelId, command_id: commandId, ...collected });
    this.#clear();
  }

  #clear() {
    this.#leaveForm();
    this.input.value = "";
    this.#typed();
    this.input.focus({ preventScroll: true });
  }

  #enter(entry, values = {}, { focus = true } = {}) {
    this.picker.close();
    this.#leaveForm();
    this.#say("");
    const form = new CommandForm({
      entry, values, picker: this.picker, state: this.state,
      on: {
        send: () => this.#sendCommand(form),
        leave: () => this.#backToText(entry),
        changed: () => this.#formChanged(),
        describe: (content) => replace(this.hint, content),
        autocomplete: (frame, answer) => this.#autocomplete(frame, answer),
      },
    });
    this.#form = form;
    this.input.hidden = true;
    this.slash.hidden = true;
    this.input.after(form.element);
    this.element.toggleAttribute("data-command", true);
    replace(this.hint, form.opening);
    this.#keepDraft();
    if (focus) form.focus();
  }

  #leaveForm() {
    if (!this.#form) return;
    this.picker.close();
    const { element } = this.#form;
    this.#form = null;
    element.remove();
    this.input.hidden = false;
    this.slash.hidden = false;
    this.element.removeAttribute("data-command");
    replace(this.hint);
    this.element.dispatchEvent(new CustomEvent("left"));
  }

  #backToText(entry) {
    this.fill(`/${entry.name}`);
  }

  #formChanged() {
    this.#say("");
    this.#keepDraft();
  }

  #autocomplete(frame, answer) {
    const nonce = crypto.randomUUID?.() ?? String(Math.random());
    this.#answers.clear();
    this.#answers.set(nonce, answer);
    this.socket.send({ type: "autocomplete", nonce, channel_id: this.state.channelId, ...frame });
  }

  #drop(event) {
    this.element.removeAttribute("data-drop");
    const file = event.dataTransfer?.files[0];
    if (!file || !this.#form?.wantsFiles) return;
    event.preventDefault();
    this.#form.dropFile(file);
  }

  #keepDraft() {
    if (this.#form) this.drafts.save({ command: this.#form.entry.name, values: this.#form.values });
    else this.drafts.save({ text: this.input.value });
  }

  #say(sentence) {
    this.note.hidden = !sentence;
    replace(this.note, sentence ? [icon("warning"), sentence] : []);
  }

  #resize() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, 180)}px`;
  }
}

function placeholder(channel) {
  if (!channel) return "";
  if (channel.can_send === false) return `Only / commands in #${channel.name}`;
  return matchMedia("(max-width: 760px)").matches ? `Message #${channel.name}` : `Message #${channel.name}, or / for commands`;
}

function badgeOf(entry) {
  const required = entry.options.filter((option) => option.required).map((option) => option.name);
  if (required.length) return `asks for ${required.join(", ")}`;
  const count = entry.options.length;
  if (!count) return null;
  return count === 1 ? "1 option" : `${count} options`;
}
