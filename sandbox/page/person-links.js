// Owns the invitation to play together: links that open the same channel as somebody else.

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { avatar, displayName, plainName } from "./people.js";

/** Links to the same channel as each of the other people. */
export function personLinks(state, person) {
  const others = state.people.filter((other) => other.key !== person);
  return h("ul", { class: "person-links" }, others.map(({ key, user, title }) =>
    h("li", {}, h("a", {
      href: `/?as=${encodeURIComponent(key)}#${state.channelId ?? ""}`, target: "_blank", class: "person-link",
      "aria-label": `Open another tab as ${plainName(user)}`, data: { person: key },
    },
      avatar(user), h(
        "span", { class: "person-name" }, h("bdi", {}, displayName(user)),
        title ? h("span", { class: "person-title" }, title) : null,
      ), icon("external")))));
}
