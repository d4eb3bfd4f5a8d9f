// Owns the patching of a drawn element into its next version, so that an edit keeps focus, scroll and pictures in place.
//
// Children are matched by data-key, data-custom-id or data-message-id first, then by position and tag.
// An element marked data-local-revealed was opened by the reader: its attributes stay as they are.

/** Make `from` equal to `to`, reusing as many of its nodes as possible. Listeners of `to` are not carried over. */
export function morph(from, to) {
  syncAttributes(from, to);
  morphChildren(from, to);
}

/** Make the children of `parent` equal to those of `next`. */
export function morphChildren(parent, next) {
  const wanted = [...next.childNodes];
  const keys = new Set(wanted.map(keyOf).filter(Boolean));
  for (const child of [...parent.childNodes]) {
    const key = keyOf(child);
    if (key && !keys.has(key)) child.remove();
  }
  const byKey = new Map();
  for (const child of parent.childNodes) if (keyOf(child)) byKey.set(keyOf(child), child);
  let cursor = parent.firstChild;
  for (const target of wanted) {
    const match = findMatch(target, cursor, byKey);
    if (match) {
      if (match === cursor) cursor = cursor.nextSibling;
      else parent.insertBefore(match, cursor);
      patch(match, target);
    } else {
      parent.insertBefore(target, cursor);
    }
  }
  while (cursor) {
    const after = cursor.nextSibling;
    cursor.remove();
    cursor = after;
  }
}

function findMatch(target, cursor, byKey) {
  const key = keyOf(target);
  if (key) {
    const found = byKey.get(key);
    byKey.delete(key);
    return found && found.nodeName === target.nodeName ? found : null;
  }
  return cursor && !keyOf(cursor) && cursor.nodeName === target.nodeName ? cursor : null;
}

function patch(node, target) {
  if (node.nodeType === Node.TEXT_NODE) {
    if (node.data !== target.data) node.data = target.data;
  } else {
    morph(node, target);
  }
}

function keyOf(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return null;
  const { key, customId, messageId } = node.dataset ?? {};
  return key ?? customId ?? messageId ?? null;
}

function syncAttributes(from, to) {
  if (from.hasAttribute("data-local-revealed")) return;
  for (const { name } of [...from.attributes]) if (!to.hasAttribute(name)) from.removeAttribute(name);
  for (const { name, value } of to.attributes) {
    if (name === "style") continue;
    if (from.getAttribute(name) !== value) from.setAttribute(name, value);
  }
  if (from.style && from.style.cssText !== to.style.cssText) from.style.cssText = to.style.cssText;
}
