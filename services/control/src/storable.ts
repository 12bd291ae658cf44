/**
 * JSON that others wrote, without what PostgreSQL takes in no text: NUL is left out, half a character becomes the mark for one that can't
 * be read. One of either must not stop what waits behind it.
 */
export function storable<T>(value: T): T;
export function storable(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value);
  if (Array.isArray(value)) return value.map((item) => storable(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [storableText(name), storable(member)]),
  );
}

const storableText = (text: string): string => text.replaceAll('\0', '').toWellFormed();
