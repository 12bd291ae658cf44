import { type ComponentType, createContext, useContext } from 'react';
import type { Choice, FieldFaults } from '../record-form/field.ts';
import type { FormSchema } from './form-schema.ts';

export interface InputProps {
  readonly schema: FormSchema;
  /** Where the value stands in the record: `settings.limits.pauseMs`, `caps.0.timesMax`. */
  readonly path: string;
  /** In place of the word for the member's name. */
  readonly label?: string | undefined;
  readonly required: boolean;
  readonly value: unknown;
  /** Undefined = the member is left out. */
  readonly onChange: (value: unknown) => void;
}

export interface FormMeans {
  /** The input for what stands inside: handed down, since it shows in turn what shows it. */
  readonly Input: ComponentType<InputProps>;
  readonly disabled: boolean;
  /** What amounts are in, where the record says; '' where not. */
  readonly currency: string;
  readonly faults: FieldFaults;
  /** Records to choose from, by path with `*` for each index (`bidders.*.bidder`), or wherever a name stands (`**.country`). */
  readonly choices: Readonly<Record<string, readonly Choice[]>>;
  /** Inputs made for one member, by such a path. */
  readonly widgets: Readonly<Record<string, ComponentType<InputProps>>>;
}

export const FormContext = createContext<FormMeans>({
  Input: () => null,
  disabled: false,
  currency: '',
  faults: {},
  choices: {},
  widgets: {},
});

export const useForm = (): FormMeans => useContext(FormContext);

/** What is given for a path, or wherever its last name stands. */
export const givenAt = <T>(given: Readonly<Record<string, T>>, path: string): T | undefined =>
  given[patternOf(path)] ?? given[`**.${nameOf(path)}`];

/** `caps.0.timesMax` as `caps.*.timesMax`. */
export const patternOf = (path: string): string => path.replace(/(?<=^|\.)\d+(?=\.|$)/g, '*');

/** The last step of a path that is a name: `timesMax`. */
export const nameOf = (path: string): string => path.split('.').findLast((step) => !/^\d+$/.test(step)) ?? '';
