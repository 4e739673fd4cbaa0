// A slash command being filled in: a field for each option, with what the bot suggests while one types.

import { attempt, upload } from "./actions.js";
import { Completion } from "./completion.js";
import { busy } from "./components.js";
import { el, icon, iconButton } from "./dom.js";
import { people, state } from "./state.js";

const [STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, FILE] = [3, 4, 5, 6, 7, 8, 9, 10, 11];
let serial = 0;

/** The form of one command. `done` is called when it was sent or given up. */
export function commandForm(command, given, done) {
  const fields = command.options.map((option) => field(option, command, given[option.name], () => values(fields)));
  const error = el("p.fault", { role: "alert", hidden: true });
  const send = el("button.button.primary", { type: "submit" }, "Send");
  const submit = async (event) => {
    event.preventDefault();
    const missing = fields.find((item) => !item.valid());
    if (missing) return missing.focus();
    error.hidden = true;
    try {
      const options = await collected(fields);
      const sent = busy(send, attempt("command", { channel: state.channel, command: command.words, options }));
      send.disabled = true;
      const went = await sent;
      send.disabled = false;
      if (went) done();
    } catch (problem) {
      error.hidden = false;
      error.textContent = problem.message;
    }
  };
  const form = el(
    "form.command",
    { noValidate: true, aria: { label: `/${command.words}` }, on: { submit, keydown: (event) => event.key === "Escape" && !event.defaultPrevented && done() } },
    el(
      "div.command-head",
      {},
      el("span.pick-mark", {}, icon("slash")),
      el("span.command-title", {}, el("b", {}, command.words), el("small", {}, command.description)),
      iconButton("close", "Give up this command", done),
    ),
    fields.length ? el("div.command-fields", {}, fields.map((item) => item.node)) : null,
    error,
    el("div.command-foot", {}, el("small", {}, fields.length ? "Enter sends, Escape gives up." : "This command takes no options."), send),
  );
  return { node: form, send: () => form.requestSubmit(), focus: () => (fields.find((item) => !item.read() && item.required) ?? fields[0] ?? { focus: () => send.focus() }).focus() };
}

const values = (fields) => Object.fromEntries(fields.map((item) => [item.name, item.read()]).filter(([, value]) => value !== "" && value !== null));

async function collected(fields) {
  const out = {};
  for (const item of fields) {
    const value = item.read();
    if (value === "" || value === null) continue;
    out[item.name] = item.type === FILE ? await upload(value) : value;
  }
  return out;
}

function field(option, command, given, siblings) {
  const id = `option-${++serial}`;
  const control = makeControl(option, id, command, given, siblings);
  const note = el("small.fault", { id: `${id}-note`, hidden: true });
  const input = control.input;
  input.setAttribute("aria-describedby", `${id}-note`);
  const read = () => convert(option, control.read());
  const valid = () => {
    const problem = problemOf(option, control.read());
    note.textContent = problem;
    note.hidden = !problem;
    input.setAttribute("aria-invalid", String(Boolean(problem)));
    return !problem;
  };
  input.addEventListener("input", () => note.hidden || valid());
  const label = el("label", { htmlFor: id }, option.name, option.required ? null : el("small", {}, " optional"));
  const node = el("div.option", {}, label, control.node, el("small.option-hint", {}, option.description), note);
  return { name: option.name, type: option.type, required: option.required, node, read, valid, focus: () => input.focus() };
}

function convert(option, raw) {
  if (raw === "" || raw === null) return raw;
  if (option.type === INTEGER || option.type === NUMBER) return Number(raw);
  return option.type === BOOLEAN ? raw === "true" : raw;
}

function problemOf(option, raw) {
  if (raw === "" || raw === null) return option.required ? "This option is needed." : "";
  if (option.type === STRING && raw.length < (option.min_length ?? 0)) return `At least ${option.min_length} characters.`;
  if (option.type === STRING && raw.length > (option.max_length ?? 6000)) return `At most ${option.max_length ?? 6000} characters.`;
  if (option.type !== INTEGER && option.type !== NUMBER) return "";
  const number = Number(raw);
  if (Number.isNaN(number) || (option.type === INTEGER && !Number.isInteger(number))) return "This is not a number that fits.";
  if (number < (option.min_value ?? -Infinity)) return `At least ${option.min_value}.`;
  return number > (option.max_value ?? Infinity) ? `At most ${option.max_value}.` : "";
}

function makeControl(option, id, command, given, siblings) {
  if (option.choices?.length) return chooser(id, option.choices.map((item) => [String(item.value), item.name]), given, option);
  if (option.autocomplete) return new Completion(option, id, command, given, siblings);
  if (option.type === BOOLEAN) return chooser(id, [["true", "True"], ["false", "False"]], given, option);
  if (option.type === FILE) return filing(id);
  const listed = entities(option);
  if (listed) return chooser(id, listed, given, option);
  const input = el("input", { id, type: "text", autocomplete: "off", value: given ?? "", inputMode: option.type === STRING ? "text" : "decimal" });
  return { node: input, input, read: () => input.value.trim() };
}

function entities(option) {
  const users = () => [...people(), ...[...state.accounts.values()].filter((account) => account.bot)].map((account) => [account.id, account.name]);
  const roles = () => [...state.roles.values()].map((role) => [role.id, role.name]);
  const rooms = () => state.channels.filter((channel) => channel.kind !== "dm").map((channel) => [channel.id, `#${channel.name}`]);
  return { [USER]: users, [ROLE]: roles, [CHANNEL]: rooms, [MENTIONABLE]: () => [...users(), ...roles()] }[option.type]?.();
}

function chooser(id, pairs, given, option) {
  const items = pairs.map(([value, label]) => el("option", { value }, label));
  const input = el("select", { id }, el("option", { value: "" }, option.required ? "Choose …" : "—"), items);
  const lower = String(given ?? "").toLowerCase();
  const wanted = pairs.find(([value, label]) => [value, label, label.replace(/^[#@]/, "")].some((text) => text.toLowerCase() === lower));
  input.value = wanted?.[0] ?? "";
  return { node: input, input, read: () => input.value };
}

function filing(id) {
  const input = el("input", { id, type: "file" });
  return { node: input, input, read: () => input.files[0] ?? null };
}
