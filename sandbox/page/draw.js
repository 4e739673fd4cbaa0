// Draws parts of the page anew when something they show has changed, each at most once per turn.

const parts = new Map();
const due = new Set();

/** Register how a part is drawn. */
export function part(name, draw) {
  parts.set(name, draw);
}

/** Have parts drawn; none named means all. */
export function redraw(...names) {
  if (!due.size) queueMicrotask(flush);
  for (const name of names.length ? names : parts.keys()) due.add(name);
}

function flush() {
  const names = [...due];
  due.clear();
  for (const name of names) parts.get(name)?.();
}
