import type { ReactNode } from 'react';
import { FormContext, type FormMeans } from './form-context.ts';
import { SchemaInput } from './schema-input.tsx';

type SchemaFormProps = Pick<FormMeans, 'disabled' | 'faults'> &
  Partial<Pick<FormMeans, 'currency' | 'choices' | 'widgets'>> & { readonly children: ReactNode };

const NOTHING = {};

/** What inputs made from schemas stand in. */
export function SchemaForm(props: SchemaFormProps) {
  const { disabled, faults, currency = '', choices = NOTHING, widgets = NOTHING, children } = props;
  return (
    <FormContext value={{ Input: SchemaInput, disabled, faults, currency, choices, widgets }}>
      {children}
    </FormContext>
  );
}
