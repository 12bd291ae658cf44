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
  /** Shown only while this holds. A hidden field's value is left out of the record. */
  readonly when?: (draft: Draft) => boolean;
}

/**
 * One field of a record's form.
 *
 * - `money`: typed as a decimal in the currency, stored in micros
 * - `percent`: typed in percent, stored in basis points
 * - `moment`: typed as UTC date and time, stored as ISO text
 * - `json`: typed as JSON text, stored as what it says
 */
export type Field =
  | (FieldBase & { readonly kind: 'text' | 'code' | 'integer' | 'decimal' | 'percent' | 'moment' | 'switch' })
  | (FieldBase & { readonly kind: 'tags'; readonly choices?: readonly Choice[] })
  | (FieldBase & { readonly kind: 'money'; readonly unit: string })
  | (FieldBase & { readonly kind: 'select'; readonly choices: readonly Choice[] })
  | (FieldBase & {
      readonly kind: 'json';
      readonly templates: readonly { readonly label: string; readonly text: string }[];
    });

export type DraftValue = string | boolean | readonly string[];

/** What stands in the form's inputs, by path. */
export type Draft = Readonly<Record<string, DraftValue>>;

/** Messages under the inputs, by path; those that belong to no input stand under ''. */
export type FieldFaults = Readonly<Record<string, readonly string[]>>;
