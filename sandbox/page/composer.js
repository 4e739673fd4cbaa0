// The field at the bottom: a message, an answer, a correction, or a command.

import { attempt, forgive, tell } from "./actions.js";
import { commandForm } from "./command.js";
import { el, iconButton } from "./dom.js";
import { redraw } from "./draw.js";
import { entriesFor, pickerNode, slashCommands } from "./picker.js";
import { bot, messagesOf, place, state } from "./state.js";

const TYPING_EVERY = 8000;

export class Composer {
  constructor(root) {
    this.reply = null;
    this.edit = null;
    this.command = null;
    this.entries = null;
    this.at = 0;
    this.told = 0;
    this.text = el("textarea", {
      id: "composer-text",
      rows: 1,
      autocomplete: "off",
      aria: { label: "Message", autocomplete: "list", controls: "picker" },
      on: { input: () => this.typed(), keydown: (event) => this.key(event), blur: () => this.list(null), click: () => this.look() },
    });
    this.bar = el("div.bar", { hidden: true });
    this.slot = el("div.picker-slot");
    this.send = iconButton("send", "Send", () => this.go(), { class: "send" });
    this.field = el("div.field", {}, iconButton("slash", "Commands", () => this.slash()), this.text, this.send);
    this.box = el("div.composer", {}, this.slot, this.bar, this.field);
    root.append(this.box);
  }

  draw() {
    const here = place();
    const open = Boolean(here?.writable) && state.linked;
    this.text.disabled = !open;
    this.send.disabled = !open;
    const target = here?.kind === "dm" ? here.name : `#${here?.name ?? ""}`;
    this.text.placeholder = !state.linked
      ? "Waiting for the sandbox …"
      : open
        ? `Message ${target}`
        : "You may read here, but not write";
    this.drawBar();
  }

  drawBar() {
    const target = this.edit ?? this.reply;
    this.bar.hidden = !target;
    if (!target) return this.bar.replaceChildren();
    const who = state.accounts.get(target.author)?.name ?? "somebody";
    const ping = el("label.choice", {}, el("input", { type: "checkbox", checked: this.ping, on: { change: (event) => (this.ping = event.target.checked) } }), "Mention");
    this.bar.replaceChildren(
      el("span", {}, this.edit ? "Correcting your message" : ["Answering ", el("b", {}, who)]),
      this.edit ? "" : ping,
      iconButton("close", "Never mind", () => this.clear()),
    );
  }

  answer(message) {
    Object.assign(this, { reply: message, edit: null, ping: true });
    this.drawBar();
    this.text.focus();
  }

  correct(message) {
    Object.assign(this, { edit: message, reply: null });
    this.text.value = message.content;
    this.grow();
    this.drawBar();
    this.text.focus();
  }

  clear() {
    Object.assign(this, { reply: null, edit: null });
    this.text.value = "";
    this.list(null);
    this.grow();
    this.drawBar();
  }

  grow() {
    this.text.style.setProperty("height", "auto");
    this.text.style.setProperty("height", `${Math.min(this.text.scrollHeight, 220)}px`);
  }

  typed() {
    this.grow();
    this.look();
    if (this.text.value && !this.text.value.startsWith("/") && Date.now() - this.told > TYPING_EVERY) {
      this.told = Date.now();
      tell("typing", { channel: state.channel });
    }
  }

  look() {
    this.list(this.edit ? null : entriesFor(this.text.value, this.text.selectionStart));
  }

  list(entries) {
    this.entries = entries;
    this.at = 0;
    this.drawList();
  }

  drawList() {
    const { entries } = this;
    this.slot.replaceChildren(...(entries ? [pickerNode(entries, this.at, (entry) => this.choose(entry), (at) => (this.at = at))] : []));
    if (entries?.length) {
      this.text.setAttribute("aria-activedescendant", `pick-${this.at}`);
      document.getElementById(`pick-${this.at}`)?.scrollIntoView({ block: "nearest" });
    } else this.text.removeAttribute("aria-activedescendant");
  }

  slash() {
    if (this.command) this.closeCommand();
    this.text.value = "/";
    this.text.focus();
    this.look();
  }

  key(event) {
    if (event.isComposing) return;
    if (this.entries?.length && ["ArrowDown", "ArrowUp", "Tab", "Enter"].includes(event.key)) {
      event.preventDefault();
      if (event.key === "Tab" || event.key === "Enter") return this.choose(this.entries[this.at]);
      this.at = (this.at + (event.key === "ArrowDown" ? 1 : this.entries.length - 1)) % this.entries.length;
      return this.drawList();
    }
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.go();
    } else if (event.key === "Escape") this.entries ? this.list(null) : this.clear();
    else if (event.key === "ArrowUp" && !this.text.value) this.last(event);
  }

  last(event) {
    const own = messagesOf(state.channel).filter((message) => message.author === state.you);
    if (!own.length) return;
    event.preventDefault();
    this.correct(own.at(-1));
  }

  choose(entry) {
    if (entry.kind === "command") return this.openCommand(entry.command, {});
    const { value, selectionStart } = this.text;
    this.text.value = `${value.slice(0, entry.from)}@${entry.account.handle} ${value.slice(selectionStart)}`;
    this.list(null);
    this.text.focus();
  }

  openCommand(command, given) {
    this.clear();
    this.closeCommand();
    this.command = commandForm(command, given, () => {
      this.closeCommand();
      this.text.focus();
    });
    this.field.hidden = true;
    this.box.append(this.command.node);
    this.command.focus();
  }

  closeCommand() {
    this.command?.node.remove();
    this.command = null;
    this.field.hidden = false;
  }

  /** Fill in what a suggestion says and send it. */
  async follow(suggestion) {
    if (suggestion.text) {
      this.closeCommand();
      this.clear();
      this.text.value = suggestion.text;
      this.grow();
      return this.go();
    }
    const command = slashCommands().find((item) => item.words === suggestion.command.replace(/^\//, ""));
    if (!command) {
      state.faults.set("", state.online ? `There is no command /${suggestion.command} here.` : `${bot()?.name} is not online yet.`);
      return redraw("notice");
    }
    this.openCommand(command, suggestion.options);
    this.command.send();
  }

  async go() {
    const text = this.text.value.trim();
    if (!text) return;
    if (text.startsWith("/")) {
      state.faults.set("", `There is no command ${text.split(/\s/)[0]} here. Choose one from the list.`);
      return redraw("notice");
    }
    forgive();
    const { edit, reply } = this;
    const sent = written(text);
    const what = edit
      ? ["edit", { message: edit.id, text: sent }]
      : ["say", { channel: state.channel, text: sent, reply: reply?.id, mention: Boolean(reply && this.ping) }];
    this.clear();
    this.told = 0;
    if (!(await attempt(...what))) {
      this.text.value = text;
      this.grow();
    }
  }
}

/** "@mira" and "#news" as the mentions they stand for. */
function written(text) {
  return text
    .replace(/(^|\s)@([\w-]+)/g, (all, before, name) => {
      const found = [...state.accounts.values()].find((account) => account.handle === name.toLowerCase() || account.name.toLowerCase() === name.toLowerCase());
      return found ? `${before}<@${found.id}>` : all;
    })
    .replace(/(^|\s)#([\w-]+)/g, (all, before, name) => {
      const found = state.channels.find((channel) => channel.kind !== "dm" && channel.name === name);
      return found ? `${before}<#${found.id}>` : all;
    });
}
