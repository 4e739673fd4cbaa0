// Puts the page together: takes what the sandbox tells, keeps the reader's place, draws the parts.

import { connect, forgive, tell } from "./actions.js";
import { Composer } from "./composer.js";
import { el } from "./dom.js";
import { part, redraw } from "./draw.js";
import { showForm } from "./form.js";
import { logDrawer } from "./log.js";
import { closeMenu } from "./menus.js";
import { drawSidebar, drawTop } from "./sidebar.js";
import { channelNamed, people, place, readAddress, state, takePlaces, takeWorld, writeAddress, you } from "./state.js";

const TYPING_FOR = 9000;
const byId = (id) => document.getElementById(id);
const start = readAddress();
let wanted = start.channel;
let pending = null;

const suggestions = el("div.suggestions", { role: "group", aria: { label: "Things to try" } });
const notice = el("div.notice", { role: "alert" });
const typing = el("div.typing", { aria: { live: "polite" } });
byId("bottom").append(notice, suggestions);
const composer = new Composer(byId("bottom"));
byId("bottom").append(typing);

function go(channel) {
  state.channel = channel;
  state.unread.delete(channel);
  composer.closeCommand();
  composer.clear();
  forgive();
  drawer(false);
  writeAddress();
  redraw();
  composer.text.focus({ preventScroll: true });
}

function be(person) {
  if (person === state.you) return drawer(false);
  const here = place();
  wanted = here?.kind === "dm" ? "@" : (here?.name ?? "");
  tell("be", { person });
}

function drawer(open) {
  byId("sidebar").classList.toggle("open", open);
  byId("veil").hidden = !open;
  if (open) byId("sidebar").querySelector("button")?.focus();
}

function follow(suggestion) {
  const person = people().find((account) => account.handle === suggestion.person.toLowerCase());
  const move = () => {
    const channel = channelNamed(suggestion.channel);
    if (channel && channel.id !== state.channel) go(channel.id);
    composer.follow(suggestion);
  };
  if (!person || person.id === state.you) return move();
  pending = move;
  be(person.id);
}

const HEAR = {
  world(frame) {
    const other = frame.you !== state.you;
    takeWorld(frame);
    state.channel = channelNamed(wanted)?.id ?? place()?.id ?? state.channels[0]?.id ?? "";
    state.unread.clear();
    if (other) {
      composer.closeCommand();
      composer.clear();
    }
    closeMenu(false);
    drawer(false);
    writeAddress();
    redraw();
    pending?.();
    pending = null;
  },
  places(frame) {
    takePlaces(frame);
    redraw("sidebar", "top", "log", "composer", "suggestions");
  },
  message({ message }) {
    const known = state.messages.has(message.id);
    state.messages.set(message.id, message);
    state.typing.delete(message.author);
    const yours = message.author === state.you || message.ephemeral || message.used?.by === state.you;
    if (!known && yours && message.channel === state.channel) state.follow = true;
    if (!known && message.channel !== state.channel && message.author !== state.you) state.unread.add(message.channel);
    redraw("log", "typing", "sidebar");
  },
  gone({ id }) {
    state.messages.delete(id);
    redraw("log");
  },
  typing({ channel, who }) {
    state.typing.set(who, { channel, until: Date.now() + TYPING_FOR });
    setTimeout(() => redraw("typing"), TYPING_FOR + 50);
    redraw("typing");
  },
};

function drawTyping() {
  const now = Date.now();
  const names = [...state.typing]
    .filter(([, entry]) => entry.channel === state.channel && entry.until > now)
    .map(([who]) => state.accounts.get(who)?.name ?? "Somebody");
  const dots = el("span.dots", { aria: { hidden: "true" } }, el("i"), el("i"), el("i"));
  typing.replaceChildren(...(names.length ? [dots, `${names.join(" and ")} ${names.length > 1 ? "are" : "is"} typing …`] : []));
}

function drawNotice() {
  const text = state.faults.get("");
  notice.replaceChildren(...(text ? [el("span", {}, text), el("button.plain", { type: "button", on: { click: () => forgive() } }, "Dismiss")] : []));
}

function drawSuggestions() {
  const chips = state.suggestions.map((suggestion) => {
    const other = people().find((account) => account.handle === suggestion.person.toLowerCase() && account.id !== state.you);
    return el("button.chip", { type: "button", on: { click: () => follow(suggestion) } }, suggestion.label, other && el("small", {}, `as ${other.name}`));
  });
  suggestions.hidden = !chips.length;
  suggestions.replaceChildren(...(chips.length ? [el("span.suggestions-title", {}, "Try saying …"), ...chips] : []));
}

const handlers = { reply: (message) => composer.answer(message), edit: (message) => composer.correct(message) };
part("sidebar", () => drawSidebar(byId("sidebar"), { go, be, close: () => drawer(false) }));
part("top", () => drawTop(byId("top"), () => drawer(true)));
part("log", logDrawer(byId("log"), handlers));
part("composer", () => composer.draw());
part("suggestions", drawSuggestions);
part("notice", drawNotice);
part("typing", drawTyping);

byId("veil").addEventListener("click", () => drawer(false));
document.addEventListener("keydown", (event) => event.key === "Escape" && drawer(false));

connect(
  {
    person: () => you()?.handle ?? start.person,
    hear: (frame) => HEAR[frame.type]?.(frame),
    changed: (linked) => {
      wanted = place() ? (place().kind === "dm" ? "@" : place().name) : wanted;
      state.linked = linked;
      redraw();
    },
  },
  showForm,
);
