import { Select, SimpleGrid, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type InputProps, useForm } from './form-context.ts';
import { type FormSchema, optionsOf, variantFor, type Widget, widgetOf } from './form-schema.ts';
import { membersOf, withMember } from './members.ts';
import { useFormWords } from './use-form-words.ts';

type Properties = Readonly<Record<string, FormSchema>>;

/** An object's members; small inputs stand two abreast, what is nested takes a line of its own and can be folded away. */
export function GroupInput({ properties, ...props }: InputProps & { readonly properties: Properties }) {
  const { label, hint } = useFormWords().frame(props);
  return (
    <Fold title={label} hint={hint} value={props.value}>
      <Members {...props} properties={properties} />
    </Fold>
  );
}

interface FoldProps {
  readonly title: string;
  readonly hint?: string | undefined;
  readonly value: unknown;
  readonly children: ReactNode;
}

/** Open at first where something is entered inside. */
export function Fold({ title, hint, value, children }: FoldProps) {
  const [open, setOpen] = useState(saysSomething(value));
  return (
    <details className="form-fold" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      <Stack gap="sm" pt="xs">
        {hint && (
          <Text size="xs" c="dimmed">
            {hint}
          </Text>
        )}
        {children}
      </Stack>
    </details>
  );
}

/** An empty object says as much as none. */
const saysSomething = (value: unknown): boolean =>
  typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : value !== undefined;

interface MembersProps extends Pick<InputProps, 'path' | 'schema' | 'value' | 'onChange' | 'required'> {
  readonly properties: Properties;
  /** Members that stand elsewhere. */
  readonly without?: readonly string[];
}

/** The inputs of an object's members, without anything around them. */
export function Members({ path, schema, value, onChange, required, properties, without = [] }: MembersProps) {
  const { Input } = useForm();
  const members = membersOf(value);
  const shown = Object.entries(properties).filter(([name]) => !without.includes(name));
  const input = ([name, member]: [string, FormSchema]) => (
    <Input
      key={name}
      schema={member}
      path={path === '' ? name : `${path}.${name}`}
      required={schema.required?.includes(name) ?? false}
      value={members[name]}
      onChange={(next) => onChange(withMember(members, name, next) ?? (required ? {} : undefined))}
    />
  );
  const small = shown.filter(([name, member]) => isSmall(member, name));
  const large = shown.filter(([name, member]) => !isSmall(member, name));
  return (
    <>
      {small.length > 0 && (
        <SimpleGrid className="input-pairs" cols={{ base: 1, xs: 2 }} spacing="sm" verticalSpacing={0}>
          {small.map(input)}
        </SimpleGrid>
      )}
      {large.map(input)}
    </>
  );
}

const LARGE = ['group', 'rows', 'map', 'json', 'variants'];
const isSmall = (schema: FormSchema, name: string): boolean => !LARGE.includes(widgetOf(schema, name).kind);

type VariantsProps = InputProps & { readonly widget: Extract<Widget, { kind: 'variants' }> };

/** Which variant it is, and the members of that one. What another variant has as well is kept when the choice changes. */
export function VariantsInput({ widget, ...props }: VariantsProps) {
  const { path, value, onChange, required } = props;
  const { t } = useTranslation();
  const words = useFormWords();
  const frame = words.frame(props);
  const means = useForm();
  const { by, variants } = widget;
  const options = variants.flatMap((variant) => optionsOf(variant.properties?.[by] ?? {}) ?? []);
  const members = membersOf(value);
  const chosen = variantFor(widget, members[by]);
  const choose = (choice: string | null) => {
    const next = variantFor(widget, choice);
    const kept = Object.entries(members).filter(([name]) => next?.properties?.[name] !== undefined);
    onChange(next === undefined ? undefined : { ...Object.fromEntries(kept), [by]: choice });
  };
  return (
    <Stack gap="sm">
      <Select
        label={frame.label}
        description={frame.hint}
        error={(means.faults[path] ?? means.faults[`${path}.${by}`])?.join(' · ')}
        disabled={means.disabled}
        required={required}
        placeholder={t('form.unset')}
        data={options.map((option) => ({ value: String(option), label: words.option(path, option) }))}
        value={typeof members[by] === 'string' ? members[by] : null}
        onChange={choose}
        clearable={!required}
        allowDeselect={!required}
      />
      {chosen?.properties && Object.keys(chosen.properties).length > 1 && (
        <Members
          path={path}
          schema={chosen}
          value={members}
          required
          onChange={onChange}
          properties={chosen.properties}
          without={[by]}
        />
      )}
    </Stack>
  );
}
