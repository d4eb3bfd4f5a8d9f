// Owns pictures and files in messages. Only this server's own files are loaded; anything else is offered as a link.

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { hostOf, linkElement, ownFile, safeLink } from "./links.js";
import { spoiler } from "./spoiler.js";

const PICTURE = /\.(png|jpe?g|gif|webp|avif|svg)$/i;
const UNITS = ["B", "KB", "MB", "GB"];

/** Turn attachment://name into the attachment's own address. */
export function resolveMedia(url, message) {
  const match = /^attachment:\/\/(.+)$/.exec(url ?? "");
  if (!match) return url ?? "";
  return message.attachments?.find((file) => file.filename === match[1])?.url ?? "";
}

/** A picture from this server, or a link to one elsewhere. `item` is {url, width, height}. */
export function picture(item, message, { alt = "", className = "picture", hidden = false } = {}) {
  const address = resolveMedia(item.url, message);
  const source = ownFile(address);
  if (!source) return outsidePicture(address, alt);
  const image = h(
    "img",
    {
      src: source, alt: alt || "", class: className, width: item.width || null, height: item.height || null,
      decoding: "async",
    },
  );
  return hidden ? spoiler(image, source) : image;
}

function outsidePicture(address, alt) {
  const href = safeLink(address);
  if (!href) return h("span", { class: "file-missing" }, "Picture not available");
  return h(
    "span", { class: "picture-outside" }, linkElement(href, icon("external"), alt || `Picture at ${hostOf(href)}`),
  );
}

export function attachments(message) {
  const shown = (message.attachments ?? []).filter((file) => !usedInside(file, message));
  if (!shown.length) return null;
  return h("div", { class: "attachments" }, shown.map((file) => attachment(file, message)));
}

function attachment(file, message) {
  const isPicture = file.content_type ? file.content_type.startsWith("image/") : PICTURE.test(file.filename);
  if (!isPicture) return fileCard({ name: file.filename, size: file.size, url: file.url }, message);
  const hidden = file.filename.startsWith("SPOILER_");
  return picture(file, message, { alt: file.description || file.filename, hidden });
}

/** Files that an embed or a component shows are not listed a second time. */
function usedInside(file, message) {
  const drawn = JSON.stringify([message.embeds ?? [], message.components ?? []]);
  return drawn.includes(JSON.stringify(file.url)) || drawn.includes(JSON.stringify(`attachment://${file.filename}`));
}

export function fileCard({ name, size, url }, message) {
  const href = ownFile(resolveMedia(url, message));
  const label = [
    h("span", { class: "file-name" }, name), size ? h("span", { class: "file-size" }, fileSize(size)) : null,
  ];
  if (!href) return h("span", { class: "file-card" }, icon("file"), label);
  return h("a", { class: "file-card", href, download: name }, icon("file"), label);
}

export function fileSize(bytes) {
  const step = Math.min(Math.floor(Math.log(Math.max(bytes, 1)) / Math.log(1024)), UNITS.length - 1);
  return `${(bytes / 1024 ** step).toFixed(step && bytes / 1024 ** step < 10 ? 1 : 0)} ${UNITS[step]}`;
}

/** Rounded up, so that what is over the limit never reads as the limit. */
function overSize(bytes) {
  return `${(Math.ceil((bytes / 1024 ** 2) * 10) / 10).toFixed(1)} MB`;
}

const LARGEST_FILE = 10 * 1024 * 1024;

/** Read a chosen file for the wire; throws a sentence for the reader when it is too large. */
export async function encodeFile(file) {
  if (file.size > LARGEST_FILE) throw new RangeError(`${file.name} is ${overSize(file.size)}; the limit is 10 MB.`);
  const address = await new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(new RangeError(`${file.name} could not be read.`));
    reader.readAsDataURL(file);
  });
  return {
    filename: file.name, content_type: file.type || "application/octet-stream",
    base64: address.slice(address.indexOf(",") + 1),
  };
}
