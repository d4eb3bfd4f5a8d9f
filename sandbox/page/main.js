// Owns the start: makes the parts, ties the socket to the state, and keeps the channel in the address.

import { Actions } from "./actions.js";
import { Banner } from "./banner.js";
import { showChooser } from "./chooser.js";
import { Composer } from "./composer.js";
import { h } from "./dom.js";
import { Header } from "./header.js";
import { AnswerKeys } from "./keys.js";
import { MessageList } from "./messages.js";
import { Modals } from "./modal.js";
import { plainName } from "./people.js";
import { closeSelect } from "./select.js";
import { Sidebar } from "./sidebar.js";
import { Socket } from "./socket.js";
import { State } from "./state.js";
import { startTicking } from "./time.js";
import { toast } from "./toast.js";

const person = new URLSearchParams(location.search).get("as") ?? "ana";
const state = new State();
const socket = new Socket(person);
const root = document.getElementById("app");

const composer = new Composer({ state, socket });
const list = new MessageList({ state, onStart: (name) => composer.fill(`/${name}`) });
const actions = new Actions({ state, socket, composer });
const modals = new Modals({ state, socket });
const banner = new Banner({ state, onRetry: () => socket.connect() });
const sidebar = new Sidebar({ state, person, onChannel: () => sidebar.fold() });
const header = new Header({ state, person, openDrawer: () => sidebar.unfold(header.menu, main) });
const main = h("main", { class: "main" }, header.element, list.element, banner.element, composer.element);
new AnswerKeys({ state, composer, actions, list });
actions.listen(list.element);
root.append(sidebar.element, sidebar.scrim, main);

const FRAMES = {
  hello: greet,
  history: ({ channel_id: channelId, messages }) => state.setHistory(channelId, messages),
  message_create: ({ message }) => state.addMessage(message),
  message_update: ({ message }) => state.updateMessage(message),
  message_delete: ({ channel_id: channelId, id }) => state.removeMessage(channelId, id),
  interaction: settle,
  modal: openModal,
  choices: ({ nonce, choices }) => composer.receiveChoices(nonce, choices),
  commands: ({ commands }) => state.setCommands(commands),
  bot: (frame) => state.setBot(frame),
  typing: ({ channel_id: channelId, user }) => state.startTyping(channelId, user),
  error: refuse,
};

function greet(frame) {
  if (!frame.me) {
    showChooser(root, frame.people);
    return;
  }
  state.greet(frame);
  state.setConnection("open");
  go(channelFromAddress());
}

/** The channel of the address, else the first in which the bot may write. */
function channelFromAddress() {
  const wanted = location.hash.slice(1);
  if (state.channelById(wanted)) return wanted;
  const channels = state.guilds.flatMap((guild) => guild.channels);
  return (channels.find((channel) => channel.can_send_bot !== false) ?? channels[0])?.id;
}

function go(channelId) {
  if (!channelId) return;
  closeSelect();
  if (location.hash !== `#${channelId}`) history.replaceState(null, "", `#${channelId}`);
  const changed = state.channelId !== channelId;
  state.openChannel(channelId);
  if (changed) composer.openChannel(state.channel);
  socket.send({ type: "open", channel_id: channelId });
  document.title = `#${state.channel.name} · ${plainName(state.me)} · Trivia sandbox`;
  if (changed && matchMedia("(hover: hover)").matches) composer.focus();
}

function settle({ nonce, state: outcome, error }) {
  if (outcome === "failed") state.fail(nonce, error || "The application did not respond");
  else state.settle(nonce);
}

function openModal(frame) {
  if (!state.isMine(frame.nonce)) return;
  state.settle(frame.nonce);
  modals.open(frame);
}

function refuse({ message, nonce }) {
  if (nonce && state.pending.has(nonce)) state.fail(nonce, message);
  else toast(message);
}

socket.addEventListener("frame", ({ detail }) => FRAMES[detail.type]?.(detail));
socket.addEventListener("lost", ({ detail }) => {
  state.failWaiting("The connection was lost before the bot answered.");
  state.setConnection("lost", detail.wait);
});
window.addEventListener("hashchange", () => {
  const wanted = location.hash.slice(1);
  if (state.channelById(wanted) && wanted !== state.channelId) go(wanted);
});
window.visualViewport?.addEventListener("resize", () => {
  document.documentElement.style.setProperty("--viewport", `${Math.round(visualViewport.height)}px`);
});

startTicking();
socket.connect();
