// Owns clock times: Discord's timestamp styles, message times, and the tick that keeps relative times true.

const RELATIVE = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const ALWAYS = new Intl.RelativeTimeFormat("en", { numeric: "always" });
const LOCALE = (navigator.language ?? "en").startsWith("en") ? navigator.language : "en-GB";
const LARGEST_UNIX = 8.64e12;
const STEPS = [[60, "second"], [60, "minute"], [24, "hour"], [30, "day"], [12, "month"], [Infinity, "year"]];
const SOON_SECONDS = 5;

const STYLES = {
  t: { hour: "2-digit", minute: "2-digit" },
  T: { hour: "2-digit", minute: "2-digit", second: "2-digit" },
  d: { day: "2-digit", month: "2-digit", year: "numeric" },
  D: { day: "numeric", month: "long", year: "numeric" },
  f: { day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" },
  F: { weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" },
};

export function isTime(unix) {
  return Number.isFinite(unix) && Math.abs(unix) <= LARGEST_UNIX;
}

/** "in 12 seconds", "now", "3 minutes ago": the largest unit that fits, counted from `now` (both in seconds). */
export function relativeTime(unix, now) {
  let amount = Math.round(unix - now);
  for (const [length, unit] of STEPS) {
    if (Math.abs(amount) < length) return (unit === "second" && amount !== 0 ? ALWAYS : RELATIVE).format(amount, unit);
    amount = Math.round(amount / length);
  }
  return "";
}

export function formatTime(unix, style) {
  const format = new Intl.DateTimeFormat(LOCALE, STYLES[style] ?? STYLES.f);
  return format.format(new Date(unix * 1000));
}

/** A <time> element; style R is kept current by the tick. */
export function timeElement(unix, style, now = nowSeconds()) {
  const element = document.createElement("time");
  element.className = "stamp";
  element.dateTime = new Date(unix * 1000).toISOString();
  element.title = formatTime(unix, "F");
  if (style === "R") {
    element.dataset.unix = String(unix);
    writeRelative(element, now);
  } else {
    element.textContent = formatTime(unix, style);
  }
  return element;
}

/** "14:05" today, "Yesterday 14:05", else the date too. */
export function messageTime(iso) {
  const date = new Date(iso);
  const clock = formatTime(date / 1000, "t");
  const days = daysApart(date, new Date());
  if (days === 0) return clock;
  return days === 1 ? `Yesterday ${clock}` : `${formatTime(date / 1000, "d")} ${clock}`;
}

export function dayName(iso) {
  const days = daysApart(new Date(iso), new Date());
  if (days === 0) return "Today";
  return days === 1 ? "Yesterday" : formatTime(new Date(iso) / 1000, "D");
}

function daysApart(earlier, later) {
  const midnight = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate());
  return Math.round((midnight(later) - midnight(earlier)) / 86_400_000);
}

function writeRelative(element, now) {
  const unix = Number(element.dataset.unix);
  const left = Math.round(unix - now);
  const text = relativeTime(unix, now);
  if (element.textContent !== text) element.textContent = text;
  element.toggleAttribute("data-running", left >= 0 && left < 60);
  element.toggleAttribute("data-soon", left >= 0 && left <= SOON_SECONDS);
}

/** Keep every relative time in the document true, on the second. */
export function startTicking() {
  const tick = () => {
    const now = nowSeconds();
    for (const element of document.querySelectorAll("time[data-unix]")) writeRelative(element, now);
    setTimeout(tick, 1000 - (Date.now() % 1000) + 5);
  };
  tick();
}

export function nowSeconds() {
  return Date.now() / 1000;
}
