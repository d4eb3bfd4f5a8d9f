// Owns a list of options one can walk with the keyboard: the slash picker, choices, selects.

import { h, freshId, replace } from "./dom.js";

/**
 * An item is {value, label, detail?, badge?, selected?}. `onPick(item)` is called on a click or on pick().
 * The active item is told through aria-activedescendant on the element that has the focus (see `owner`).
 */
export class Listbox {
  constructor({ label, testid = "choice-item", multiple = false, onPick }) {
    this.id = freshId("list");
    this.items = [];
    this.active = -1;
    this.testid = testid;
    this.onPick = onPick;
    this.owner = null;
    this.element = h(
      "div",
      {
        class: "listbox", role: "listbox", id: this.id, "aria-label": label,
        "aria-multiselectable": multiple ? "true" : null,
      },
    );
    this.element.addEventListener("mousedown", (event) => event.preventDefault());
    this.element.addEventListener("click", (event) => this.#click(event));
  }

  /** Show items, from their top where they are others than before. */
  setItems(items, active = -1) {
    const isSame = items.length === this.items.length && items.every((item, at) => item.value === this.items[at].value);
    this.items = items;
    replace(this.element, items.map((item, at) => this.#option(item, at)));
    if (!isSame) this.element.scrollTop = 0;
    this.activate(items.length ? Math.min(active, items.length - 1) : -1);
  }

  activate(index) {
    this.active = index;
    [...this.element.children].forEach((option, at) => option.toggleAttribute("data-active", at === index));
    const option = this.element.children[index];
    option?.scrollIntoView({ block: "nearest" });
    if (!this.owner) return;
    if (option) this.owner.setAttribute("aria-activedescendant", option.id);
    else this.owner.removeAttribute("aria-activedescendant");
  }

  /** Walk by the arrow keys; true when the key was one of them. */
  walk(event) {
    const last = this.items.length - 1;
    if (last < 0) return false;
    const target = { ArrowDown: this.active >= last ? 0 : this.active + 1, ArrowUp: this.active <= 0 ? last : this.active - 1,
      PageDown: Math.min(this.active + 6, last), PageUp: Math.max(this.active - 6, 0) }[event.key];
    if (target === undefined) return false;
    event.preventDefault();
    this.activate(target);
    return true;
  }

  pick() {
    const item = this.items[this.active];
    if (item) this.onPick(item);
    return Boolean(item);
  }

  #option(item, at) {
    return h("div", {
      class: "option", role: "option", id: `${this.id}-${at}`, "aria-selected": item.selected ? "true" : "false",
      data: { testid: this.testid, value: item.value, index: at },
    },
      h(
        "span", { class: "option-main" }, item.lead ?? null, h("bdi", { class: "option-label" }, item.label),
        item.badge ? h("span", { class: "badge" }, item.badge) : null,
      ),
      item.detail ? h("span", { class: "option-detail" }, item.detail) : null);
  }

  #click(event) {
    const option = event.target.closest(".option");
    if (!option) return;
    this.activate(Number(option.dataset.index));
    this.pick();
  }
}
