import { FORM_SCHEMAS, type FormName } from '../generated/form-schemas.gen.ts';
import type { Field } from './field.ts';
import { schemaField } from './schema-field.tsx';

type Words = { readonly label: (path: string) => string };

/** Fields for the members of a record that the given ones leave out, so that a new member has a form before a place. */
export function otherFields(name: FormName, fields: readonly Field[], words: Words): readonly Field[] {
  const taken = new Set(fields.map(({ path }) => path.split('.')[0]));
  const { properties = {}, required = [] } = FORM_SCHEMAS[name];
  return Object.entries(properties)
    .filter(([member]) => !taken.has(member))
    .map(([member, schema]) =>
      schemaField({ path: member, label: words.label(member), schema, required: required.includes(member) }),
    );
}
