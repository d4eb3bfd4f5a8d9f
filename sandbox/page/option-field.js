// Owns one option of a command being filled in: its label, its input, its suggestions and its value.

import { freshId, h, replace, spoken } from "./dom.js";
import { icon } from "./icons.js";
import { choicesOf, expectation, KIND, readOption } from "./options.js";

const DEBOUNCE = 180;

/**
 * `host` is the form: {picker, state, suggest(field), describe(field), changed()}. The field asks it for suggestions
 * from the bot and tells it when its value changes.
 */
export class OptionField {
  constructor(option, host) {
    this.option = option;
    this.host = host;
    this.picked = null;
    this.file = null;
    this.timer = 0;
    const id = freshId(`option-${option.name}`);
    this.input = option.type === KIND.ATTACHMENT ? this.#fileInput(id) : this.#textInput(id);
    this.hint = h("span", { class: "sr-only", id: `${id}-hint` }, this.hintText());
    this.element = h("div", { class: "field", data: { kind: option.type, option: option.name } },
      h("label", { class: "field-name", for: id }, option.name,
        option.required ? [
          h("span", { class: "field-mark", "aria-hidden": "true" }, "*"), spoken(" (required)"),
        ] : null),
      this.#control(id), this.hint);
  }

  hintText() {
    const { description, required } = this.option;
    return `${description || this.option.name} · ${required ? "required" : "optional"} · ${expectation(this.option)}`;
  }

  get text() {
    return this.option.type === KIND.ATTACHMENT ? "" : this.input.value;
  }

  set text(value) {
    if (this.option.type === KIND.ATTACHMENT) return;
    this.input.value = value;
    this.#resize();
  }

  read() {
    return readOption(this.option, { text: this.text, picked: this.picked, file: this.file }, this.host.state);
  }

  markWrong(wrong) {
    this.input.setAttribute("aria-invalid", wrong ? "true" : "false");
    this.element.toggleAttribute("data-wrong", wrong);
  }

  takeFile(file) {
    this.file = file;
    replace(this.fileName, file ? file.name : "Choose a file");
    this.markWrong(false);
    this.host.changed();
  }

  /** Take a suggestion as this option's value. */
  take(item) {
    this.picked = item;
    this.input.value = item.label;
    this.#resize();
    this.markWrong(false);
    this.host.picker.close();
    this.host.changed();
  }

  /** Show what the bot suggests, or nothing when the reader has moved on. */
  showSuggestions(choices) {
    if (document.activeElement !== this.input) return;
    this.#show(
      choices.map((choice) => ({ value: choice.value, label: choice.name })),
      choices.length ? "Suggestions" : "Nothing found", this.text.trim() ? 0 : -1,
    );
  }

  #textInput(id) {
    const suggests = this.option.autocomplete || choicesOf(this.option, this.host.state);
    const number = this.option.type === KIND.INTEGER || this.option.type === KIND.NUMBER;
    const input = h("input", {
      id, class: "field-input", type: "text", autocomplete: "off", autocapitalize: "off", spellcheck: "false",
      placeholder: expectation(this.option), inputmode: number ? "decimal" : null, "aria-describedby": `${id}-hint`,
      "aria-required": this.option.required ? "true" : null, data: { testid: `option-${this.option.name}` },
      role: suggests ? "combobox" : null, "aria-expanded": suggests ? "false" : null, "aria-autocomplete": suggests ? "list" : null,
    });
    input.addEventListener("focus", () => this.#focused());
    input.addEventListener("input", () => this.#typed());
    return input;
  }

  #fileInput(id) {
    const input = h(
      "input",
      {
        id, class: "sr-only", type: "file", "aria-describedby": `${id}-hint`,
        data: { testid: `option-${this.option.name}` },
      },
    );
    input.addEventListener("change", () => this.takeFile(input.files[0] ?? null));
    input.addEventListener("focus", () => this.host.describe(this));
    return input;
  }

  #control(id) {
    if (this.option.type !== KIND.ATTACHMENT) return this.input;
    this.fileName = h("span", { class: "field-file-name" }, "Choose a file");
    return h(
      "span", { class: "field-file" }, this.input,
      h("label", { class: "field-file-button", for: id }, icon("upload"), this.fileName),
    );
  }

  #focused() {
    this.host.describe(this);
    this.#suggest();
  }

  #typed() {
    this.picked = this.picked?.label === this.input.value.trim() ? this.picked : null;
    this.markWrong(false);
    this.#resize();
    this.#suggest();
    this.host.changed();
  }

  #suggest() {
    clearTimeout(this.timer);
    if (this.option.autocomplete) {
      this.timer = setTimeout(() => this.host.suggest(this), this.text ? DEBOUNCE : 0);
      return;
    }
    const choices = choicesOf(this.option, this.host.state);
    if (!choices) {
      this.host.picker.close();
      return;
    }
    const typed = this.text.trim().toLowerCase();
    const fits = this.picked ? choices : choices.filter((choice) => choice.label.toLowerCase().includes(typed));
    this.#show(fits.map((choice) => ({
      ...choice, detail: choice.description, selected: this.picked?.value === choice.value,
    })),
      fits.length ? "Choices" : "No such choice", typed && !this.picked ? 0 : -1);
  }

  #show(items, heading, active) {
    this.host.picker.open({
      owner: this.input, label: `Choices for ${this.option.name}`, heading: [
        h("b", {}, this.option.name), ` ${heading}`,
      ],
      items, active, testid: "choice-item", onPick: (item) => this.take(item),
    });
  }

  #resize() {
    const length = Math.max(this.input.value.length, expectation(this.option).length);
    this.input.style.setProperty("--chars", String(Math.min(Math.max(length, 6), 34)));
  }
}
