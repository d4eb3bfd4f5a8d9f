// Owns the lists one may choose from in a server: its members, channels and roles, as {value, label, description}.

import { displayName } from "./people.js";

export function memberEntries(state) {
  const users = (state.guild?.members ?? []).map((member) => member.user);
  const bot = state.bot.user;
  const all = bot && !users.some((user) => user.id === bot.id) ? [...users, bot] : users;
  return all.map((user) => ({ label: displayName(user), value: user.id, description: `@${user.username}` }));
}

export function channelEntries(state) {
  return (state.guild?.channels ?? []).map((channel) => ({
    label: `#${channel.name}`, value: channel.id, description: channel.topic ?? "",
  }));
}

export function roleEntries(state) {
  const roles = state.guild?.roles ?? [];
  return roles.map((role) => ({ label: role.name, value: role.id, description: "" }));
}
