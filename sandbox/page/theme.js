// Owns light and dark: what the system prefers, until the reader chooses; the choice is remembered.

const KEY = "theme";
const dark = matchMedia("(prefers-color-scheme: dark)");

export function currentTheme() {
  return document.documentElement.dataset.theme ?? (dark.matches ? "dark" : "light");
}

export function toggleTheme() {
  const next = currentTheme() === "dark" ? "light" : "dark";
  document.documentElement.dataset.theme = next;
  localStorage.setItem(KEY, next);
  return next;
}

export function onSystemTheme(listener) {
  dark.addEventListener("change", listener);
}
