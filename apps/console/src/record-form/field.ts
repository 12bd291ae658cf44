import type { ReactNode } from 'react';

/** A choice of a select field. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

interface FieldBase {
  /** Where the value stands in the record: `name`, `targeting.countries`, `files.0.url`. */
  readonly path: string;
  readonly label: string;
  readonly hint?: string;
  readonly required?: boolean;
  /** Heading of the part of the form that it stands in; the first field of a part begins it. */
  readonly section?: string;
  /** Shown only while this holds. A hidden field's value is left out of the record. */
  readonly when?: (draft: Draft) => boolean;
}

/**
 * One field of a record's form.
 *
 * - `money`: typed as a decimal in the currency, stored in micros
 * - `percent`: typed in percent, stored in basis points
 * - `moment`: typed as UTC date and time, stored as ISO text
 * - `switch`: `unset` is what the server takes where the record leaves it out
 * - `held`: an input of its own, which holds the stored value as it is
 */
export type Field =
  | (FieldBase & { readonly kind: 'text' | 'code' | 'integer' | 'decimal' | 'percent' | 'moment' })
  | (FieldBase & { readonly kind: 'switch'; readonly unset: boolean })
  | (FieldBase & { readonly kind: 'tags'; readonly choices?: readonly Choice[] })
  | (FieldBase & { readonly kind: 'money'; readonly unit: string | ((draft: Draft) => string) })
  | (FieldBase & { readonly kind: 'select'; readonly choices: readonly Choice[] })
  | (FieldBase & { readonly kind: 'held'; readonly input: (props: HeldProps) => ReactNode });

/** What stands in an input: text as typed, or a value that its input keeps whole. */
export type DraftValue = string | boolean | readonly string[] | Held;

export interface Held {
  readonly held: unknown;
}

export interface HeldProps {
  readonly path: string;
  readonly label: string;
  readonly required: boolean;
  readonly disabled: boolean;
  readonly value: unknown;
  readonly faults: FieldFaults;
  readonly draft: Draft;
  /** Undefined = the member is left out. */
  readonly onChange: (value: unknown) => void;
}

/** What stands in the form's inputs, by path. */
export type Draft = Readonly<Record<string, DraftValue>>;

/** What a held field's input holds. */
export function heldIn(draft: Draft, path: string): unknown {
  const value = draft[path];
  return isHeld(value) ? value.held : undefined;
}

export const isHeld = (value: DraftValue | undefined): value is Held =>
  typeof value === 'object' && 'held' in value;

/** Messages under the inputs, by path; those that belong to no input stand under ''. */
export type FieldFaults = Readonly<Record<string, readonly string[]>>;
