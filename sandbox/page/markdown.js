// Discord's markdown as DOM nodes. What is not markdown stays text; nothing is ever parsed as HTML.

import { el } from "./dom.js";
import { state } from "./state.js";
import { timeElement } from "./time.js";

const URL_END = /[.,:;!?'"\]]+$/;

// [words](address): between < and > the address may hold brackets as it likes, otherwise they must match.
const MASKED =
  /\[((?:[^[\]\\]|\\.)+)\]\(\s*(?:<(https?:\/\/[^\s<>]+)>|(https?:\/\/[^\s<>()]+(?:\([^\s<>()]*\)[^\s<>()]*)*))(?:\s+"[^"]*")?\s*\)/y;

const INLINE = [
  [/\\([^A-Za-z0-9\s])/y, (m) => m[1]],
  [/(`+)([^]*?[^`])\1(?!`)/y, (m) => el("code", {}, m[2])],
  [/<t:(-?\d{1,13})(?::([tTdDfFsSR]))?>/y, (m) => timeElement(new Date(Number(m[1]) * 1000), m[2] ?? "f", "stamp")],
  [/<@!?(\d+)>/y, (m) => mention(`@${state.accounts.get(m[1])?.name ?? "unknown user"}`, m[1] === state.you)],
  [/<@&(\d+)>/y, (m) => mention(`@${(state.roles.get(m[1])?.name ?? "unknown role").replace(/^@/, "")}`)],
  [/<#(\d+)>/y, (m) => mention(`#${state.channels.find((channel) => channel.id === m[1])?.name ?? "unknown"}`)],
  [/<\/([-\w ]+):\d+>/y, (m) => mention(`/${m[1]}`)],
  [/<a?:(\w+):\d+>/y, (m) => `:${m[1]}:`],
  [/@(everyone|here)\b/y, (m) => mention(m[0], true)],
  [MASKED, (m) => link(m[2] ?? m[3], inline(m[1]))],
  [/<(https?:\/\/[^\s<>]+)>/y, (m) => link(m[1], [m[1]])],
  [/https?:\/\/[^\s<>]+/y, bareLink],
  [/\|\|([^]+?)\|\|/y, (m) => spoiler(inline(m[1]))],
  [/\*\*\*([^\s*](?:[^]*?[^\s])?)\*\*\*/y, (m) => el("strong", {}, el("em", {}, inline(m[1])))],
  [/\*\*([^]+?)\*\*(?!\*)/y, (m) => el("strong", {}, inline(m[1]))],
  [/__([^]+?)__(?!_)/y, (m) => el("u", {}, inline(m[1]))],
  [/~~([^]+?)~~(?!~)/y, (m) => el("s", {}, inline(m[1]))],
  [/\*(?!\s)([^*]+?)(?<!\s)\*(?!\*)/y, (m) => el("em", {}, inline(m[1]))],
  [/(?<![A-Za-z0-9])_(?!\s)([^_]+?)(?<!\s)_(?![A-Za-z0-9])/y, (m) => el("em", {}, inline(m[1]))],
  [/\n/y, () => el("br")],
];

function bareLink(match) {
  const tail = match[0].match(URL_END)?.[0] ?? "";
  let address = match[0].slice(0, match[0].length - tail.length);
  if (address.endsWith(")") && !address.includes("(")) address = address.slice(0, -1);
  return [link(address, [address]), match[0].slice(address.length)];
}

function mention(text, yours = false) {
  return el("span.mention", { class: yours ? "yours" : "" }, text);
}

/** A link that leaves the page in a tab of its own and tells the target nothing. */
export function link(href, children, className = "") {
  return el("a", { href, target: "_blank", rel: "noopener noreferrer nofollow", class: className }, children);
}

function spoiler(children) {
  const show = (event) => {
    event.currentTarget.classList.add("shown");
    event.currentTarget.removeAttribute("role");
    event.currentTarget.removeAttribute("aria-label");
  };
  const onKey = (event) => (event.key === "Enter" || event.key === " ") && (event.preventDefault(), show(event));
  const props = { role: "button", tabIndex: 0, aria: { label: "Hidden text; press to show" }, on: { click: show, keydown: onKey } };
  return el("span.spoiler", props, el("span", {}, children));
}

/** Inline markdown as a list of nodes and strings. */
export function inline(text) {
  const out = [];
  let plain = "";
  let index = 0;
  while (index < text.length) {
    const found = INLINE.map(([rule, make]) => [at(rule, text, index), make]).find(([match]) => match);
    if (!found) {
      plain += text[index++];
      continue;
    }
    const [match, make] = found;
    if (plain) out.push(plain);
    plain = "";
    out.push(make(match));
    index += match[0].length;
  }
  if (plain) out.push(plain);
  return out.flat();
}

function at(rule, text, index) {
  rule.lastIndex = index;
  return rule.exec(text);
}

const HEADING = /^(#{1,3}) +(.+)$/;
const SUBTEXT = /^-# +(.+)$/;
const ITEM = /^( *)([-*]|\d+\.) +(.+)$/;

/** A whole text as block elements. */
export function markdown(text) {
  const blocks = [];
  let rest = text.replace(/\r\n?/g, "\n");
  for (;;) {
    const fence = rest.match(/```(?:([\w+-]*)\n)?([^]*?)```/);
    if (!fence) break;
    blocks.push(...lines(rest.slice(0, fence.index)));
    blocks.push(el("pre", {}, el("code", {}, fence[2].replace(/\n$/, ""))));
    rest = rest.slice(fence.index + fence[0].length).replace(/^\n/, "");
  }
  return [...blocks, ...lines(rest)];
}

function lines(text) {
  const blocks = [];
  const rows = text.split("\n");
  const paragraph = [];
  const flush = () => {
    const joined = paragraph.splice(0).join("\n").replace(/^\n+|\n+$/g, "");
    if (joined) blocks.push(el("p", {}, inline(joined)));
  };
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index];
    const taken = block(rows, index);
    if (!taken) {
      paragraph.push(row);
      continue;
    }
    flush();
    blocks.push(taken.node);
    index += taken.rows - 1;
  }
  flush();
  return blocks;
}

function block(rows, index) {
  const row = rows[index];
  const heading = row.match(HEADING);
  if (heading) return { node: el(`h${heading[1].length + 2}`, {}, inline(heading[2])), rows: 1 };
  const small = row.match(SUBTEXT);
  if (small) return { node: el("p.subtext", {}, inline(small[1])), rows: 1 };
  if (row.startsWith(">>> ")) {
    const inner = [row.slice(4), ...rows.slice(index + 1)].join("\n");
    return { node: el("blockquote", {}, lines(inner)), rows: rows.length - index };
  }
  if (row.startsWith("> ") || row === ">") return run(rows, index, (line) => /^>( |$)/.test(line), quote);
  if (ITEM.test(row)) return run(rows, index, sameList(row), list);
  return null;
}

/** Whether a line goes on the list that a line begins: an item of its kind, or something nested. */
function sameList(first) {
  const [, indent, mark] = first.match(ITEM);
  const ordered = /\d/.test(mark);
  return (line) => {
    const item = line.match(ITEM);
    if (!item) return /^ {2,}\S/.test(line);
    return item[1].length > indent.length || /\d/.test(item[2]) === ordered;
  };
}

function run(rows, index, belongs, make) {
  let end = index;
  while (end < rows.length && belongs(rows[end])) end++;
  return { node: make(rows.slice(index, end)), rows: end - index };
}

const quote = (rows) => el("blockquote", {}, lines(rows.map((row) => row.replace(/^> ?/, "")).join("\n")));

function list(rows) {
  const [, indent, mark] = rows[0].match(ITEM);
  const ordered = /\d/.test(mark);
  const node = el(ordered ? "ol" : "ul", ordered ? { start: parseInt(mark, 10) } : {});
  let nested = [];
  const close = () => nested.length && node.lastElementChild?.append(...lines(nested.splice(0).join("\n")));
  for (const row of rows) {
    const item = row.match(ITEM);
    if (item && item[1].length <= indent.length) {
      close();
      node.append(el("li", {}, inline(item[3])));
    } else nested.push(row.slice(Math.min(indent.length + 2, row.search(/\S/))));
  }
  close();
  return node;
}

/** A text without its marks, for a line of preview. */
export function plain(text) {
  const blocks = markdown(text).map((block) => block.textContent);
  return blocks.join(" ").replace(/\s+/g, " ").trim();
}
