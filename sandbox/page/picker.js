// Owns the panel above the composer: a heading, a list to pick from, or a line saying why there is none.

import { h, replace } from "./dom.js";
import { Listbox } from "./listbox.js";

export class Picker {
  constructor() {
    this.heading = h("p", { class: "picker-heading" });
    this.list = new Listbox({ label: "Suggestions", testid: "picker-item", onPick: (item) => this.onPick(item) });
    this.element = h(
      "div", { class: "picker", data: { testid: "picker" }, hidden: true }, this.heading, this.list.element,
    );
    this.onPick = () => {};
  }

  get isOpen() {
    return !this.element.hidden;
  }

  /** Show items for `owner`, the input that keeps the focus; `active` is the item Enter would take, -1 for none. */
  open({ owner, label, heading, items, active = -1, testid, onPick }) {
    if (this.list.owner !== owner) this.close();
    this.onPick = onPick;
    this.list.owner = owner;
    this.list.testid = testid;
    this.list.element.setAttribute("aria-label", label);
    replace(this.heading, heading);
    this.element.hidden = false;
    owner.setAttribute("aria-expanded", "true");
    owner.setAttribute("aria-controls", this.list.id);
    this.list.setItems(items, active);
  }

  close() {
    this.element.hidden = true;
    const { owner } = this.list;
    if (!owner) return;
    owner.setAttribute("aria-expanded", "false");
    owner.removeAttribute("aria-activedescendant");
    this.list.owner = null;
  }

  get hasActive() {
    return this.isOpen && this.list.active >= 0;
  }

  walk(event) {
    return this.isOpen && this.list.walk(event);
  }

  pick() {
    return this.isOpen && this.list.pick();
  }
}
