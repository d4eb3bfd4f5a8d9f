"use strict";
// Everything works without this: it lights a question and its evidence together, and opens all for printing.
const proofsOf = (id) => document.querySelectorAll(`mark[data-proves~="${id}"]`);
const light = (id, on) => {
  const card = document.getElementById(id);
  if (!card) return;
  card.classList.toggle("lit", on);
  document.getElementById(id.replace("-q", "-e"))?.classList.toggle("lit", on);
  for (const proof of proofsOf(id)) proof.classList.toggle("lit", on);
};
let lit = [];
const show = (ids) => {
  for (const id of lit) light(id, false);
  lit = ids;
  for (const id of lit) light(id, true);
};
const idsAt = (target) => {
  const place = target instanceof Element && (target.closest(".card") ?? target.closest("mark, .marker"));
  if (!place) return [];
  if (place.matches("mark")) return place.dataset.proves.split(" ");
  return [place.id.replace("-e", "-q")];
};
const chosen = () => [location.hash.slice(1).replace("-e", "-q")];
addEventListener("pointerover", (event) => show(idsAt(event.target).length ? idsAt(event.target) : chosen()));
addEventListener("focusin", (event) => show(idsAt(event.target).length ? idsAt(event.target) : chosen()));
addEventListener("hashchange", () => show(chosen()));
show(chosen());

let folded = [];
addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("details:not([open])")];
  for (const fold of folded) fold.open = true;
});
addEventListener("afterprint", () => {
  for (const fold of folded) fold.open = false;
});
