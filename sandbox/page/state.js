// What the page knows: the world as the sandbox last described it, and where the reader is in it.

export const state = {
  you: "",
  server: "",
  online: false,
  linked: false,
  accounts: new Map(),
  roles: new Map(),
  channels: [],
  commands: new Map(),
  visible: {},
  messages: new Map(),
  suggestions: [],
  channel: "",
  unread: new Set(),
  typing: new Map(),
  faults: new Map(),
  follow: false,
};

export const you = () => state.accounts.get(state.you);
export const bot = () => [...state.accounts.values()].find((account) => account.bot);
export const people = () => [...state.accounts.values()].filter((account) => !account.bot);
export const place = () => state.channels.find((channel) => channel.id === state.channel);
export const isYours = (message) => message.author === state.you;

/** The commands of one kind (1 slash, 2 user, 3 message) that can be used in a channel. */
export function commandsHere(kind, channel = state.channel) {
  const ids = new Set(state.visible[channel] ?? []);
  return [...state.commands.values()].filter((command) => ids.has(command.id) && command.type === kind);
}

/** The messages of a channel, oldest first. */
export function messagesOf(channel) {
  return [...state.messages.values()]
    .filter((message) => message.channel === channel)
    .sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
}

/** Take over a whole description of the world. */
export function takeWorld(frame) {
  Object.assign(state, { you: frame.you, server: frame.server, suggestions: frame.suggestions });
  state.accounts = new Map(frame.people.map((account, index) => [account.id, { ...account, hue: (24 + index * 83) % 360 }]));
  state.roles = new Map(frame.roles.map((role) => [role.id, role]));
  state.messages = new Map(frame.messages.map((message) => [message.id, message]));
  state.faults.clear();
  state.typing.clear();
  takePlaces(frame);
}

/** Take over where the reader can go and what can be done there. */
export function takePlaces(frame) {
  Object.assign(state, { online: frame.online, channels: frame.channels, visible: frame.visible });
  state.commands = new Map(frame.commands.map((command) => [command.id, command]));
  if (!place()) state.channel = state.channels[0]?.id ?? "";
}

/** "mira/general" in the address keeps the reader's place over a reload. */
export function readAddress() {
  const [person = "", channel = ""] = decodeURIComponent(location.hash.slice(1)).split("/");
  return { person, channel };
}

export function writeAddress() {
  const here = place();
  if (!here || !you()) return;
  const name = here.kind === "dm" ? "@" : here.name;
  history.replaceState(null, "", `#${encodeURIComponent(you().handle)}/${encodeURIComponent(name)}`);
}

/** The channel of a name, where "@" is the conversation with the bot. */
export function channelNamed(name) {
  return state.channels.find((channel) => (name === "@" ? channel.kind === "dm" : channel.kind !== "dm" && channel.name === name));
}
