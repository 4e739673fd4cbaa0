// One message: who, when, what, and what can be done with it.

import { attempt, forgive, tell } from "./actions.js";
import { components } from "./components.js";
import { avatar, el, icon, iconButton } from "./dom.js";
import { redraw } from "./draw.js";
import { markdown, plain } from "./markdown.js";
import { attachment, embed } from "./media.js";
import { closeMenu, openMenu } from "./menus.js";
import { commandsHere, isYours, state, you } from "./state.js";
import { messageTime } from "./time.js";

const EMOJI = ["👍", "❤️", "😂", "🤔", "✅"];
const LONG_PRESS = 500;

/** A message as an article. `joined` leaves out who and when, because the one above says it. */
export function messageNode(message, joined, handlers) {
  const author = state.accounts.get(message.author);
  const pinged = message.pings.includes(state.you) || message.everyone;
  const classes = [joined && "joined", message.ephemeral && "ephemeral", pinged && "pinged"].filter(Boolean).join(" ");
  const node = el(
    "article.message",
    { class: classes, tabIndex: -1, data: { id: message.id }, aria: { label: `${author?.name ?? "Somebody"}: ${spoken(message)}` } },
    context(message),
    el("div.message-side", {}, joined ? el("span.side-time", {}, messageTime(message.time)) : avatar(author)),
    el("div.message-main", {}, joined ? null : head(message, author), body(message), under(message)),
    tools(message, handlers),
  );
  listen(node, message, handlers);
  return node;
}

const spoken = (message) => (message.loading ? "is thinking" : plain(message.content).slice(0, 120));

function context(message) {
  if (message.used) {
    const by = state.accounts.get(message.used.by);
    return el("div.context", {}, icon("slash"), el("span", {}, el("b", {}, by?.name ?? "Somebody"), " used ", el("span.command-name", {}, message.used.name)));
  }
  if (!message.reply) return null;
  const target = state.messages.get(message.reply.id);
  const to = target && state.accounts.get(target.author);
  if (!to) return el("div.context", {}, icon("reply"), el("i", {}, "The message was deleted"));
  const jump = () => document.querySelector(`[data-id="${CSS.escape(message.reply.id)}"]`)?.focus();
  const text = plain(target.content || message.reply.text) || "a message with nothing to read";
  return el("button.context", { type: "button", on: { click: jump } }, icon("reply"), el("b", {}, to.name), el("span.preview", {}, text));
}

function head(message, author) {
  const vars = author?.colour ? { role: `#${author.colour.toString(16).padStart(6, "0")}` } : {};
  return el(
    "header.message-head",
    {},
    el("span.author", { class: author?.colour ? "coloured" : "", vars }, author?.name ?? "Somebody"),
    author?.bot && el("span.tag", {}, "BOT"),
    messageTime(message.time),
  );
}

function body(message) {
  if (message.loading) {
    const name = state.accounts.get(message.author)?.name ?? "The bot";
    return el("div.thinking", {}, `${name} is thinking`, el("span.dots", { aria: { hidden: "true" } }, el("i"), el("i"), el("i")));
  }
  const text = message.content && el("div.text", {}, markdown(message.content));
  const edited = message.edited && el("small.edited", {}, "(edited)");
  const shown = new Set(JSON.stringify(message.components).match(/\/attachments\/[^"]+/g) ?? []);
  const files = message.attachments.filter((file) => ![...shown].some((path) => file.url.endsWith(path)));
  return el(
    "div.message-body",
    {},
    text && edited ? (text.lastElementChild?.append(" ", edited), text) : text,
    message.embeds.map(embed),
    components(message.components, message),
    files.map(attachment),
    !text && edited,
  );
}

function under(message) {
  const fault = state.faults.get(message.id);
  return [
    message.reactions.length > 0 && el("div.reactions", {}, message.reactions.map((reaction) => reactionChip(message, reaction))),
    message.thread && el("div.thread-link", {}, icon("thread"), `Thread: ${message.thread.name}`),
    fault && el("p.fault.fresh", { role: "alert" }, fault, " ", el("button.plain", { type: "button", on: { click: () => forgive(message.id) } }, "Dismiss")),
    message.ephemeral && el("p.only-you", {}, icon("eye"), "Only you can see this · ", el("button.plain", { type: "button", on: { click: () => dismiss(message) } }, "Dismiss message")),
  ];
}

function reactionChip(message, reaction) {
  const names = reaction.by.map((id) => state.accounts.get(id)?.name ?? "somebody").join(", ");
  const props = {
    type: "button",
    title: names,
    aria: { pressed: String(reaction.by.includes(state.you)), label: `${reaction.emoji} by ${names}` },
    on: { click: () => attempt("react", { message: message.id, emoji: reaction.emoji }, message.id) },
  };
  return el("button.reaction", props, reaction.emoji, el("span", {}, String(reaction.by.length)));
}

function dismiss(message) {
  tell("dismiss", { message: message.id });
  state.messages.delete(message.id);
  redraw("log");
}

function tools(message, handlers) {
  if (message.loading) return null;
  const more = iconButton("more", "More", (event) => messageMenu(message, event.currentTarget, handlers), { aria: { label: "More", haspopup: "menu", expanded: "false" } });
  const reply = message.ephemeral ? null : iconButton("reply", "Reply", () => handlers.reply(message));
  return el("div.tools", {}, reply, more);
}

function listen(node, message, handlers) {
  if (message.loading) return;
  const anchor = () => node.querySelector(".tools button:last-child") ?? node;
  node.addEventListener("contextmenu", (event) => {
    if (event.target.closest("a, input, textarea") || String(getSelection())) return;
    event.preventDefault();
    messageMenu(message, anchor(), handlers, event.clientX || event.clientY ? { x: event.clientX, y: event.clientY } : undefined);
  });
  let timer = 0;
  node.addEventListener("pointerdown", (event) => {
    if (event.pointerType !== "touch" || event.target.closest("button, a")) return;
    timer = setTimeout(() => messageMenu(message, anchor(), handlers, { x: event.clientX, y: event.clientY }), LONG_PRESS);
  });
  for (const type of ["pointerup", "pointercancel", "pointermove"]) node.addEventListener(type, () => clearTimeout(timer));
}

/** What can be done with a message, the bot's own entries last. */
function messageMenu(message, anchor, handlers, point) {
  const entries = [];
  if (!message.ephemeral) entries.push({ label: "Reply", run: () => handlers.reply(message) });
  entries.push({ label: "Copy text", run: () => navigator.clipboard?.writeText(visibleText(message)) });
  if (isYours(message)) entries.push({ label: "Edit", run: () => handlers.edit(message) });
  const moderates = ["Moderator", "Owner", "Admin"].includes(you()?.role);
  if (isYours(message) || (moderates && !message.ephemeral)) {
    entries.push({ label: "Delete", danger: true, run: () => attempt("delete", { message: message.id }, message.id) });
  }
  if (message.ephemeral) entries.push({ label: "Dismiss message", run: () => dismiss(message) });
  const commands = message.ephemeral ? [] : commandsHere(3, message.channel);
  if (commands.length) entries.push(null);
  for (const command of commands) {
    entries.push({ label: command.name, hint: "app", run: () => attempt("menu", { name: command.name, message: message.id }, message.id) });
  }
  const author = state.accounts.get(message.author);
  for (const command of author ? commandsHere(2, message.channel) : []) {
    const fields = { name: command.name, account: author.id, channel: message.channel };
    entries.push({ label: command.name, hint: `on ${author.name}`, run: () => attempt("user", fields, message.id) });
  }
  openMenu(anchor, entries, { point, head: message.ephemeral ? null : emojiRow(message), label: "Message" });
}

/** What can be read of a message on the screen, or what was typed when it has no more to show. */
function visibleText(message) {
  const shown = document.querySelector(`[data-id="${CSS.escape(message.id)}"] .message-body`);
  return message.components.length || message.embeds.length ? (shown?.innerText ?? "") : message.content;
}

function emojiRow(message) {
  const react = (emoji) => () => {
    closeMenu();
    attempt("react", { message: message.id, emoji }, message.id);
  };
  return el("div.emoji-row", {}, EMOJI.map((emoji) => el("button", { type: "button", aria: { label: `React with ${emoji}` }, on: { click: react(emoji) } }, emoji)));
}
