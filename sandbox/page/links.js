// Owns which addresses the page may follow or load: http and https to open, this server's own files to show.

import { h } from "./dom.js";

const LOOPBACK = new Set(["127.0.0.1", "localhost", "[::1]", "0.0.0.0"]);

/** The address in its full form when it is plain http or https, else null. */
export function safeLink(address) {
  const url = readUrl(address);
  return url && (url.protocol === "http:" || url.protocol === "https:") ? url.href : null;
}

/** A path on this server when the address is one of its files, else null: pictures from elsewhere are not loaded. */
export function ownFile(address) {
  const url = readUrl(address, location.origin);
  if (!url || !/^https?:$/.test(url.protocol)) return null;
  const here = url.host === location.host || (LOOPBACK.has(url.hostname) && url.port === location.port);
  return here ? url.pathname + url.search : null;
}

export function hostOf(address) {
  return readUrl(address)?.hostname ?? "another site";
}

/** A link that opens a new tab and tells the other side nothing. */
export function linkElement(href, ...children) {
  return h("a", { href, target: "_blank", rel: "noopener noreferrer nofollow", class: "link" }, ...children);
}

function readUrl(address, base) {
  try {
    return new URL(address, base);
  } catch {
    return null;
  }
}
