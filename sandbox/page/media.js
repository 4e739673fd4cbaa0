// Pictures, files and classic embeds. Only files of the sandbox itself are loaded; what lies elsewhere is named.

import { el, icon } from "./dom.js";
import { inline, link, markdown } from "./markdown.js";
import { timeElement } from "./time.js";

const colour = (number) => `#${number.toString(16).padStart(6, "0")}`;
export { colour };

function isOurs(url) {
  try {
    return new URL(url, location.href).host === location.host || /^http:\/\/(127\.0\.0\.1|localhost):/.test(url);
  } catch {
    return false;
  }
}

/** The address on the page's own origin, however the page itself was addressed. */
const local = (url) => new URL(url, location.href).pathname;

function hostOf(url) {
  try {
    return new URL(url).host;
  } catch {
    return "an unreadable address";
  }
}

/** A picture, or where it lies when that is elsewhere. */
export function picture(media, description = "", spoilered = false, className = "") {
  const inner = isOurs(media.url)
    ? el("img", { src: local(media.url), alt: description })
    : el("span.elsewhere", {}, icon("image"), el("span", {}, description || "Picture", el("small", {}, `on ${hostOf(media.url)}`)));
  const open = link(isOurs(media.url) ? local(media.url) : media.url, [inner]);
  const box = el("figure.picture", { class: className }, open);
  if (spoilered) veil(box);
  return box;
}

function veil(box) {
  const lift = () => cover.remove();
  const cover = el("button.cover", { type: "button", on: { click: lift } }, "Spoiler");
  box.append(cover);
}

const size = (bytes) => (bytes < 1024 ? `${bytes} B` : bytes < 1_048_576 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`);

/** A file to download. */
export function fileCard(name, bytes, url) {
  const words = el("span", {}, el("span.file-name", {}, name || "File"), bytes ? el("small", {}, size(bytes)) : null);
  return el("a.file", { href: isOurs(url) ? local(url) : url, download: name, target: "_blank", rel: "noopener noreferrer" }, icon("file"), words);
}

/** What came with a message. */
export function attachment(file) {
  if (/^image\/(png|jpeg|gif|webp)/.test(file.content_type)) {
    return picture(file, file.description ?? file.filename, file.filename.startsWith("SPOILER_"));
  }
  return fileCard(file.filename, file.size, file.url);
}

/** A classic embed. */
export function embed(data) {
  const title = data.title && el("div.embed-title", {}, data.url ? link(data.url, inline(data.title)) : inline(data.title));
  const fields = (data.fields ?? []).map((field) =>
    el("div.embed-field", { class: field.inline ? "inline" : "" }, el("div.embed-name", {}, inline(field.name)), el("div", {}, markdown(field.value))),
  );
  const author = data.author && el("div.embed-author", {}, data.author.url ? link(data.author.url, [data.author.name]) : data.author.name);
  const foot = [data.footer?.text, data.timestamp && timeElement(new Date(data.timestamp), "f")].filter(Boolean);
  const words = el(
    "div.embed-words",
    {},
    author,
    title,
    data.description && el("div.embed-text", {}, markdown(data.description)),
    fields.length ? el("div.embed-fields", {}, fields) : null,
  );
  return el(
    "div.card.embed",
    { vars: data.color ? { edge: colour(data.color) } : {}, class: data.color ? "accented" : "" },
    el("div.embed-top", {}, words, data.thumbnail && picture(data.thumbnail, "", false, "thumbnail")),
    data.image && picture(data.image),
    foot.length ? el("div.embed-foot", {}, foot.flatMap((piece, index) => (index ? [" · ", piece] : [piece]))) : null,
  );
}
