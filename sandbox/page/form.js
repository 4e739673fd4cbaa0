// A form the bot opened: a dialog with a field for each thing it asks.

import { ask, upload } from "./actions.js";
import { busy, optionsOf } from "./components.js";
import { el, iconButton } from "./dom.js";
import { markdown } from "./markdown.js";

let serial = 0;

/** Show a form; handing it in sends the values, closing it sends nothing. */
export function showForm(form, modal) {
  const fields = modal.components.map(part);
  const error = el("p.fault", { role: "alert", hidden: true });
  const send = el("button.button.primary", { type: "submit" }, "Submit");
  const close = () => dialog.close();
  const submit = async (event) => {
    event.preventDefault();
    const wrong = fields.find((field) => field.check && !field.check());
    if (wrong) return wrong.focus();
    await busy(send, handIn());
  };
  const handIn = async () => {
    error.hidden = true;
    try {
      const values = {};
      for (const field of fields) if (field.read) values[field.id] = await field.read();
      const value = await ask("submit", { form, values });
      dialog.close();
      if (value?.modal) showForm(value.form, value.modal);
    } catch (problem) {
      error.textContent = problem.message;
      error.hidden = false;
    }
  };
  const dialog = el(
    "dialog.form",
    { aria: { labelledby: "form-title" }, on: { close: () => dialog.remove() } },
    el(
      "form",
      { noValidate: true, on: { submit } },
      el("header", {}, el("h2", { id: "form-title" }, modal.title), iconButton("close", "Close the form", close)),
      el("div.form-fields", {}, fields.map((field) => field.node)),
      error,
      el("footer", {}, el("button.button.secondary", { type: "button", on: { click: close } }, "Cancel"), send),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
  fields.find((field) => field.focus)?.focus();
}

function part(component) {
  if (component.type === 10) return { node: el("div.text", {}, markdown(component.content)) };
  if (component.type === 1) return labelled(component.components[0], component.components[0].label, "");
  return labelled(component.component, component.label, component.description);
}

const MAKERS = { 4: textInput, 3: choosing, 5: choosing, 6: choosing, 7: choosing, 8: choosing, 19: files, 21: radios, 22: checks, 23: single };

/** A field with its label, description and what is wrong with it. */
function labelled(item, label, description) {
  const id = `field-${++serial}`;
  const control = MAKERS[item.type](item, id, label);
  const needed = item.required !== false && item.type !== 23;
  const note = el("p.fault", { id: `${id}-note`, hidden: true });
  const check = () => {
    const problem = control.problem(needed);
    note.textContent = problem;
    note.hidden = !problem;
    return !problem;
  };
  const star = needed ? el("span.needed", { title: "Needed" }, " *") : null;
  const hint = description && el("small", { id: `${id}-hint` }, description);
  control.target?.setAttribute("aria-describedby", `${id}-note ${id}-hint`);
  const words = control.group ? el("legend", {}, label, star) : el("label", { htmlFor: id }, label, star);
  const node = control.group
    ? el("fieldset.form-field", {}, words, hint, control.node, note)
    : el("div.form-field", {}, words, hint, control.node, note);
  return { id: item.custom_id, node, check, read: control.read, focus: control.focus };
}

function textInput(item, id) {
  const most = item.max_length ?? 4000;
  const props = { id, value: item.value ?? "", placeholder: item.placeholder ?? "", maxLength: most, autocomplete: "off" };
  const input = item.style === 2 ? el("textarea", { ...props, rows: 4 }) : el("input", { ...props, type: "text" });
  const count = el("small.count", { aria: { hidden: "true" } });
  const tell = () => (count.textContent = item.max_length ? `${input.value.length} / ${most}` : "");
  input.addEventListener("input", tell);
  tell();
  const problem = (needed) => {
    if (!input.value) return needed ? "This is needed." : "";
    return input.value.length < (item.min_length ?? 0) ? `At least ${item.min_length} characters.` : "";
  };
  return { node: el("div.counted", {}, input, count), target: input, problem, read: () => input.value, focus: () => input.focus() };
}

function counted(number, needed, low, high) {
  if (!number) return needed ? "Choose at least one." : "";
  if (number < low) return `Choose at least ${low}.`;
  return number > high ? `Choose at most ${high}.` : "";
}

function choosing(item, id, label) {
  const options = optionsOf(item);
  if ((item.max_values ?? 1) > 1) return boxes(options, item, id, "checkbox", item.min_values ?? 1, item.max_values);
  const input = el("select", { id }, el("option", { value: "" }, item.placeholder || "Choose …"), options.map((option) => el("option", { value: option.value }, option.label)));
  input.value = options.find((option) => option.default)?.value ?? "";
  const read = () => (input.value ? [input.value] : []);
  return { node: input, target: input, label, problem: (needed) => (needed && !input.value ? "Choose one." : ""), read, focus: () => input.focus() };
}

function radios(item, id) {
  return boxes(item.options, item, id, "radio", 1, 1);
}

function checks(item, id) {
  return boxes(item.options, item, id, "checkbox", item.min_values ?? 0, item.max_values ?? 10);
}

function boxes(options, item, id, type, low, high) {
  const inputs = options.map((option) => el("input", { type, name: id, value: option.value, checked: Boolean(option.default) }));
  const rows = options.map((option, index) => el("label.choice", {}, inputs[index], el("span", {}, option.label, option.description && el("small", {}, option.description))));
  const chosen = () => inputs.filter((input) => input.checked).map((input) => input.value);
  return {
    group: true,
    node: el("div.choice-list", {}, rows),
    problem: (needed) => counted(chosen().length, needed, low, high),
    read: chosen,
    focus: () => (inputs.find((input) => input.checked) ?? inputs[0]).focus(),
  };
}

function single(item, id) {
  const input = el("input", { id, type: "checkbox", checked: Boolean(item.default) });
  return { node: input, target: input, problem: () => "", read: () => input.checked, focus: () => input.focus() };
}

function files(item, id) {
  const high = item.max_values ?? 1;
  const input = el("input", { id, type: "file", multiple: high > 1 });
  const read = async () => Promise.all([...input.files].map(upload));
  const problem = (needed) => counted(input.files.length, needed, item.min_values ?? 1, high);
  return { node: input, target: input, problem, read, focus: () => input.focus() };
}

