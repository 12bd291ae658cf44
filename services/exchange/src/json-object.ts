/** A part of a request before any gate: nothing of it is known but that it is JSON. */
export type JsonObject = Readonly<Record<string, unknown>>;

const EMPTY: JsonObject = {};

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value where it is an object, else an empty one. */
export function asObject(value: unknown): JsonObject {
  return isObject(value) ? value : EMPTY;
}

/** Whether it says nothing at all. */
export const isNothing = (value: unknown): value is null | undefined => value === undefined || value === null;

/** Whether it says nothing: a text without a character doesn't either. */
export const isSilent = (value: unknown): boolean => isNothing(value) || value === '';

/** An own member of whatever it is. */
export function at(value: unknown, key: string): unknown {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}
