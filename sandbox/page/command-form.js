// Owns a command being filled in: the chip with its name, its options, and turning them into what is sent.

import { needsValues, nestOptions } from "./commands.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { encodeFile } from "./media.js";
import { OptionField } from "./option-field.js";
import { KIND } from "./options.js";

/** `on` holds {send, leave, changed, describe, autocomplete(nonceless frame, answer)} of the composer. */
export class CommandForm {
  constructor({ entry, values = {}, picker, state, on }) {
    Object.assign(this, { entry, picker, state, on });
    this.fields = [...entry.options].sort((a, b) => Number(Boolean(b.required)) - Number(Boolean(a.required)))
      .map((option) => new OptionField(option, this));
    for (const field of this.fields) field.text = values[field.option.name] ?? "";
    this.chip = h("span", { class: "command-chip" }, h("span", { class: "command-name" }, `/${entry.name}`),
      h(
        "button",
        { type: "button", class: "chip-close", "aria-label": `Leave /${entry.name}`, on: { click: () => on.leave() } },
        icon("close"),
      ));
    this.element = h("div", {
      class: "command-form", role: "group", "aria-label": `Options of /${entry.name}`,
      data: { testid: "command-form", command: entry.name },
    },
      this.chip, this.fields.map((field) => field.element));
    this.element.addEventListener("keydown", (event) => this.#key(event));
    this.element.addEventListener("focusout", (event) => {
      if (!event.relatedTarget || !this.element.contains(event.relatedTarget)) picker.close();
    });
  }

  focus() {
    const open = this.fields.find((field) => field.option.required && !field.text) ?? this.fields[0];
    (open?.input ?? this.chip.querySelector("button")).focus();
  }

  /** What was typed so far, to keep as a draft. */
  get values() {
    return Object.fromEntries(this.fields.filter((field) => field.text).map((field) => [field.option.name, field.text]));
  }

  get wantsFiles() {
    return this.fields.some((field) => field.option.type === KIND.ATTACHMENT);
  }

  dropFile(file) {
    const free = this.fields.find((field) => field.option.type === KIND.ATTACHMENT && !field.file)
      ?? this.fields.find((field) => field.option.type === KIND.ATTACHMENT);
    free?.takeFile(file);
  }

  /** Return {options, files}, or {error} with the first field that is wrong marked and focused. */
  async collect() {
    const options = [];
    const files = {};
    for (const field of this.fields) {
      const result = await this.#readField(field, files);
      if (result.error) {
        field.markWrong(true);
        field.input.focus();
        this.picker.close();
        return { error: result.error };
      }
      if (!result.empty) options.push({ name: field.option.name, type: field.option.type, value: result.value });
    }
    return { options: nestOptions(this.entry, options), files };
  }

  async #readField(field, files) {
    const result = field.read();
    if (field.option.type !== KIND.ATTACHMENT || result.error || result.empty) return result;
    try {
      files[field.option.name] = await encodeFile(field.file);
    } catch (error) {
      return { error: error.message };
    }
    return result;
  }

  suggest(field) {
    const filled = this.fields.filter((other) => other !== field && other.option.type !== KIND.ATTACHMENT)
      .map((other) => ({ other, result: other.read() }))
      .filter(({ result }) => result.value !== undefined)
      .map(({ other, result }) => ({ name: other.option.name, type: other.option.type, value: result.value }));
    const focused = { name: field.option.name, type: field.option.type, value: field.text, focused: true };
    this.on.autocomplete({ command_id: this.entry.commandId, options: nestOptions(this.entry, [...filled, focused]) },
      (choices) => field.showSuggestions(choices));
  }

  describe(field) {
    this.on.describe(h("span", {}, h("b", {}, field.option.name), " ", field.hintText()));
  }

  changed() {
    this.on.changed();
  }

  get opening() {
    const { entry } = this;
    if (!entry.options.length) return `${entry.description} · Enter sends`;
    return needsValues(entry) ? entry.description : `${entry.description} · every option may stay empty · Enter sends`;
  }

  #key(event) {
    if (event.isComposing || this.picker.walk(event)) return;
    if (event.key === "Escape") this.#escape(event);
    else if (event.key === "Enter" && event.target.matches("input")) this.#enter(event);
    else if (event.key === "Tab" && !event.shiftKey && this.picker.hasActive) this.picker.pick();
    else if (event.key === "Backspace" && event.target.matches(".field-input") && !event.target.value) this.#back(event);
  }

  #escape(event) {
    event.preventDefault();
    if (this.picker.isOpen) this.picker.close();
    else this.on.leave();
  }

  #enter(event) {
    event.preventDefault();
    if (this.picker.hasActive) this.picker.pick();
    else this.on.send();
  }

  #back(event) {
    const at = this.fields.findIndex((field) => field.input === event.target);
    event.preventDefault();
    if (at > 0) this.fields[at - 1].input.focus();
    else this.on.leave();
  }
}

