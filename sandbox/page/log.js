// The messages of the channel in view. Only what changed is made anew, so that nothing jumps under the reader.

import { el, icon } from "./dom.js";
import { messageNode } from "./message.js";
import { bot, messagesOf, place, state } from "./state.js";
import { dayName } from "./time.js";

const TOGETHER_MS = 5 * 60_000;
const NEAR = 120;

/** Draws into the log; returns the function that does. */
export function logDrawer(log, handlers) {
  let shown = new Map();
  let channel = "";
  let atEnd = true;
  const toEnd = () => (log.scrollTop = log.scrollHeight);
  log.addEventListener("scroll", () => (atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR), { passive: true });
  log.addEventListener("load", () => atEnd && toEnd(), true);
  new ResizeObserver(() => atEnd && toEnd()).observe(log);
  return () => {
    const stuck = state.follow || channel !== state.channel || atEnd;
    const moved = channel !== state.channel || log.dataset.you !== state.you;
    if (moved) {
      shown = new Map();
      channel = state.channel;
      log.dataset.you = state.you;
    }
    const next = new Map();
    for (const [key, value, make] of wanted(handlers)) {
      const old = shown.get(key);
      next.set(key, old && same(old.value, value) ? old : { value, node: make() });
    }
    shown = next;
    log.setAttribute("aria-busy", String(moved));
    settle(log, [...next.values()].map((entry) => entry.node));
    if (stuck) toEnd();
    state.follow = false;
    requestAnimationFrame(() => log.removeAttribute("aria-busy"));
    log.querySelector(".fault.fresh")?.scrollIntoView({ block: "nearest" });
  };
}

const same = (a, b) => a.length === b.length && a.every((item, index) => item === b[index]);

function settle(log, nodes) {
  nodes.forEach((node, index) => {
    if (log.children[index] !== node) log.insertBefore(node, log.children[index] ?? null);
  });
  while (log.children.length > nodes.length) log.lastElementChild.remove();
}

function* wanted(handlers) {
  const here = place();
  if (!here) return;
  yield ["intro", [here.id, here.name, state.online], () => intro(here)];
  let before = null;
  for (const message of messagesOf(here.id)) {
    const day = new Date(message.time).toDateString();
    if (!before || new Date(before.time).toDateString() !== day) {
      yield [`day-${day}`, [day], () => el("div.day", {}, el("span", {}, dayName(message.time)))];
      before = null;
    }
    const joined = Boolean(before) && goesWith(before, message);
    const reply = message.reply && state.messages.get(message.reply.id);
    yield [message.id, [message, joined, state.faults.get(message.id), reply, state.accounts], () => messageNode(message, joined, handlers)];
    before = message;
  }
}

function goesWith(before, message) {
  return (
    before.author === message.author &&
    !message.reply &&
    !message.used &&
    before.ephemeral === message.ephemeral &&
    new Date(message.time) - new Date(before.time) < TOGETHER_MS
  );
}

function intro(here) {
  const name = bot()?.name ?? "the bot";
  const [title, text] =
    here.kind === "dm"
      ? [name, `This is where ${name} and you write to each other.`]
      : [`#${here.name}`, here.topic || "A channel."];
  return el(
    "div.intro",
    {},
    el("span.intro-mark", {}, icon(here.kind === "dm" ? "mail" : here.private ? "lock" : "hash")),
    el("h2", {}, title),
    el("p", {}, text),
    el("p.subtext", {}, "Say something below, or type ", el("kbd", {}, "/"), ` to see what ${name} can do. Everything here stays on this machine.`),
  );
}
