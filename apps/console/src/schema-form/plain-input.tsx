import { MultiSelect, NumberInput, Select, Switch, TagsInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { MICROS } from '../format/money.ts';
import type { Choice } from '../record-form/field.ts';
import { givenAt, type InputProps, useForm } from './form-context.ts';
import type { Widget } from './form-schema.ts';
import { listOf } from './members.ts';
import { useFormWords } from './use-form-words.ts';
import { useInputFrame } from './use-input-frame.ts';

type PlainWidget = Exclude<Widget, { kind: 'group' | 'variants' | 'rows' | 'map' | 'json' }>;
type PlainProps = InputProps & { readonly widget: PlainWidget };

const MANY = 8;

/** An input for one value, or for a list of such. */
export function PlainInput(props: PlainProps) {
  const { widget, path } = props;
  const { choices } = useForm();
  const words = useFormWords();
  const offered = givenAt(choices, path);
  switch (widget.kind) {
    case 'boolean':
      return <BooleanInput {...props} />;
    case 'choice':
    case 'choices': {
      const named = widget.options.map((option) => ({
        value: String(option),
        label: words.option(path, option),
      }));
      const numbers = typeof widget.options[0] === 'number';
      return widget.kind === 'choice' ? (
        <OneOf {...props} choices={named} numbers={numbers} />
      ) : (
        <SomeOf {...props} choices={named} numbers={numbers} />
      );
    }
    case 'tags':
      return offered ? (
        <SomeOf {...props} choices={offered} numbers={widget.numbers} />
      ) : (
        <Tags {...props} numbers={widget.numbers} />
      );
    case 'text':
      return offered ? <OneOf {...props} choices={offered} numbers={false} /> : <Text {...props} />;
    case 'moment':
      return <Moment {...props} />;
    default:
      return <Amount {...props} kind={widget.kind} />;
  }
}

/** Two states where the schema has a default, else a third: nothing said. */
function BooleanInput({ schema, value, onChange, ...props }: InputProps) {
  const { t } = useTranslation();
  const frame = useInputFrame({ ...props, schema });
  if (typeof schema.default === 'boolean' || props.required) {
    return (
      <Switch
        {...frame}
        required={false}
        checked={typeof value === 'boolean' ? value : schema.default === true}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    );
  }
  return (
    <Select
      {...frame}
      placeholder={t('form.unset')}
      data={[
        { value: 'true', label: t('form.yes') },
        { value: 'false', label: t('form.no') },
      ]}
      value={typeof value === 'boolean' ? String(value) : null}
      onChange={(next) => onChange(next === null ? undefined : next === 'true')}
      clearable
    />
  );
}

interface Offered {
  readonly choices: readonly Choice[];
  readonly numbers: boolean;
}

function OneOf({ schema, path, value, onChange, choices, numbers, ...props }: InputProps & Offered) {
  const { t } = useTranslation();
  const words = useFormWords();
  const frame = useInputFrame({ ...props, path, schema });
  const standard = schema.default;
  const known = typeof standard === 'string' || typeof standard === 'number';
  return (
    <Select
      {...frame}
      data={withStored(choices, value === undefined ? [] : [String(value)])}
      value={value === undefined ? null : String(value)}
      placeholder={known ? words.option(path, standard) : t('form.unset')}
      onChange={(next) => onChange(next === null ? undefined : numbers ? Number(next) : next)}
      searchable={choices.length > MANY}
      clearable={!props.required}
      allowDeselect={!props.required}
    />
  );
}

/** More are found by typing. */
const SHOWN_MAX = 300;

function SomeOf({ value, onChange, choices, numbers, ...props }: InputProps & Offered) {
  const { t } = useTranslation();
  const frame = useInputFrame(props);
  const chosen = listOf(value).map(String);
  return (
    <MultiSelect
      {...frame}
      data={withStored(choices, chosen)}
      value={chosen}
      onChange={(next) => onChange(next.length === 0 ? undefined : numbers ? next.map(Number) : next)}
      nothingFoundMessage={t('form.nothingFound')}
      limit={SHOWN_MAX}
      searchable
      clearable
    />
  );
}

/** What is stored can be chosen, also when it is none of the choices any more. */
function withStored(choices: readonly Choice[], stored: readonly string[]): Choice[] {
  const unknown = stored.filter((value) => !choices.some((choice) => choice.value === value));
  return [...choices, ...unknown.map((value) => ({ value, label: value }))];
}

function Tags({ value, onChange, numbers, ...props }: InputProps & { readonly numbers: boolean }) {
  const frame = useInputFrame(props);
  const change = (tags: readonly string[]) => {
    const read = numbers ? tags.map(Number).filter(Number.isFinite) : tags;
    onChange(read.length === 0 ? undefined : read);
  };
  return <TagsInput {...frame} value={listOf(value).map(String)} onChange={change} splitChars={[',', ';']} />;
}

function Text({ schema, value, onChange, ...props }: InputProps) {
  const frame = useInputFrame({ ...props, schema });
  return (
    <TextInput
      {...frame}
      placeholder={typeof schema.default === 'string' ? schema.default : ''}
      value={typeof value === 'string' || typeof value === 'number' ? String(value) : ''}
      onChange={(event) => onChange(event.currentTarget.value === '' ? undefined : event.currentTarget.value)}
    />
  );
}

/** In UTC, as everything that is stored. */
function Moment({ value, onChange, ...props }: InputProps) {
  const frame = useInputFrame(props);
  const change = (text: string) => onChange(text === '' ? undefined : new Date(`${text}Z`).toISOString());
  return (
    <TextInput
      {...frame}
      type="datetime-local"
      value={typeof value === 'string' ? value.slice(0, 16) : ''}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}

const UNIT = { number: 1, money: MICROS, percent: 100 } as const;

function Amount({
  schema,
  value,
  onChange,
  kind,
  ...props
}: InputProps & { readonly kind: keyof typeof UNIT }) {
  const { currency } = useForm();
  const frame = useInputFrame({ ...props, schema });
  const unit = UNIT[kind];
  const shown = (stored: unknown) => (typeof stored === 'number' ? stored / unit : '');
  const decimals = kind === 'money' ? 6 : kind === 'percent' ? 2 : schema.type === 'number' ? 6 : 0;
  return (
    <NumberInput
      {...frame}
      value={shown(value)}
      placeholder={String(shown(schema.default))}
      onChange={(next) => onChange(typeof next === 'number' ? stored(next, unit) : undefined)}
      decimalScale={decimals}
      allowNegative={(schema.minimum ?? 0) < 0}
      thousandSeparator=" "
      hideControls
      rightSection={kind === 'percent' ? '%' : kind === 'money' ? <small>{currency}</small> : undefined}
      rightSectionWidth={kind === 'money' ? 76 : undefined}
      rightSectionPointerEvents="none"
    />
  );
}

const stored = (shown: number, unit: number): number => (unit === 1 ? shown : Math.round(shown * unit));
