// Owns the list that opens under a select (or a menu button) of a message, and hands back what was chosen.

import { h } from "./dom.js";
import { Listbox } from "./listbox.js";

const GAP = 6;
const TALLEST = 340;
let current = null;

/**
 * Open a list at `trigger`. Items are {value, label, detail?, selected?}; one choice closes it, and for several
 * (max > 1) the reader presses Done. `onDone(values)` is called once; never when the list is dismissed.
 */
export function openSelect({ trigger, label, items, min = 1, max = 1, onDone }) {
  closeSelect();
  const several = max > 1;
  const chosen = new Set(several ? items.filter((item) => item.selected).map((item) => item.value) : []);
  const list = new Listbox({ label, testid: "select-item", multiple: several, onPick: (item) => pick(item) });
  const done = several ? h(
    "button", { type: "button", class: "btn btn-primary", on: { click: () => finish() } }, "Done",
  ) : null;
  const box = h(
    "div", { class: "popover", data: { testid: "select-list" } }, list.element,
    done ? h("div", { class: "popover-foot" }, done) : null,
  );

  const draw = (active) => {
    list.setItems(
      items.map((item) => ({ ...item, selected: several ? chosen.has(item.value) : item.selected })), active,
    );
    if (done) done.disabled = chosen.size < min;
  };
  const finish = () => {
    close(true);
    onDone([...chosen]);
  };
  const pick = (item) => {
    if (chosen.has(item.value)) chosen.delete(item.value);
    else if (chosen.size < max) chosen.add(item.value);
    if (!several) finish();
    else draw(list.active);
  };
  const outside = (event) => {
    if (!box.contains(event.target) && !trigger.contains(event.target)) close(false);
  };
  const scrolled = (event) => {
    if (!box.contains(event.target)) place(box, trigger);
  };
  const close = (refocus) => {
    document.removeEventListener("pointerdown", outside, true);
    document.removeEventListener("scroll", scrolled, true);
    box.remove();
    trigger.setAttribute("aria-expanded", "false");
    current = null;
    if (refocus) trigger.focus({ preventScroll: true });
  };

  list.owner = list.element;
  list.element.tabIndex = 0;
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close(true);
    else if (event.key === "Tab" && !several) close(true);
    else if (event.target === list.element && (event.key === "Enter" || event.key === " ")) list.pick();
    else if (!list.walk(event)) return;
    event.preventDefault();
    event.stopPropagation();
  });
  document.addEventListener("pointerdown", outside, true);
  document.addEventListener("scroll", scrolled, true);
  document.body.append(box);
  trigger.setAttribute("aria-expanded", "true");
  draw(Math.max(items.findIndex((item) => item.selected), 0));
  place(box, trigger);
  list.element.focus({ preventScroll: true });
  current = { close };
}

export function closeSelect() {
  current?.close(false);
}

function place(box, trigger) {
  const at = trigger.getBoundingClientRect();
  const width = Math.max(at.width, Math.min(260, innerWidth - 24));
  const below = innerHeight - at.bottom - GAP * 2;
  const above = at.top - GAP * 2;
  const upwards = below < Math.min(box.scrollHeight, 220) && above > below;
  box.style.width = `${width}px`;
  box.style.left = `${Math.max(12, Math.min(at.left, innerWidth - width - 12))}px`;
  box.style.maxHeight = `${Math.min(TALLEST, upwards ? above : below)}px`;
  box.style.top = upwards ? "" : `${at.bottom + GAP}px`;
  box.style.bottom = upwards ? `${innerHeight - at.top + GAP}px` : "";
}
