// Owns the values of command options: from what was typed or picked to what is sent, or to a sentence saying what is wrong. Pure.

import { channelEntries, memberEntries, roleEntries } from "./roster.js";

export const KIND = {
  STRING: 3, INTEGER: 4, BOOLEAN: 5, USER: 6, CHANNEL: 7, ROLE: 8, MENTIONABLE: 9, NUMBER: 10, ATTACHMENT: 11,
};
const TRUTHS = [{ value: true, label: "True" }, { value: false, label: "False" }];

/** The fixed things an option may be, as {value, label, description}; null when anything may be typed. */
export function choicesOf(option, state) {
  if (option.choices?.length) return option.choices.map((choice) => ({ value: choice.value, label: choice.name }));
  switch (option.type) {
    case KIND.BOOLEAN:
      return TRUTHS;
    case KIND.USER:
    case KIND.MENTIONABLE:
      return memberEntries(state);
    case KIND.CHANNEL:
      return channelEntries(state);
    case KIND.ROLE:
      return roleEntries(state);
    default:
      return null;
  }
}

/** What may be typed, in a few words: "1 to 50", "a number", "a person". */
export function expectation(option) {
  if (option.choices?.length) return "choose one";
  const range = rangeText(option.min_value, option.max_value);
  switch (option.type) {
    case KIND.INTEGER:
      return range || "a whole number";
    case KIND.NUMBER:
      return range || "a number";
    case KIND.BOOLEAN:
      return "true or false";
    case KIND.USER:
    case KIND.MENTIONABLE:
      return "a person";
    case KIND.CHANNEL:
      return "a channel";
    case KIND.ROLE:
      return "a role";
    case KIND.ATTACHMENT:
      return "a file";
    default:
      return option.autocomplete ? "type to search" : "text";
  }
}

function rangeText(min, max) {
  if (min !== undefined && min !== null && max !== undefined && max !== null) return `${min} to ${max}`;
  if (min !== undefined && min !== null) return `${min} or more`;
  return max !== undefined && max !== null ? `${max} or less` : "";
}

/** Read one option: {value} to send, {empty: true} to leave out, or {error} with a sentence. `picked` is a chosen item. */
export function readOption(option, { text = "", picked = null, file = null }, state) {
  const typed = text.trim();
  if (option.type === KIND.ATTACHMENT) return file ? { value: option.name } : missing(option, "Choose a file for");
  if (picked && picked.label === typed) return { value: picked.value };
  if (!typed) return missing(option, "Fill in");
  const choices = choicesOf(option, state);
  if (choices) return readChoice(option, typed, choices);
  if (option.type === KIND.INTEGER || option.type === KIND.NUMBER) return readNumber(option, typed);
  return readText(option, typed);
}

function missing(option, verb) {
  return option.required ? { error: `${verb} ${option.name}: it is required.` } : { empty: true };
}

function readChoice(option, typed, choices) {
  const wanted = typed.replace(/^[@#]/, "").toLowerCase();
  const found = choices.find((choice) => [
    choice.label.replace(/^[@#]/, ""), String(choice.value), choice.description?.replace(/^@/, ""),
  ]
    .some((name) => name?.toLowerCase() === wanted));
  return found ? { value: found.value } : { error: `“${typed}” is not one of the choices for ${option.name}. Pick one from the list.` };
}

function readNumber(option, typed) {
  const whole = option.type === KIND.INTEGER;
  const pattern = whole ? /^[+-]?\d{1,15}$/ : /^[+-]?(\d+\.?\d*|\.\d+)$/;
  const range = rangeText(option.min_value, option.max_value);
  const kind = whole ? "a whole number" : "a number";
  const wanted = `${option.name} must be ${kind}${range && (range.includes(" to ") ? ` from ${range}` : `, ${range}`)}.`;
  if (!pattern.test(typed)) return { error: wanted };
  const value = Number(typed);
  const fits = value >= (option.min_value ?? -Infinity) && value <= (option.max_value ?? Infinity);
  return fits ? { value } : { error: wanted };
}

function readText(option, typed) {
  const { min_length: shortest = 0, max_length: longest = 6000, name } = option;
  if (typed.length < shortest) return { error: `${name} needs at least ${shortest} characters; this is ${typed.length}.` };
  if (typed.length > longest) return { error: `${name} may have at most ${longest} characters; this is ${typed.length}.` };
  return { value: typed };
}
