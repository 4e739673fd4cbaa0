// The page's one connection: frames in, requests out, and again from the start when it breaks.

const FIRST_WAIT = 400;
const LONGEST_WAIT = 5000;

export class Link {
  /** `person` tells who this page is when the connection opens anew; `hear` takes each frame; `changed` the state. */
  constructor({ person, hear, changed }) {
    this.person = person;
    this.hear = hear;
    this.changed = changed;
    this.waiting = new Map();
    this.next = 1;
    this.wait = FIRST_WAIT;
    this.open();
  }

  open() {
    const socket = new WebSocket(`ws://${location.host}/page/socket?person=${encodeURIComponent(this.person())}`);
    this.socket = socket;
    socket.addEventListener("open", () => {
      this.wait = FIRST_WAIT;
      this.changed(true);
    });
    socket.addEventListener("message", (event) => this.take(JSON.parse(event.data)));
    socket.addEventListener("close", () => this.lost());
  }

  lost() {
    for (const { reject } of this.waiting.values()) reject(new Error("The sandbox is not running any more. Was it stopped?"));
    this.waiting.clear();
    this.changed(false);
    setTimeout(() => this.open(), this.wait);
    this.wait = Math.min(this.wait * 1.6, LONGEST_WAIT);
  }

  take(frame) {
    const asked = this.waiting.get(frame.ref);
    if (!asked) return this.hear(frame);
    this.waiting.delete(frame.ref);
    if (frame.type === "done") asked.resolve(frame.value);
    else asked.reject(new Error(frame.error));
  }

  /** Say something that needs no answer. */
  tell(what, fields = {}) {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify({ do: what, ...fields }));
  }

  /** Ask for something; the promise fails with a sentence. */
  ask(what, fields = {}) {
    if (this.socket.readyState !== WebSocket.OPEN) {
      return Promise.reject(new Error("There is no connection to the sandbox right now."));
    }
    const ref = this.next++;
    this.socket.send(JSON.stringify({ do: what, ref, ...fields }));
    return new Promise((resolve, reject) => this.waiting.set(ref, { resolve, reject }));
  }
}
