import type { ComponentType, ReactNode } from 'react';
import type { InputProps } from '../schema-form/form-context.ts';
import type { FormSchema } from '../schema-form/form-schema.ts';
import { SchemaForm } from '../schema-form/schema-form.tsx';
import { SchemaInput } from '../schema-form/schema-input.tsx';
import type { Choice, Draft, Field } from './field.ts';

type Choices = Readonly<Record<string, readonly Choice[]>>;

interface SchemaFieldOptions {
  readonly path: string;
  readonly label: string;
  readonly schema: FormSchema | undefined | ((draft: Draft) => FormSchema | undefined);
  readonly required?: boolean;
  readonly section?: string;
  readonly when?: (draft: Draft) => boolean;
  readonly currency?: (draft: Draft) => string;
  /** Records to choose from, by path with `*` for each index. */
  readonly choices?: Choices | ((draft: Draft) => Choices);
  readonly widgets?: Readonly<Record<string, ComponentType<InputProps>>>;
  /** What there is to say of what stands in it. */
  readonly below?: (draft: Draft) => ReactNode;
}

/** A field whose input is made from its schema: what is added to the schema can be entered at once. */
export function schemaField(options: SchemaFieldOptions): Field {
  const { schema, currency, choices = {}, widgets = {}, below, ...base } = options;
  return {
    ...base,
    kind: 'held',
    input: ({ draft, disabled, faults, ...props }) => (
      <>
        <SchemaForm
          disabled={disabled}
          faults={within(faults, props.path)}
          currency={currency?.(draft) ?? ''}
          choices={typeof choices === 'function' ? choices(draft) : choices}
          widgets={widgets}
        >
          <SchemaInput {...props} schema={(typeof schema === 'function' ? schema(draft) : schema) ?? {}} />
        </SchemaForm>
        {below?.(draft)}
      </>
    ),
  };
}

/** The field itself shows its own faults; the inputs inside show theirs. */
function within<T>(faults: Readonly<Record<string, T>>, path: string): Readonly<Record<string, T>> {
  const { [path]: _, ...inside } = faults;
  return inside;
}
