// Owns the one polite live region: what screen readers are told about new messages and answers.

const GATHER = 200;
const LONGEST = 300;
let waiting = [];
let timer = 0;

/** Say `text` soon; what comes within a moment is said together. */
export function announce(text) {
  waiting.push(text.replace(/\s+/g, " ").trim().slice(0, LONGEST));
  clearTimeout(timer);
  timer = setTimeout(() => {
    document.getElementById("announcer").textContent = waiting.join(". ");
    waiting = [];
  }, GATHER);
}
