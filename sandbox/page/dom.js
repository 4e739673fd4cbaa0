// Makes elements. Data only ever becomes text nodes and attributes, never markup.

const SVG = "http://www.w3.org/2000/svg";

const PATHS = {
  menu: "M4 7h16M4 12h16M4 17h16",
  more: "M5 12a.6.6 0 1 0 1.200 0 .6.6 0 1 0-1.200 0M11.400 12a.6.6 0 1 0 1.200 0 .6.6 0 1 0-1.200 0M17.800 12a.6.6 0 1 0 1.200 0 .6.6 0 1 0-1.200 0",
  reply: "M9 8 4 13l5 5M4 13h9a6 6 0 0 1 6 6",
  close: "M6 6l12 12M18 6 6 18",
  send: "M5 12h13M12 6l6 6-6 6",
  hash: "M9 4 7 20M17 4l-2 16M4 9h16M4 15h16",
  lock: "M7 11V8a5 5 0 0 1 10 0v3M6 11h12v9H6z",
  thread: "M5 5v8a4 4 0 0 0 4 4h10M15 13l4 4-4 4",
  mail: "M4 6h16v12H4zM4 7l8 6 8-6",
  out: "M9 6h9v9M18 6 7 17",
  file: "M7 3h7l4 4v14H7zM14 3v4h4",
  image: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M9 9h.01",
  eye: "M3 12s3-6 9-6 9 6 9 6-3 6-9 6-9-6-9-6zM9.500 12a2.500 2.500 0 1 0 5 0 2.500 2.500 0 1 0-5 0",
  down: "M6 9l6 6 6-6",
  check: "M5 12l5 5 9-10",
  slash: "M9 20 15 4",
};

/**
 * An element with properties and children. `on` holds listeners, `data` and `aria` attributes, `vars` custom
 * properties; null and false children are left out, strings become text.
 */
export function el(tag, props = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  const node = document.createElement(name || "div");
  if (classes.length) node.className = classes.join(" ");
  for (const [key, value] of Object.entries(props)) set(node, key, value);
  node.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

function set(node, key, value) {
  if (value === null || value === undefined) return;
  if (key === "on") for (const [type, listener] of Object.entries(value)) node.addEventListener(type, listener);
  else if (key === "data") Object.assign(node.dataset, value);
  else if (key === "aria") for (const [name, text] of Object.entries(value)) text != null && node.setAttribute(`aria-${name}`, text);
  else if (key === "vars") for (const [name, text] of Object.entries(value)) node.style.setProperty(`--${name}`, text);
  else if (key === "class") node.classList.add(...String(value).split(" ").filter(Boolean));
  else if (key in node && key !== "list" && key !== "form") node[key] = value;
  else node.setAttribute(key, value);
}

/** A line icon, hidden from assistive technology. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

/** A round picture with initials, in the account's own hue. */
export function avatar(account, size = "") {
  const name = account?.name ?? "?";
  const hue = account?.hue ?? 0;
  const initials = name.split(/\s+/).map((word) => word[0]).join("").slice(0, 2).toUpperCase();
  const shape = account?.bot ? "bot" : "";
  return el("span.avatar", { class: `${size} ${shape}`, vars: { hue }, aria: { hidden: "true" } }, initials);
}

/** A button with an icon and a name that is read out and shown as a tooltip. */
export function iconButton(name, label, onclick, extra = {}) {
  return el("button.icon-button", { type: "button", title: label, aria: { label }, on: { click: onclick }, ...extra }, icon(name));
}
