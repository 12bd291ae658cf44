export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A member along names; undefined where there is none. */
export function at(value: unknown, ...names: readonly string[]): unknown {
  let found = value;
  for (const name of names) {
    if (!isObject(found) || !Object.hasOwn(found, name)) return undefined;
    found = found[name];
  }
  return found;
}

/** Members below which names are free (bidders, media types, a request): they stay as they are. */
const FREE_BELOW = new Set([
  'bidadjustments',
  'alternatebiddercodes',
  'preferredmediatype',
  'adapters',
  'default_request',
]);

/** Prebid Server in Java writes `debug-allow` or `debugAllow` where the one in Go writes `debug_allow`: here all are of the last kind. */
export function underscored(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(underscored);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const own = name.replaceAll('-', '_').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      return [own, FREE_BELOW.has(own) ? member : underscored(member)];
    }),
  );
}

/** Every path that leads to a value, `a.b.c`; lists count as values. */
export function leafPaths(value: unknown, above = ''): string[] {
  if (!isObject(value)) return [above];
  return Object.entries(value).flatMap(([name, member]) =>
    leafPaths(member, above === '' ? name : `${above}.${name}`),
  );
}

/** Members of both objects; where both have one, the upper's, member by member. */
export function laidOver(below: unknown, above: JsonObject): JsonObject {
  if (!isObject(below)) return above;
  const merged: Record<string, unknown> = { ...below };
  for (const [name, value] of Object.entries(above))
    merged[name] = isObject(value) ? laidOver(merged[name], value) : value;
  return merged;
}

/** A text that holds a JSON object, or an object; undefined for anything else. */
export function parsedObject(text: unknown): JsonObject | undefined {
  try {
    const value: unknown = typeof text === 'string' ? JSON.parse(text) : text;
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Adapters by name, and by theirs the aliases that Java keeps inside them, each with what it says over its bidder's own. */
export function withAliases(adapters: JsonObject): readonly (readonly [name: string, value: JsonObject])[] {
  return Object.entries(adapters).flatMap(([name, value]) => {
    const own: JsonObject = isObject(value) ? value : {};
    const { aliases, ...rest } = own;
    const others = isObject(aliases) ? Object.entries(aliases) : [];
    return [
      [name, rest] as const,
      ...others.map(
        ([alias, over]) => [alias, { ...rest, ...(isObject(over) ? over : {}), aliasOf: name }] as const,
      ),
    ];
  });
}
