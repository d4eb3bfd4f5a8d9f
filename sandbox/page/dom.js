// Owns the making of elements: every node of the page is built here, and no text is ever parsed as HTML.

const BOOLEAN = new Set(["hidden", "disabled", "required", "multiple", "checked", "selected", "inert", "open"]);

/** Build an element. `on` holds listeners, `data` the data attributes; null and false children are left out. */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) setProp(element, name, value);
  append(element, children);
  return element;
}

function setProp(element, name, value) {
  if (value === null || value === undefined) return;
  if (name === "on") {
    for (const [type, listener] of Object.entries(value)) element.addEventListener(type, listener);
  } else if (name === "data") {
    for (const [key, item] of Object.entries(value)) {
      if (item !== null && item !== undefined && item !== false) element.dataset[key] = String(item);
    }
  } else if (BOOLEAN.has(name)) {
    element.toggleAttribute(name, Boolean(value));
  } else if (name === "value") {
    element.value = value;
  } else {
    element.setAttribute(name, String(value));
  }
}

export function append(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : String(child));
  }
  return element;
}

export function replace(element, ...children) {
  element.replaceChildren();
  return append(element, children);
}

/** Text for screen readers only. */
export function spoken(text) {
  return h("span", { class: "sr-only" }, text);
}

let serial = 0;

/** An id unique in this page, to tie labels, errors and lists to their inputs. */
export function freshId(stem) {
  serial += 1;
  return `${stem}-${serial}`;
}
