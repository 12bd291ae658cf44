import { decimalOf, microsOf } from '../format/money.ts';
import { type Draft, type DraftValue, type Field, isHeld } from './field.ts';

type JsonObject = Readonly<Record<string, unknown>>;

/** Why a value cannot be read; the form has the words. */
export type DraftFault = 'amount' | 'integer' | 'decimal' | 'percent' | 'moment' | 'required';

/** The inputs' values for a stored record; an empty object gives those of a new one. */
export function draftOf(fields: readonly Field[], record: JsonObject): Draft {
  return Object.fromEntries(fields.map((field) => [field.path, inputOf(field, valueAt(record, field.path))]));
}

/**
 * The record that the inputs describe, on top of `original`: its members without an input are kept, and those whose input
 * was not touched stay exactly as they are. Empty inputs are left out, so that the server's defaults hold.
 */
export function recordOf(
  fields: readonly Field[],
  draft: Draft,
  { original }: { original: JsonObject },
): { readonly record: JsonObject; readonly faults: ReadonlyMap<string, DraftFault> } {
  const faults = new Map<string, DraftFault>();
  const begun = draftOf(fields, original);
  let record = original;
  for (const field of fields) {
    const hidden = field.when?.(draft) === false;
    const input = draft[field.path] ?? '';
    const before = valueAt(original, field.path);
    const leaves = hidden && field.when?.(begun) !== false;
    const read = leaves
      ? { value: undefined }
      : same(input, inputOf(field, before))
        ? { value: before }
        : stored(field, input);
    if ('fault' in read) {
      faults.set(field.path, read.fault);
      continue;
    }
    if (read.value === undefined && !hidden && field.required) faults.set(field.path, 'required');
    if (read.value !== before) record = withValue(record, field.path.split('.'), read.value);
  }
  return { record, faults };
}

function inputOf(field: Field, value: unknown): DraftValue {
  switch (field.kind) {
    case 'switch':
      return typeof value === 'boolean' ? value : field.unset;
    case 'tags':
      return Array.isArray(value) ? value.map(String) : [];
    case 'money':
      return typeof value === 'number' ? decimalOf(value) : '';
    case 'percent':
      return typeof value === 'number' ? String(value / 100) : '';
    case 'moment':
      return typeof value === 'string' ? value.slice(0, 16) : '';
    case 'held':
      return { held: value };
    case 'integer':
    case 'decimal':
    case 'text':
    case 'code':
    case 'select':
      return value === undefined || value === null ? '' : String(value);
  }
}

type Read = { readonly value: unknown } | { readonly fault: DraftFault };

function stored(field: Field, input: DraftValue): Read {
  if (typeof input === 'boolean') return { value: input };
  if (isHeld(input)) return { value: input.held };
  if (typeof input !== 'string') return { value: input.length === 0 ? undefined : input };
  const text = input.trim();
  if (text === '') return { value: undefined };
  switch (field.kind) {
    case 'money':
      return numberOr(microsOf(text), 'amount');
    case 'integer':
      return numberOr(/^\d{1,15}$/.test(text) ? Number(text) : undefined, 'integer');
    case 'decimal':
      return numberOr(/^\d{1,9}(\.\d{1,6})?$/.test(text) ? Number(text) : undefined, 'decimal');
    case 'percent': {
      const percent = Number(text);
      const fits = Number.isFinite(percent) && percent >= 0 && percent <= 100;
      return numberOr(fits ? Math.round(percent * 100) : undefined, 'percent');
    }
    case 'moment': {
      const at = new Date(`${text}Z`);
      return Number.isNaN(at.getTime()) ? { fault: 'moment' } : { value: at.toISOString() };
    }
    case 'code':
      return { value: input };
    default:
      return { value: text };
  }
}

function numberOr(value: number | undefined, fault: DraftFault): Read {
  return value === undefined ? { fault } : { value };
}

/** Whether an input still shows what a stored value made it show. */
function same(input: DraftValue, shown: DraftValue): boolean {
  if (isHeld(input) || isHeld(shown)) return isHeld(input) && isHeld(shown) && input.held === shown.held;
  return typeof input === 'object' ? JSON.stringify(input) === JSON.stringify(shown) : input === shown;
}

/** The member at a dotted path; undefined where any step is missing. */
export function valueAt(record: unknown, path: string): unknown {
  let value: unknown = record;
  for (const step of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, step);
  }
  return value;
}

/** A copy with `value` at the path; undefined removes it, and what becomes empty by that goes too. */
function withValue(record: JsonObject, steps: readonly string[], value: unknown): JsonObject {
  const [step = '', ...rest] = steps;
  const { [step]: before, ...others } = record;
  const after = rest.length === 0 ? value : nested(before, rest, { value });
  return after === undefined ? others : { ...record, [step]: after };
}

function nested(before: unknown, steps: readonly string[], { value }: { value: unknown }): unknown {
  const inList = /^\d+$/.test(steps[0] ?? '');
  const children = typeof before === 'object' && before !== null ? before : {};
  const changed = withValue({ ...children }, steps, value);
  if (Object.keys(changed).length === 0) return undefined;
  return inList ? Object.values(changed) : changed;
}
