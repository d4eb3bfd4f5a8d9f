// Owns unfinished texts, one a channel, kept over a reload as long as the tab lives.

export class Drafts {
  #key = "";

  use(key) {
    this.#key = `draft ${key}`;
  }

  load() {
    const text = sessionStorage.getItem(this.#key);
    return text ? JSON.parse(text) : null;
  }

  save(draft) {
    if (draft.command || draft.text) sessionStorage.setItem(this.#key, JSON.stringify(draft));
    else sessionStorage.removeItem(this.#key);
  }
}
