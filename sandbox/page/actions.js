// What the reader can do, and what becomes of it: a form that opens, or a sentence about what went wrong.

import { redraw } from "./draw.js";
import { Link } from "./socket.js";
import { state } from "./state.js";

let link = null;
let showForm = () => {};

/** Open the connection; `form` shows a form the bot asks to be filled in. */
export function connect(options, form) {
  link = new Link(options);
  showForm = form;
}

export const ask = (what, fields) => link.ask(what, fields);
export const tell = (what, fields) => link.tell(what, fields);

/**
 * Ask for something whose failure is told where it happened: under a message (`at` is its id), or above the
 * message field. True when it went well.
 */
export async function attempt(what, fields, at = "") {
  state.faults.delete(at);
  redraw("log", "notice");
  try {
    const value = await ask(what, fields);
    if (value?.modal) showForm(value.form, value.modal);
    return true;
  } catch (error) {
    state.faults.set(at, error.message);
    redraw("log", "notice");
    return false;
  }
}

/** Take a told failure away. */
export function forgive(at = "") {
  state.faults.delete(at);
  redraw("log", "notice");
}

/** Hand a file over; gives its id. */
export async function upload(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  for (let index = 0; index < bytes.length; index += 32_768) text += String.fromCharCode(...bytes.subarray(index, index + 32_768));
  return ask("upload", { name: file.name, kind: file.type, data: btoa(text) });
}
