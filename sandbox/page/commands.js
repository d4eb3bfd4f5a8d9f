// Owns the reading of application commands: which there are for this person, how they match what is typed. Pure.

const SUBCOMMAND = 1;
const GROUP = 2;
const CHAT_INPUT = 1;
// Permissions that a plain member lacks: administrator, manage channels, guild, messages, roles, webhooks, events;
// kick, ban and moderate members.
const ELEVATED = 0x2n | 0x4n | 0x8n | 0x10n | 0x20n | 0x2000n | 0x10000000n | 0x20000000n | (1n << 33n) | (1n << 40n);

/** Whether this person is offered the command in the channel that is open. */
export function allowed(command, { isModerator, guild }) {
  if (command.guild_id && command.guild_id !== guild?.id) return false;
  const needed = command.default_member_permissions;
  if (needed === null || needed === undefined) return true;
  const bits = BigInt(needed);
  return isModerator || (bits !== 0n && (bits & ELEVATED) === 0n);
}

/** One entry for each thing that can be run: {key, commandId, path, name, description, options}, sorted by name. */
export function flatten(commands, state) {
  const entries = commands
    .filter((command) => (command.type ?? CHAT_INPUT) === CHAT_INPUT && allowed(command, state))
    .flatMap((command) => leaves(command, command.id, []));
  return entries.sort((a, b) => a.name.localeCompare(b.name));
}

function leaves(node, commandId, parents) {
  const path = [...parents, node.name];
  const options = node.options ?? [];
  const inner = options.filter((option) => option.type === SUBCOMMAND || option.type === GROUP);
  if (inner.length) return inner.flatMap((option) => leaves(option, commandId, path).map((leaf) => ({ ...leaf, nest: [option.type, ...leaf.nest] })));
  const name = path.join(" ");
  return [{
    key: `${commandId} ${name}`, commandId, path, nest: [], name, description: node.description ?? "", options,
  }];
}

/** The entries that fit the query, best first: by start of name, start of a word, inside the name, in the description. */
export function match(entries, query) {
  const wanted = query.trim().toLowerCase();
  if (!wanted) return entries;
  const rank = ({ name, description }) => {
    if (name.startsWith(wanted)) return name === wanted ? 0 : 1;
    if (name.split(/[ _-]/).some((word) => word.startsWith(wanted))) return 2;
    if (name.includes(wanted)) return 3;
    return description.toLowerCase().includes(wanted) ? 4 : 9;
  };
  return entries.map((entry) => [rank(entry), entry]).filter(([score]) => score < 9).sort((a, b) => a[0] - b[0]).map(([, entry]) => entry);
}

/** Split "trivia topic:space" into the entry and what follows its name; null while the name is not finished. */
export function finishedName(entries, line) {
  const fits = entries.filter((entry) => line.toLowerCase().startsWith(`${entry.name} `));
  const [longest] = fits.sort((a, b) => b.name.length - a.name.length);
  return longest ? { entry: longest, rest: line.slice(longest.name.length + 1) } : null;
}

/** Read "topic:old maps questions:5" into {topic, questions}; text before the first name goes to the first option. */
export function readValues(entry, rest) {
  const names = entry.options.map((option) => option.name);
  const values = {};
  const marks = [...rest.matchAll(/(?:^|\s)([-_\p{L}\p{N}]{1,32}):/gu)].filter((mark) => names.includes(mark[1]));
  const lead = rest.slice(0, marks[0]?.index ?? rest.length).trim();
  if (lead && names.length) values[names[0]] = lead;
  marks.forEach((mark, at) => {
    values[mark[1]] = rest.slice(mark.index + mark[0].length, marks[at + 1]?.index ?? rest.length).trim();
  });
  return values;
}

export function needsValues(entry) {
  return entry.options.some((option) => option.required);
}

/** Wrap leaf options in their subcommand and group, as an interaction's data has them. */
export function nestOptions(entry, options) {
  const names = entry.path.slice(1);
  return names.reduceRight((inner, name, at) => [{ name, type: entry.nest[at], options: inner }], options);
}
