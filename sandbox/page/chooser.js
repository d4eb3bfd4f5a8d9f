// Owns the page shown to a tab that is nobody yet: the people one can be.

import { h, replace } from "./dom.js";
import { avatar, displayName } from "./people.js";

/** `people` is [{key, user, title}]. */
export function showChooser(root, people) {
  document.title = "Who are you? · Trivia sandbox";
  replace(root, h("main", { class: "chooser", data: { testid: "chooser" } },
    h("h1", {}, "Who are you?"),
    h("p", {}, "Every tab is one person. Open several to play against yourself."),
    h("ul", { class: "person-links" }, people.map(({ key, user, title }) =>
      h("li", {}, h("a", {
        class: "person-link", href: `/?as=${encodeURIComponent(key)}${location.hash}`, data: { person: key },
      },
        avatar(user), h(
          "span", { class: "person-name" }, h("bdi", {}, displayName(user)),
          title ? h("span", { class: "person-title" }, title) : null,
        )))))));
}
