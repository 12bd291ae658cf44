import type { PlanLeaf } from './plan.ts';

/**
 * A value as its declared type asks for it; undefined when it isn't of that type. Absorbs what real clients get wrong: booleans
 * as 0/1 or text, flags as booleans or text, numbers where identifiers are meant.
 */
export function readValue(leaf: PlanLeaf, value: unknown): string | number | boolean | undefined {
  switch (leaf.type) {
    case 'string':
      return typeof value === 'string' && value.length <= leaf.max ? value : undefined;
    case 'text':
      if (typeof value === 'number' && Number.isFinite(value)) return String(value);
      return typeof value === 'string' && value.length <= leaf.max ? value : undefined;
    case 'integer':
      return Number.isSafeInteger(value) ? (value as number) : undefined;
    case 'number':
      return Number.isFinite(value) ? (value as number) : undefined;
    case 'flag':
      if (value === 0 || value === false || value === '0' || value === 'false') return 0;
      return value === 1 || value === true || value === '1' || value === 'true' ? 1 : undefined;
    case 'boolean':
      if (value === true || value === 1 || value === 'true' || value === '1') return true;
      return value === false || value === 0 || value === 'false' || value === '0' ? false : undefined;
  }
}

const EXPECTED: Record<PlanLeaf['type'], string> = {
  string: 'a string',
  text: 'a string',
  integer: 'an integer',
  number: 'a number',
  flag: '0 or 1',
  boolean: 'a boolean',
};

/** What should have stood there, for the client's error message. */
export const expectedOf = (leaf: PlanLeaf): string =>
  leaf.max > 0 ? `${EXPECTED[leaf.type]} of at most ${leaf.max} characters` : EXPECTED[leaf.type];
