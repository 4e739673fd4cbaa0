// The components of a message as elements, with what pressing and choosing does.

import { attempt } from "./actions.js";
import { el, icon } from "./dom.js";
import { link, markdown } from "./markdown.js";
import { colour, fileCard, picture } from "./media.js";
import { openChoices } from "./menus.js";
import { people, state } from "./state.js";

const STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link", 6: "primary" };

const MAKERS = {
  1: (row, message) => el("div.row", {}, components(row.components, message)),
  2: button,
  3: select,
  5: select,
  6: select,
  7: select,
  8: select,
  9: section,
  10: (text) => el("div.text", {}, markdown(text.content)),
  11: (thumbnail) => picture(thumbnail.media, thumbnail.description ?? "", thumbnail.spoiler, "thumbnail"),
  12: (gallery) => el("div.gallery", { class: gallery.items.length === 1 ? "single" : "" }, gallery.items.map((item) => picture(item.media, item.description ?? "", item.spoiler))),
  13: (file) => fileCard(file.name, file.size, file.file.url),
  14: (gap) => el("hr.gap", { class: `${gap.divider === false ? "bare" : ""} ${gap.spacing === 2 ? "large" : ""}` }),
  17: container,
};

/** Components in order; a kind the page does not know is named rather than dropped. */
export function components(list, message) {
  return (list ?? []).map((component) => {
    const make = MAKERS[component.type];
    return make ? make(component, message) : el("p.subtext", {}, `(a component of type ${component.type})`);
  });
}

function container(box, message) {
  const accented = box.accent_color !== null && box.accent_color !== undefined;
  const props = { class: accented ? "accented" : "", vars: accented ? { edge: colour(box.accent_color) } : {} };
  const node = el("div.card", props, components(box.components, message));
  if (box.spoiler) {
    node.classList.add("veiled");
    node.append(el("button.cover", { type: "button", on: { click: (event) => (event.currentTarget.remove(), node.classList.remove("veiled")) } }, "Spoiler"));
  }
  return node;
}

function section(part, message) {
  return el("div.section", {}, el("div.section-words", {}, components(part.components, message)), components([part.accessory], message));
}

function face(item) {
  return [item.emoji?.name && el("span.emoji", {}, item.emoji.id ? `:${item.emoji.name}:` : item.emoji.name), item.label && el("span", {}, item.label)];
}

function button(item, message) {
  if (item.style === 5) {
    const node = link(item.url, [face(item), icon("out")].flat(), "button link");
    if (item.disabled) node.setAttribute("aria-disabled", "true");
    return node;
  }
  const press = (event) => busy(event.currentTarget, attempt("press", { message: message.id, id: item.custom_id }, message.id));
  return el("button.button", { type: "button", class: STYLES[item.style], disabled: Boolean(item.disabled), on: { click: press } }, face(item));
}

/** Show that something is under way, for as long as it is. */
export async function busy(node, promise) {
  node.setAttribute("aria-busy", "true");
  try {
    return await promise;
  } finally {
    node.removeAttribute("aria-busy");
  }
}

const CHANNEL_KINDS = { text: 0, dm: 1, thread: 11 };

/** What a select offers: its own options, or people, roles and channels. */
export function optionsOf(menu) {
  const chosen = new Set((menu.default_values ?? []).map((item) => String(item.id)));
  const option = (value, label, description) => ({ value, label, description, default: chosen.has(value) });
  const users = () => [...people(), ...[...state.accounts.values()].filter((account) => account.bot)].map((account) => option(account.id, account.name, account.role));
  const roles = () => [...state.roles.values()].map((role) => option(role.id, role.name));
  const channels = () =>
    state.channels
      .filter((channel) => channel.kind !== "dm" && (!menu.channel_types?.length || menu.channel_types.includes(CHANNEL_KINDS[channel.kind])))
      .map((channel) => option(channel.id, `#${channel.name}`, channel.topic));
  return { 3: () => menu.options, 5: users, 6: roles, 7: () => [...users(), ...roles()], 8: channels }[menu.type]();
}

function select(menu, message) {
  const options = optionsOf(menu);
  const chosen = options.filter((option) => option.default);
  const label = menu.placeholder || "Choose …";
  const choose = (values) => busy(node, attempt("select", { message: message.id, id: menu.custom_id, values }, message.id));
  const open = () => openChoices(node, options, { min: menu.min_values ?? 1, max: menu.max_values ?? 1, label, choose });
  const text = chosen.length ? chosen.map((option) => option.label).join(", ") : label;
  const props = { type: "button", disabled: Boolean(menu.disabled), aria: { haspopup: "listbox", expanded: "false", label }, on: { click: open } };
  const node = el("button.select", props, el("span", { class: chosen.length ? "" : "muted" }, text), icon("down"));
  return node;
}
