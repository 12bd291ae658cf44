export type JsonObject = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The member where it is an object. */
export function memberOf(holder: JsonObject | undefined, name: string): JsonObject | undefined {
  const member = holder !== undefined && Object.hasOwn(holder, name) ? holder[name] : undefined;
  return isObject(member) ? member : undefined;
}

/** The same object with one member put in place. */
export function withMember(holder: JsonObject, name: string, value: unknown): JsonObject {
  return { ...holder, [name]: value };
}

export function withoutMembers(holder: JsonObject, names: readonly string[]): JsonObject {
  const rest: Record<string, unknown> = {};
  // Taking members out of a copy would leave the engine a dictionary, which all later stages read several times slower.
  for (const key in holder) if (!names.includes(key)) rest[key] = holder[key];
  return rest;
}
