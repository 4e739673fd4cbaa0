// Moments, in the reader's own zone and language.

const STYLES = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
  s: { dateStyle: "short", timeStyle: "short" },
  S: { dateStyle: "short", timeStyle: "medium" },
};

const UNITS = [
  ["year", 31_557_600],
  ["month", 2_629_800],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
];

const relativeFormat = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });
const formats = new Map();

function format(style) {
  if (!formats.has(style)) formats.set(style, new Intl.DateTimeFormat(undefined, STYLES[style] ?? STYLES.f));
  return formats.get(style);
}

/** "in 3 days", "2 hours ago". */
export function relative(date) {
  const seconds = (date.getTime() - Date.now()) / 1000;
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? UNITS.at(-1);
  return relativeFormat.format(Math.round(seconds / size), unit);
}

/** A moment as one of Discord's styles writes it. */
export function written(date, style = "f") {
  return style === "R" ? relative(date) : format(style).format(date);
}

/** A time element; a relative one stays right while the page is open. */
export function timeElement(date, style, className = "") {
  const node = document.createElement("time");
  if (Number.isNaN(date.getTime())) {
    node.textContent = "an unreadable date";
    return node;
  }
  node.dateTime = date.toISOString();
  node.title = written(date, "F");
  node.textContent = written(date, style);
  if (className) node.className = className;
  if (style === "R") node.dataset.relative = "";
  return node;
}

/** When a message was written: the time today, else the date and time. */
export function messageTime(iso) {
  const date = new Date(iso);
  const today = date.toDateString() === new Date().toDateString();
  return timeElement(date, today ? "t" : "s", "when");
}

/** "Today", "Yesterday" or the date, for the line between two days. */
export function dayName(iso) {
  const date = new Date(iso);
  const days = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(iso).setHours(0, 0, 0, 0)) / 86_400_000);
  return days < 2 ? capital(relativeFormat.format(-days, "day")) : written(date, "D");
}

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

setInterval(() => {
  for (const node of document.querySelectorAll("time[data-relative]")) node.textContent = relative(new Date(node.dateTime));
}, 15_000);
