// Owns what a press inside the messages does: buttons, selects, spoilers, dismissals; it listens once for the whole list.

import { selectOptions } from "./components.js";
import { allowed } from "./commands.js";
import { openSelect } from "./select.js";
import { reveal } from "./spoiler.js";

const BUTTON = 2;
const MESSAGE_COMMAND = 3;

export class Actions {
  constructor({ state, socket, composer }) {
    Object.assign(this, { state, socket, composer });
  }

  listen(element) {
    element.addEventListener("click", (event) => this.#dispatch(event.target.closest("[data-action]")));
    element.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      if (event.target.dataset.action !== "reveal") return;
      event.preventDefault();
      reveal(event.target);
    });
  }

  #dispatch(target) {
    if (!target) return;
    const message = this.state.findMessage(target.closest("[data-message-id]")?.dataset.messageId);
    const { action } = target.dataset;
    if (action === "reveal") reveal(target);
    else if (action === "fill") this.composer.fill(`/${target.dataset.command}`);
    else if (action === "forget") this.state.forget(target.dataset.nonce);
    else if (!message) return;
    else if (action === "press") this.press(message, target.dataset.customId);
    else if (action === "select") this.#openSelect(message, target);
    else if (action === "apps") this.#openApps(message, target);
    else if (action === "react") this.#react(message, target);
    else if (action === "dismiss") this.#dismiss(message);
  }

  /** Press a button of a message; a second press before the answer counts for nothing. */
  press(message, customId) {
    this.#send(message, BUTTON, customId, {});
  }

  #send(message, componentType, customId, extra) {
    const busy = this.state.pendingOn(message.id).some((entry) => entry.state === "waiting");
    if (busy) return;
    this.state.forgetFailures(message.id);
    const channelId = message.channel_id;
    const nonce = this.state.begin({ kind: "component", channelId, messageId: message.id, customId });
    const sent = this.socket.send({
      type: "component", nonce, channel_id: channelId, message_id: message.id,
      component_type: componentType, custom_id: customId, ...extra,
    });
    if (!sent) this.state.fail(nonce, "Not connected just now. Try again in a moment.");
  }

  #openSelect(message, trigger) {
    const component = findComponent(message.components, trigger.dataset.customId);
    if (!component) return;
    const items = selectOptions(component, this.state).map((option) => ({
      value: option.value, label: [option.emoji?.name, option.label].filter(Boolean).join(" "),
      detail: option.description ?? "", selected: option.default,
    }));
    openSelect({
      trigger, items, label: component.placeholder || "Options", min: component.min_values ?? 1, max: component.max_values ?? 1,
      onDone: (values) => this.#send(message, component.type, component.custom_id, { values }),
    });
  }

  #openApps(message, trigger) {
    const items = messageCommands(this.state).map((command) => ({
      value: command.id, label: command.name, detail: "",
    }));
    openSelect({
      trigger, items, label: "Apps", onDone: ([id]) => this.#useApp(message, items.find((item) => item.value === id)),
    });
  }

  #useApp(message, { value, label }) {
    const nonce = this.state.begin({ kind: "command", label, channelId: message.channel_id });
    const frame = {
      type: "command", nonce, channel_id: message.channel_id, command_id: value, target_id: message.id, options: [],
      files: {},
    };
    if (!this.socket.send(frame)) this.state.fail(nonce, "Not connected just now. Try again in a moment.");
  }

  #react(message, target) {
    const remove = target.getAttribute("aria-pressed") === "true";
    this.socket.send({
      type: "react", channel_id: message.channel_id, message_id: message.id, emoji: target.dataset.emoji, remove,
    });
  }

  #dismiss(message) {
    this.socket.send({ type: "dismiss", channel_id: message.channel_id, message_id: message.id });
    this.state.removeMessage(message.channel_id, message.id);
    document.querySelector(".log").focus({ preventScroll: true });
  }
}

/** The commands that act on a message, as far as this person may use them. */
export function messageCommands(state) {
  return state.commands.filter((command) => command.type === MESSAGE_COMMAND && allowed(command, state));
}

function findComponent(list, customId) {
  for (const component of list ?? []) {
    if (component.custom_id === customId) return component;
    const inner = [...(component.components ?? []), component.accessory].filter(Boolean);
    const found = findComponent(inner, customId);
    if (found) return found;
  }
  return null;
}
