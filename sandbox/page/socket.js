// Owns the page's WebSocket: frames out, frames in as events, and the patience to come back when the server went away.

const FIRST_WAIT = 500;
const LONGEST_WAIT = 8000;
const UNKNOWN_PERSON = 4404;

/**
 * Events: "frame" with the frame as detail; "lost" with detail {wait}, the milliseconds until the next try.
 * A person the server does not know is not tried again.
 */
export class Socket extends EventTarget {
  #url;
  #socket = null;
  #wait = FIRST_WAIT;
  #timer = 0;

  constructor(person) {
    super();
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    this.#url = `${scheme}://${location.host}/page/ws?as=${encodeURIComponent(person)}`;
  }

  get isOpen() {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  connect() {
    clearTimeout(this.#timer);
    if (this.#socket && this.#socket.readyState <= WebSocket.OPEN) return;
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    socket.addEventListener("message", (event) => this.#receive(event.data));
    socket.addEventListener("close", ({ code }) => {
      if (code !== UNKNOWN_PERSON) this.#retry();
    });
  }

  /** Send a frame; false when there is no connection to send it on. */
  send(frame) {
    if (!this.isOpen) return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  #receive(data) {
    this.#wait = FIRST_WAIT;
    this.#emit("frame", JSON.parse(data));
  }

  #retry() {
    const wait = this.#wait;
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
    this.#emit("lost", { wait });
    this.#timer = setTimeout(() => this.connect(), wait);
  }

  #emit(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
