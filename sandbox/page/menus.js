// Floating menus: a message's menu and the list of a select. One is open at a time; the keyboard does everything.

import { el, icon } from "./dom.js";

let open = null;

/** Close what is open and give the focus back. */
export function closeMenu(refocus = true) {
  if (!open) return;
  const { box, anchor, abort } = open;
  open = null;
  abort.abort();
  box.remove();
  anchor.setAttribute?.("aria-expanded", "false");
  if (refocus) anchor.focus?.();
}

function show(box, anchor, point) {
  closeMenu(false);
  const abort = new AbortController();
  open = { box, anchor, abort };
  document.body.append(box);
  anchor.setAttribute?.("aria-expanded", "true");
  if (box.classList.contains("choices")) box.style.setProperty("min-width", `${anchor.offsetWidth}px`);
  put(box, point ?? anchor.getBoundingClientRect());
  const { signal } = abort;
  setTimeout(() => !signal.aborted && document.addEventListener("pointerdown", (event) => box.contains(event.target) || closeMenu(false), { signal }));
  addEventListener("resize", () => closeMenu(false), { signal });
  box.addEventListener("keydown", onKey);
  focusable(box)[0]?.focus();
}

function put(box, rect) {
  const width = box.offsetWidth;
  const height = box.offsetHeight;
  const left = Math.max(8, Math.min(rect.left ?? rect.x, innerWidth - width - 8));
  const below = (rect.bottom ?? rect.y) + 4;
  const above = (rect.top ?? rect.y) - height - 4;
  const top = below + height < innerHeight - 8 || above < 8 ? Math.min(below, innerHeight - height - 8) : above;
  box.style.setProperty("left", `${left}px`);
  box.style.setProperty("top", `${Math.max(8, top)}px`);
}

const focusable = (box) => [...box.querySelectorAll("button:not(:disabled), input")];

function onKey(event) {
  const items = focusable(event.currentTarget);
  const at = items.indexOf(document.activeElement);
  const steps = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 };
  if (event.key === "Escape") {
    event.stopPropagation();
    closeMenu();
  } else if (event.key === "Tab") closeMenu();
  else if (event.key in steps) {
    event.preventDefault();
    items[(steps[event.key] + items.length) % items.length]?.focus();
  }
}

/** A menu of entries {label, hint, danger, run}; null draws a line. `head` stands above them. */
export function openMenu(anchor, entries, { point, head, label = "Menu" } = {}) {
  const items = entries.map((entry) => {
    if (!entry) return el("div.menu-line", { role: "separator" });
    const run = () => {
      closeMenu();
      entry.run();
    };
    const props = { type: "button", role: "menuitem", class: entry.danger ? "danger" : "", on: { click: run } };
    return el("button.menu-item", props, el("span", {}, entry.label), entry.hint && el("small", {}, entry.hint));
  });
  show(el("div.menu", { role: "menu", aria: { label } }, head, items), anchor, point);
}

/** The list of a select: choosing one is enough where one is asked for, several take a "Done". */
export function openChoices(anchor, options, { min, max, label, choose }) {
  const single = max === 1;
  const chosen = new Set(options.filter((option) => option.default).map((option) => option.value));
  const done = el("button.button.primary.small", { type: "button", on: { click: () => finish([...chosen]) } }, "Done");
  const finish = (values) => {
    closeMenu();
    choose(values);
  };
  const check = () => (done.disabled = chosen.size < min || chosen.size > max);
  const items = options.map((option) => choice(option, single, chosen, finish, check));
  const hint = min === max ? `Choose ${max}` : `Choose ${min || "none"} to ${max}`;
  const foot = single ? null : el("div.menu-foot", {}, el("small", {}, hint), done);
  check();
  const clear = single && min === 0 ? el("button.menu-item", { type: "button", on: { click: () => finish([]) } }, "Nothing") : null;
  show(el("div.menu.choices", { role: "listbox", aria: { label, multiselectable: String(!single) } }, clear, items, foot), anchor);
}

function choice(option, single, chosen, finish, check) {
  const toggle = (event) => {
    if (single) return finish([option.value]);
    if (!chosen.delete(option.value)) chosen.add(option.value);
    event.currentTarget.setAttribute("aria-selected", String(chosen.has(option.value)));
    check();
  };
  const props = { type: "button", role: "option", aria: { selected: String(chosen.has(option.value)) }, on: { click: toggle } };
  const text = el("span", {}, option.emoji?.name ? `${option.emoji.name} ` : "", option.label, option.description && el("small", {}, option.description));
  return el("button.menu-item", props, text, el("span.tick", {}, icon("check")));
}
