// Owns the dialog a bot opens: its fields, their checks, and sending them back.

import { freshId, h, replace } from "./dom.js";
import { icon } from "./icons.js";
import { encodeFile } from "./media.js";
import { makeField } from "./modal-fields.js";
import { prose } from "./prose.js";

const ACTION_ROW = 1;
const TEXT = 10;
const LABEL = 18;

export class Modals {
  #dialog = null;
  #nonce = null;

  constructor({ state, socket }) {
    Object.assign(this, { state, socket });
    state.addEventListener("pending", ({ detail }) => {
      if (detail.outcome && detail.about.nonce === this.#nonce) this.#settled(detail.about);
    });
  }

  open({ interaction_id: interactionId, modal }) {
    this.#dialog?.close();
    const parts = modal.components.map((component) => this.#part(component));
    const note = h("p", { class: "modal-note", role: "alert", hidden: true });
    const titleId = freshId("modal-title");
    const send = h("button", { type: "submit", class: "btn btn-primary" }, "Submit");
    const cancel = h(
      "button", { type: "button", class: "btn btn-secondary", on: { click: () => dialog.close() } }, "Cancel",
    );
    const form = h("form", { class: "modal-form", novalidate: "", on: { submit: (event) => submit(event) } },
      h("header", { class: "modal-head" }, h("h2", { id: titleId }, modal.title),
        h(
          "button",
          { type: "button", class: "icon-button", "aria-label": "Close", on: { click: () => dialog.close() } },
          icon("close"),
        )),
      h("div", { class: "modal-body" }, parts.map((part) => part.element)), note,
      h("footer", { class: "modal-foot" }, cancel, send));
    const dialog = h("dialog", { class: "modal", "aria-labelledby": titleId, data: { testid: "modal" } }, form);
    const submit = (event) => {
      event.preventDefault();
      this.#submit({ parts, modal, interactionId, note, send });
    };
    dialog.addEventListener("close", () => this.#closed(dialog));
    document.body.append(dialog);
    this.#dialog = dialog;
    this.channelId = this.state.channelId;
    this.returnTo = document.activeElement;
    dialog.showModal();
    parts.find((part) => part.field)?.field.focus();
  }

  /** The bot has answered what was submitted: close, or say what failed and keep what was written. */
  #settled({ nonce, state, error }) {
    this.#nonce = null;
    if (state !== "failed") {
      this.#dialog.close();
      return;
    }
    this.#complain(this.#dialog.querySelector(".modal-note"), error);
    this.#dialog.querySelector("[type=submit]").removeAttribute("aria-busy");
    this.state.forget(nonce);
  }

  #part(component) {
    if (component.type === TEXT) return { element: prose(component.content, this.state), shape: () => null };
    const inner = component.type === LABEL ? component.component : component.components[0];
    const label = component.type === LABEL ? component.label : inner.label;
    const field = makeField(inner, { label, description: component.description ?? "" }, this.state);
    const wrap = (value) => (component.type === ACTION_ROW ? { type: ACTION_ROW, components: [value] } : { type: LABEL, component: value });
    return {
      element: field.element, field, shape: (value) => wrap({ type: inner.type, custom_id: inner.custom_id, ...value }),
    };
  }

  async #submit({ parts, modal, interactionId, note, send }) {
    if (this.#nonce) return;
    note.hidden = true;
    const wrong = parts.filter((part) => part.field && !part.field.check());
    if (wrong.length) {
      wrong[0].field.focus();
      return;
    }
    const files = {};
    const components = [];
    try {
      for (const part of parts.filter((each) => each.field)) components.push(part.shape(await readPart(part.field, files)));
    } catch (error) {
      this.#complain(note, error.message);
      return;
    }
    const nonce = this.state.begin({ kind: "modal", label: modal.title, channelId: this.channelId });
    const sent = this.socket.send({
      type: "modal_submit", nonce, channel_id: this.channelId, interaction_id: interactionId,
      custom_id: modal.custom_id, components, files,
    });
    if (!sent) {
      this.state.forget(nonce);
      this.#complain(note, "Not connected just now. Your answers are kept; try again in a moment.");
      return;
    }
    this.#nonce = nonce;
    send.setAttribute("aria-busy", "true");
  }

  #complain(note, sentence) {
    replace(note, icon("warning"), sentence);
    note.hidden = false;
  }

  #closed(dialog) {
    dialog.remove();
    if (this.#dialog === dialog) this.#dialog = null;
    this.#nonce = null;
    if (this.returnTo?.isConnected) this.returnTo.focus({ preventScroll: true });
  }
}

/** A file field's value is the keys of its files; the files themselves travel beside. */
async function readPart(field, files) {
  const value = field.value();
  if (!value.chosen) return value;
  const keys = [];
  for (const [at, file] of value.chosen.entries()) {
    const key = `${field.customId}-${at}`;
    files[key] = await encodeFile(file);
    keys.push(key);
  }
  return { values: keys };
}
