// The list that opens above the message field while one types "/" or "@".

import { avatar, el, icon } from "./dom.js";
import { commandsHere, state } from "./state.js";

/** Every slash command that can be used here, one entry for each subcommand. */
export function slashCommands() {
  return commandsHere(1).flatMap((command) => leaves(command, [command.name], command.options, command.description));
}

function leaves(command, words, options, description) {
  const branches = (options ?? []).filter((option) => option.type <= 2);
  if (!branches.length) return [{ id: command.id, words: words.join(" "), description, options: options ?? [] }];
  return branches.flatMap((branch) => leaves(command, [...words, branch.name], branch.options, branch.description));
}

/** How well an entry fits what was typed: lower is better, Infinity is not at all. */
function rank(words, typed) {
  const wanted = typed.toLowerCase();
  if (words.startsWith(wanted)) return 0;
  if (words.split(" ").some((word) => word.startsWith(wanted))) return 1;
  return words.includes(wanted) ? 2 : Infinity;
}

/** The entries for what stands in the field up to the caret, or null when no list is to be shown. */
export function entriesFor(text, caret) {
  const before = text.slice(0, caret);
  const slash = before.match(/^\/([\w -]*)$/);
  if (slash) {
    return slashCommands()
      .map((command) => ({ kind: "command", command, order: rank(command.words, slash[1].trimEnd()) }))
      .filter((entry) => entry.order < Infinity)
      .sort((a, b) => a.order - b.order);
  }
  const at = before.match(/(?:^|\s)@([\w-]*)$/);
  if (!at) return null;
  const typed = at[1].toLowerCase();
  if ([...state.accounts.values()].some((account) => account.handle === typed)) return null;
  return [...state.accounts.values()]
    .filter((account) => account.handle.startsWith(typed) || account.name.toLowerCase().startsWith(typed))
    .map((account) => ({ kind: "person", account, from: caret - at[1].length - 1 }));
}

/** The list itself. `at` is the highlighted entry; `point` hears of another one under the pointer. */
export function pickerNode(entries, at, choose, point) {
  const rows = entries.map((entry, index) => {
    const props = {
      id: `pick-${index}`,
      role: "option",
      aria: { selected: String(index === at) },
      on: {
        pointerdown: (event) => event.preventDefault(),
        pointermove: (event) => highlight(event.currentTarget) && point(index),
        click: () => choose(entry),
      },
    };
    return el("li", props, entry.kind === "command" ? commandRow(entry.command) : personRow(entry.account));
  });
  const none = el("li.none", {}, "Nothing here by that name");
  return el("ul.picker", { id: "picker", role: "listbox", aria: { label: "Suggestions" } }, rows.length ? rows : none);
}

function highlight(row) {
  if (row.getAttribute("aria-selected") === "true") return false;
  for (const other of row.parentElement.children) other.setAttribute("aria-selected", String(other === row));
  return true;
}

const commandRow = (command) => [
  el("span.pick-mark", {}, icon("slash")),
  el("span.pick-words", {}, el("b", {}, command.words), el("small", {}, command.description)),
  el("span.pick-options", {}, command.options.map((option) => el("span", { class: option.required ? "" : "optional" }, option.name))),
];

const personRow = (account) => [avatar(account, "small"), el("span.pick-words", {}, el("b", {}, account.name), el("small", {}, account.role))];
