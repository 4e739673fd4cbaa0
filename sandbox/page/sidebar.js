// The list of channels, the switch of who one is, and the line above the messages.

import { avatar, el, icon, iconButton } from "./dom.js";
import { bot, people, place, state } from "./state.js";

/** Draws the sidebar. */
export function drawSidebar(root, { go, be, close }) {
  const rooms = state.channels.filter((channel) => channel.kind !== "dm");
  const inbox = state.channels.find((channel) => channel.kind === "dm");
  root.replaceChildren(
    el(
      "header.server",
      {},
      el("div", {}, el("h1", {}, state.server), el("p", {}, "A sandbox on this machine")),
      iconButton("close", "Close the list", close, { class: "only-narrow" }),
    ),
    el("h2", {}, "Channels"),
    el("ul.rooms", {}, rooms.map((channel) => room(channel, go))),
    el("h2", {}, "Direct messages"),
    el("ul.rooms", {}, inbox && room(inbox, go)),
    el("div.spacer"),
    el("h2", { id: "who" }, "You are"),
    el("ul.people", { aria: { labelledby: "who" } }, people().map((person) => somebody(person, be))),
  );
}

function room(channel, go) {
  const here = channel.id === state.channel;
  const unread = state.unread.has(channel.id);
  const mark = { text: channel.private ? "lock" : "hash", thread: "thread", dm: "mail" }[channel.kind];
  const picture = channel.kind === "dm" ? avatar(bot(), "small") : icon(mark);
  const props = {
    type: "button",
    class: [channel.kind, unread && "unread"].filter(Boolean).join(" "),
    aria: { current: here ? "page" : null },
    on: { click: () => go(channel.id) },
  };
  return el("li", {}, el("button.room", props, picture, el("span.room-name", {}, channel.name), unread && el("span.badge", { title: "Something new" }, el("span.hidden", {}, "new"))));
}

function somebody(person, be) {
  const yes = person.id === state.you;
  const props = { type: "button", aria: { pressed: String(yes) }, on: { click: () => be(person.id) } };
  return el("li", {}, el("button.person", props, avatar(person, "small"), el("span", {}, person.name, el("small", {}, person.role)), yes && icon("check")));
}

/** Draws the line above the messages. */
export function drawTop(root, open) {
  const here = place();
  const mark = { text: here?.private ? "lock" : "hash", thread: "thread", dm: "mail" }[here?.kind ?? "text"];
  root.replaceChildren(
    iconButton("menu", "Channels and people", open, { class: "only-narrow" }),
    el("h2.place", {}, icon(mark), el("span", {}, here?.name ?? "")),
    el("p.topic", {}, here?.topic ?? ""),
    status(),
  );
  document.title = here ? `${here.kind === "dm" ? "" : "#"}${here.name} · ${state.server}` : "Sandbox";
}

function status() {
  const name = bot()?.name ?? "The bot";
  const [kind, text] = !state.linked
    ? ["lost", "Reconnecting …"]
    : state.online
      ? ["online", `${name} is online`]
      : ["waiting", `Waiting for ${name}`];
  return el("p.status", { class: kind, role: "status" }, el("span.lamp", { aria: { hidden: "true" } }), el("span", {}, text));
}
