/** What a partner sent: anything may be missing or of another type. */
export type RawObject = Readonly<Record<string, unknown>>;

export function asObject(value: unknown): RawObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
}

/** The object at this path of members; undefined where one of them is none. */
export function objectAt(raw: unknown, ...path: readonly string[]): RawObject | undefined {
  let found = asObject(raw);
  for (const name of path) found = asObject(found?.[name]);
  return found;
}

/** The object that a text holds as JSON; undefined where it holds none. */
export function parsedObject(text: string | undefined): RawObject | undefined {
  if (text === undefined || !text.trimStart().startsWith('{')) return undefined;
  try {
    return asObject(JSON.parse(text));
  } catch {
    return undefined;
  }
}

export function asText(value: unknown, charsMax = 2000): string | undefined {
  return typeof value === 'string' && value !== '' && value.length <= charsMax ? value : undefined;
}

export function asInteger(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

export function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map((item) => asText(item)).filter((item) => item !== undefined) : [];
}
