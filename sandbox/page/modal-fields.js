// Owns the fields of a dialog: text, selects, ticks and files, each with its label, its limits and its error.

import { selectOptions } from "./components.js";
import { freshId, h, replace, spoken } from "./dom.js";
import { icon } from "./icons.js";

const TEXT_INPUT = 4;
const FILE_UPLOAD = 19;
const CHECKBOX = 23;
const PARAGRAPH = 2;
const LONGEST_TEXT = 4000;

/** Make the field for a component. It has element, customId, focus(), check() and value(). */
export function makeField(component, { label, description }, state) {
  const id = freshId("modal-field");
  const words = { id, label: label ?? component.custom_id, description };
  if (component.type === TEXT_INPUT) return textField(component, words);
  if (component.type === FILE_UPLOAD) return fileField(component, words);
  if (component.type === CHECKBOX) return tickField(component, words);
  return choiceField(component, words, selectOptions(component.options ? { ...component, type: 3 } : component, state));
}

function frame({ id, label, description }, required, control, { group = false, counter = null } = {}) {
  const error = h("p", { class: "modal-error", id: `${id}-error` });
  const about = description ? h("p", { class: "modal-about", id: `${id}-about` }, description) : null;
  const mark = required ? [
    h("span", { class: "field-mark", "aria-hidden": "true" }, " *"), spoken(" (required)"),
  ] : null;
  const title = group ? h(
    "legend", { class: "modal-label" }, label, mark,
  ) : h("label", { class: "modal-label", for: id }, label, mark);
  const element = h(
    group ? "fieldset" : "div", { class: "modal-field" }, title, about, control,
    h("div", { class: "modal-under" }, error, counter),
  );
  const describe = [about && `${id}-about`, `${id}-error`].filter(Boolean).join(" ");
  const tell = (target, sentence) => {
    replace(error, sentence ? [icon("warning"), sentence] : []);
    target.setAttribute("aria-invalid", sentence ? "true" : "false");
    return !sentence;
  };
  return { element, describe, tell };
}

function textField(component, words) {
  const { required = true, min_length: shortest = 0, max_length: longest = LONGEST_TEXT } = component;
  const tag = component.style === PARAGRAPH ? "textarea" : "input";
  const input = h(tag, {
    id: words.id, class: "modal-input", placeholder: component.placeholder ?? "", rows: tag === "textarea" ? "4" : null, type: tag === "input" ? "text" : null,
    autocomplete: "off", "aria-required": required ? "true" : null, value: component.value ?? "", data: { customId: component.custom_id },
  });
  const counter = h("span", { class: "modal-counter" });
  const { element, describe, tell } = frame(words, required, input, { counter });
  input.setAttribute("aria-describedby", describe);
  const count = () => replace(counter, `${input.value.length} / ${longest}`);
  input.addEventListener("input", () => {
    count();
    tell(input, "");
  });
  count();
  return {
    element, customId: component.custom_id, focus: () => input.focus(), value: () => ({ value: input.value }),
    check: () => tell(input, textError(input.value, { required, shortest, longest })),
  };
}

function textError(text, { required, shortest, longest }) {
  if (!text.trim()) return required ? "Please fill this in." : "";
  if (text.length < shortest) return `Please write at least ${shortest} characters.`;
  return text.length > longest ? `Please write at most ${longest} characters.` : "";
}

function fileField(component, words) {
  const { required = true, min_values: fewest = 1, max_values: most = 1 } = component;
  const input = h(
    "input",
    { id: words.id, class: "modal-file", type: "file", multiple: most > 1, data: { customId: component.custom_id } },
  );
  const { element, describe, tell } = frame(words, required, input);
  input.setAttribute("aria-describedby", describe);
  const error = () => {
    const { length } = input.files;
    if (!length) return required ? "Please choose a file." : "";
    if (length < fewest) return `Please choose at least ${fewest} files.`;
    return length > most ? `Please choose at most ${most === 1 ? "1 file" : `${most} files`}.` : "";
  };
  input.addEventListener("change", () => tell(input, ""));
  return {
    element, customId: component.custom_id, focus: () => input.focus(), check: () => tell(input, error()),
    value: () => ({ chosen: [...input.files] }),
  };
}

function tickField(component, words) {
  const input = h(
    "input", { id: words.id, type: "checkbox", checked: component.default, data: { customId: component.custom_id } },
  );
  const { element } = frame(words, false, h("span", { class: "modal-tick" }, input));
  return {
    element, customId: component.custom_id, focus: () => input.focus(), check: () => true,
    value: () => ({ value: input.checked }),
  };
}

/** One of several as round buttons or a list, several of many as ticks. */
function choiceField(component, words, options) {
  const most = component.type === 21 ? 1 : component.max_values ?? (component.type === 22 ? options.length : 1);
  return most === 1 && component.type !== 21 ? dropdownField(component, words, options) : ticksField(component, words, options, most);
}

function dropdownField(component, words, options) {
  const { required = true } = component;
  const blank = h("option", { value: "" }, component.placeholder || "Make a selection");
  const input = h("select", {
    id: words.id, class: "modal-input", "aria-required": required ? "true" : null,
    data: { customId: component.custom_id },
  },
    blank, options.map((option) => h("option", { value: option.value, selected: option.default }, optionText(option))));
  const { element, describe, tell } = frame(words, required, input);
  input.setAttribute("aria-describedby", describe);
  input.addEventListener("change", () => tell(input, ""));
  return {
    element, customId: component.custom_id, focus: () => input.focus(),
    check: () => tell(input, required && !input.value ? "Please choose one." : ""),
    value: () => ({ values: input.value ? [input.value] : [] }),
  };
}

function ticksField(component, words, options, most) {
  const { required = true, min_values: fewest = required ? 1 : 0 } = component;
  const radio = component.type === 21;
  const inputs = options.map((option) => h(
    "input", { type: radio ? "radio" : "checkbox", name: words.id, value: option.value, checked: option.default },
  ));
  const control = h("div", {
    class: "modal-ticks", role: radio ? "radiogroup" : "group", data: { customId: component.custom_id },
  },
    options.map((option, at) => h("label", { class: "modal-tick" }, inputs[at], h("span", {}, optionText(option)))));
  const { element, tell } = frame(words, required, control, { group: true });
  const chosen = () => inputs.filter((input) => input.checked).map((input) => input.value);
  const error = () => {
    const count = chosen().length;
    if (!count && !required) return "";
    if (count < fewest) return fewest === 1 ? "Please choose one." : `Please choose at least ${fewest}.`;
    return count > most ? `Please choose at most ${most}.` : "";
  };
  control.addEventListener("change", () => tell(control, ""));
  return {
    element, customId: component.custom_id, focus: () => inputs[0]?.focus(), check: () => tell(control, error()),
    value: () => (radio ? { value: chosen()[0] ?? null } : { values: chosen() }),
  };
}

function optionText(option) {
  const words = [option.emoji?.name, option.label].filter(Boolean).join(" ");
  return option.description ? `${words} — ${option.description}` : words;
}
