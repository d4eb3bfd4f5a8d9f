// Owns answering by keyboard: which message is the newest question, and the keys that press its buttons.

import { h, replace } from "./dom.js";

const LOOK_BACK = 12;
const MOST = 9;
const LETTERED = /^\(?([a-i])(?:$|[\s.):·—–-])/i;
const RUNNING = /<t:(\d{1,13}):R>/g;

/**
 * The open answers of the newest question: its buttons, in order. A question is a message whose buttons are lettered
 * A, B, …, or that counts down to a moment still to come and has at least two buttons of the first one's style.
 */
export function openQuestion(messages, nowSeconds) {
  for (const message of messages.slice(-LOOK_BACK).reverse()) {
    if (message.flags & 64) continue;
    const buttons = collectButtons(message.components);
    const answers = answersAmong(buttons, message, nowSeconds);
    if (!answers) continue;
    return answers.some((button) => !button.disabled) ? { message, answers: answers.slice(0, MOST) } : null;
  }
  return null;
}

function answersAmong(buttons, message, nowSeconds) {
  const lettered = buttons.filter((button, at) => letterOf(button) === "abcdefghi"[at]);
  if (lettered.length >= 2) return lettered;
  if (!countsDown(message, nowSeconds) || !buttons.length) return null;
  const alike = buttons.filter((button) => button.style === buttons[0].style);
  return alike.length >= 2 ? alike : null;
}

function letterOf(button) {
  return LETTERED.exec(button.label ?? "")?.[1].toLowerCase() ?? null;
}

function countsDown(message, nowSeconds) {
  const text = JSON.stringify([message.content, message.embeds, message.components]);
  return [...text.matchAll(RUNNING)].some(([, unix]) => Number(unix) > nowSeconds);
}

function collectButtons(components) {
  return (components ?? []).flatMap((component) => {
    if (component.type === 2) return component.custom_id ? [component] : [];
    return collectButtons([...(component.components ?? []), ...(component.accessory ? [component.accessory] : [])]);
  });
}

export class AnswerKeys {
  constructor({ state, composer, actions, list }) {
    Object.assign(this, { state, composer, actions, list });
    document.addEventListener("keydown", (event) => this.#key(event));
    list.element.addEventListener("drawn", () => this.mark());
    composer.element.addEventListener("left", () => this.mark());
  }

  get question() {
    return openQuestion(this.state.messagesIn(this.state.channelId) ?? [], Date.now() / 1000);
  }

  /** Show the keys beside the buttons and in the line under the composer. */
  mark() {
    const { question } = this;
    for (const button of this.list.element.querySelectorAll("[data-answer-key]")) button.removeAttribute("data-answer-key");
    this.composer.setHint(question ? hintFor(question) : "");
    if (!question) return;
    const row = this.list.element.querySelector(`[data-message-id="${CSS.escape(question.message.id)}"]`);
    question.answers.forEach((answer, at) => {
      const button = row?.querySelector(`[data-custom-id="${CSS.escape(answer.custom_id)}"]`);
      if (button && !answer.disabled) button.dataset.answerKey = String(at + 1);
    });
  }

  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
    const at = this.#indexOf(event);
    const answer = at === null ? null : this.question?.answers[at];
    if (!answer || answer.disabled) return;
    event.preventDefault();
    this.actions.press(this.question.message, answer.custom_id);
  }

  /** Digits count while nothing is typed; letters only outside the writing line, where they could begin a sentence. */
  #indexOf({ key, target }) {
    if (document.querySelector("dialog[open], .popover") || document.body.dataset.drawer) return null;
    const writing = target.closest?.("input, textarea, select, [contenteditable]");
    const inComposer = this.composer.hasFocus;
    if (writing && !(inComposer && this.composer.isEmpty)) return null;
    if (/^[1-9]$/.test(key)) return Number(key) - 1;
    const letter = key.length === 1 ? "abcdefghi".indexOf(key.toLowerCase()) : -1;
    return letter >= 0 && !writing ? letter : null;
  }
}

/** Only lettered buttons are surely answers: a leaderboard counts down, too. */
function hintFor({ answers }) {
  const holder = h("span", { class: "key-hint" });
  const does = letterOf(answers[0]) === "a" ? "answer the question" : "press a button";
  replace(holder, h("kbd", {}, "1"), "–", h("kbd", {}, String(answers.length)), ` ${does}`);
  return holder;
}
