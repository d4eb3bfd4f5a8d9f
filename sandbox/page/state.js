// Owns what this tab knows: who it is, the servers, the commands, the messages, what is under way. It draws nothing.
//
// Every change is told as an event named after what changed: hello, channel, messages, message, commands, bot,
// connection, pending, typing, unread.

const KEPT_MESSAGES = 300;
const ANSWER_TIMEOUT = 15_000;
const TYPING_TIME = 10_000;
export const EPHEMERAL = 64;
export const THINKING = 128;
export const COMPONENTS_V2 = 32768;

export class State extends EventTarget {
  me = null;
  people = [];
  guilds = [];
  commands = [];
  bot = { online: false, user: null };
  connection = { status: "connecting", wait: 0 };
  channelId = null;
  unread = new Set();
  pending = new Map();
  #messages = new Map();
  #typing = new Map();
  #issued = new Set();

  greet({ me, people, guilds, commands, bot }) {
    Object.assign(this, { me, people, guilds, commands: commands ?? [], bot });
    this.#messages.clear();
    this.#emit("hello");
  }

  get guild() {
    return this.guilds.find((guild) => guild.channels.some((channel) => channel.id === this.channelId)) ?? null;
  }

  get channel() {
    return this.channelById(this.channelId);
  }

  get isModerator() {
    return Boolean(this.guild?.members.find((member) => member.user.id === this.me?.id)?.can_manage);
  }

  channelById(id) {
    for (const guild of this.guilds) {
      const found = guild.channels.find((channel) => channel.id === id);
      if (found) return found;
    }
    return null;
  }

  userById(id) {
    if (this.bot.user?.id === id) return this.bot.user;
    for (const guild of this.guilds) {
      const found = guild.members.find((member) => member.user.id === id);
      if (found) return found.user;
    }
    return null;
  }

  openChannel(id) {
    this.channelId = id;
    this.unread.delete(id);
    this.#emit("channel");
  }

  /** The channel's messages, oldest first; null before its history has come. */
  messagesIn(channelId) {
    return this.#messages.get(channelId) ?? null;
  }

  setHistory(channelId, messages) {
    this.#messages.set(channelId, [...messages].sort(byId));
    this.#emit("messages", { channelId });
  }

  addMessage(message) {
    this.stopTyping(message.channel_id, message.author?.id);
    const list = this.#messages.get(message.channel_id);
    if (message.channel_id !== this.channelId) this.#markUnread(message);
    if (!list) return;
    const at = list.findIndex((known) => known.id === message.id);
    if (at >= 0) list[at] = message;
    else list.push(message);
    list.sort(byId);
    if (list.length > KEPT_MESSAGES) list.splice(0, list.length - KEPT_MESSAGES);
    this.#emit("message", { message, isNew: at < 0 });
  }

  /** An edit may hold only the keys that changed. */
  updateMessage(message) {
    const list = this.#messages.get(message.channel_id);
    const at = list?.findIndex((known) => known.id === message.id) ?? -1;
    if (at < 0) return;
    const before = list[at];
    list[at] = { ...before, ...message };
    this.#emit("message", { message: list[at], before, isNew: false });
  }

  removeMessage(channelId, id) {
    const list = this.#messages.get(channelId);
    const at = list?.findIndex((known) => known.id === id) ?? -1;
    if (at < 0) return;
    list.splice(at, 1);
    this.#emit("messages", { channelId });
  }

  findMessage(id) {
    return this.#messages.get(this.channelId)?.find((message) => message.id === id) ?? null;
  }

  setCommands(commands) {
    this.commands = commands;
    this.#emit("commands");
  }

  setBot({ online, user }) {
    this.bot = { online, user: user ?? this.bot.user };
    this.#emit("bot");
  }

  setConnection(status, wait = 0) {
    this.connection = { status, wait };
    this.#emit("connection");
  }

  /** Note something asked of the bot; `about` says what: {kind, label, channelId, messageId?, customId?}.
   * `after` is the message that was the newest then. */
  begin(about) {
    const nonce = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
    const timer = setTimeout(() => this.fail(nonce, "The application did not respond"), ANSWER_TIMEOUT);
    const after = this.#messages.get(about.channelId)?.at(-1)?.id ?? null;
    this.pending.set(nonce, { ...about, nonce, after, state: "waiting", timer });
    this.#issued.add(nonce);
    this.#emit("pending", { about });
    return nonce;
  }

  isMine(nonce) {
    return this.#issued.has(nonce);
  }

  settle(nonce) {
    const entry = this.pending.get(nonce);
    if (!entry) return;
    clearTimeout(entry.timer);
    this.pending.delete(nonce);
    this.#emit("pending", { about: entry, outcome: "acknowledged" });
  }

  fail(nonce, error) {
    const entry = this.pending.get(nonce);
    if (!entry) return;
    clearTimeout(entry.timer);
    entry.state = "failed";
    entry.error = error || "This interaction failed";
    this.#emit("pending", { about: entry, outcome: "failed" });
  }

  /** Whatever was under way when the connection broke will not be answered. */
  failWaiting(error) {
    for (const entry of this.pending.values()) if (entry.state === "waiting") this.fail(entry.nonce, error);
  }

  forget(nonce) {
    const entry = this.pending.get(nonce);
    if (entry && this.pending.delete(nonce)) this.#emit("pending", { about: entry });
  }

  forgetFailures(messageId) {
    for (const entry of this.pendingOn(messageId)) if (entry.state === "failed") this.forget(entry.nonce);
  }

  pendingOn(messageId) {
    return [...this.pending.values()].filter((entry) => entry.messageId === messageId);
  }

  startTyping(channelId, user) {
    clearTimeout(this.#typing.get(`${channelId} ${user.id}`)?.timer);
    const timer = setTimeout(() => this.stopTyping(channelId, user.id), TYPING_TIME);
    this.#typing.set(`${channelId} ${user.id}`, { channelId, user, timer });
    this.#emit("typing");
  }

  stopTyping(channelId, userId) {
    const entry = this.#typing.get(`${channelId} ${userId}`);
    if (!entry) return;
    clearTimeout(entry.timer);
    this.#typing.delete(`${channelId} ${userId}`);
    this.#emit("typing");
  }

  typingIn(channelId) {
    return [...this.#typing.values()].filter((entry) => entry.channelId === channelId).map((entry) => entry.user);
  }

  #markUnread(message) {
    if (message.author?.id === this.me?.id) return;
    this.unread.add(message.channel_id);
    this.#emit("unread");
  }

  #emit(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

/** Snowflakes are decimal numbers too large for JavaScript: compare by length, then by digits. */
function byId(a, b) {
  return a.id.length - b.id.length || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
