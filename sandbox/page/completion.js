// A text field whose suggestions come from the bot. What is shown is a choice's name, what is sent is its value.

import { ask } from "./actions.js";
import { el } from "./dom.js";
import { state } from "./state.js";

const PAUSE = 180;

export class Completion {
  constructor(option, id, command, given, siblings) {
    Object.assign(this, { option, id, command, siblings, choices: [], at: -1, picked: null, timer: 0, round: 0 });
    this.input = el("input", {
      id,
      type: "text",
      autocomplete: "off",
      role: "combobox",
      value: given ?? "",
      aria: { autocomplete: "list", expanded: "false", controls: `${id}-list` },
      on: {
        input: (event) => event.isTrusted && this.typed(),
        focus: () => this.later(),
        blur: () => this.leave(),
        keydown: (event) => this.key(event),
      },
    });
    this.list = el("ul.completions", { id: `${id}-list`, role: "listbox", hidden: true, aria: { label: `Suggestions for ${option.name}` } });
    this.node = el("div.completing", {}, this.input, this.list);
  }

  read() {
    const { input, picked } = this;
    return picked && picked.name === input.value ? String(picked.value) : input.value.trim();
  }

  typed() {
    this.picked = null;
    this.later();
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.complete(), PAUSE);
  }

  leave() {
    clearTimeout(this.timer);
    this.round++;
    this.hide();
  }

  hide() {
    this.list.hidden = true;
    this.at = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  pick(choice) {
    this.picked = choice;
    this.input.value = choice.name;
    this.leave();
    this.input.dispatchEvent(new Event("input"));
  }

  /** Ask the bot, with what the other options hold; an answer that comes too late is dropped. */
  async complete() {
    const mine = ++this.round;
    const { [this.option.name]: _, ...others } = this.siblings();
    const options = { ...others, [this.option.name]: this.input.value };
    let text = "No suggestions for this";
    let choices = [];
    try {
      choices = await ask("complete", { channel: state.channel, command: this.command.words, options });
    } catch {
      text = "Loading the suggestions failed";
    }
    if (mine !== this.round || document.activeElement !== this.input) return;
    Object.assign(this, { choices, at: -1 });
    this.draw(text);
  }

  draw(text) {
    const rows = this.choices.map((choice, index) => this.row(choice, index));
    this.list.replaceChildren(...(rows.length ? rows : [el("li.none", {}, text)]));
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    if (this.at >= 0) this.input.setAttribute("aria-activedescendant", `${this.id}-${this.at}`);
    this.list.children[this.at]?.scrollIntoView({ block: "nearest" });
  }

  row(choice, index) {
    const on = { pointerdown: (event) => event.preventDefault(), click: () => this.pick(choice) };
    return el("li", { id: `${this.id}-${index}`, role: "option", aria: { selected: String(index === this.at) }, on }, choice.name);
  }

  key(event) {
    if (this.list.hidden) return;
    if (event.key === "Escape") {
      event.preventDefault();
      return this.hide();
    }
    if (!this.choices.length) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const from = this.at < 0 && event.key === "ArrowUp" ? 0 : this.at;
      this.at = (from + (event.key === "ArrowDown" ? 1 : -1) + this.choices.length) % this.choices.length;
      this.draw("");
    } else if ((event.key === "Enter" || event.key === "Tab") && this.at >= 0) {
      if (event.key === "Enter") event.preventDefault();
      this.pick(this.choices[this.at]);
    }
  }
}
