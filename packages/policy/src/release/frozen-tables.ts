import type { CompiledPolicy } from '../rows.ts';

/**
 * The compiled tables as JSON that later builds read back as they were, also when the compiler of that time would no longer take
 * the sources: what was decided under a version must be explained by that version's own tables for ever.
 */
export function freezePolicy(policy: CompiledPolicy): string {
  const { fieldById: _derived, ...tables } = policy;
  return `${JSON.stringify(tables, (_key, value: unknown) => {
    if (value instanceof Map) return { $map: [...value] };
    if (value instanceof Uint32Array) return { $mask: [...value] };
    return value;
  })}\n`;
}

/** The inverse of `freezePolicy`. Throws a SyntaxError on anything else; the caller has checked the text's hash. */
export function thawPolicy(text: string): CompiledPolicy {
  const tables: unknown = JSON.parse(text, (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null) return value;
    if ('$map' in value) return new Map(value.$map as [unknown, unknown][]);
    if ('$mask' in value) return Uint32Array.from(value.$mask as number[]);
    return value;
  });
  if (!isTables(tables)) throw new SyntaxError('these are no tables of a policy');
  return { ...tables, fieldById: new Map(tables.fields.map((field) => [field.id, field])) };
}

const isTables = (value: unknown): value is CompiledPolicy =>
  typeof value === 'object' &&
  value !== null &&
  'fields' in value &&
  Array.isArray(value.fields) &&
  'hash' in value;
