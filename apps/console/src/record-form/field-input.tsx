import {
  Button,
  Group,
  MultiSelect,
  Select,
  Stack,
  Switch,
  TagsInput,
  Textarea,
  TextInput,
} from '@mantine/core';
import type { ReactNode } from 'react';
import type { DraftValue, Field } from './field.ts';

interface FieldInputProps {
  readonly field: Field;
  readonly value: DraftValue;
  readonly faults: readonly string[];
  readonly disabled: boolean;
  /** Shown, but not to be changed: the id of a stored record. */
  readonly fixed: boolean;
  readonly onChange: (value: DraftValue) => void;
}

/** The input for one field. Messages stand under it and are announced with it. */
export function FieldInput({ field, value, faults, disabled, fixed, onChange }: FieldInputProps) {
  const text = typeof value === 'string' ? value : '';
  const list = typeof value === 'string' || typeof value === 'boolean' ? [] : [...value];
  const common = {
    label: field.label,
    description: field.hint,
    error: faults.length === 0 ? undefined : messages(faults),
    disabled,
    required: field.required ?? false,
  };
  switch (field.kind) {
    case 'switch':
      return (
        <Switch
          {...common}
          required={false}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    case 'select':
      return (
        <Select
          {...common}
          data={[...field.choices]}
          value={text === '' ? null : text}
          onChange={(next) => onChange(next ?? '')}
          searchable={field.choices.length > 8}
          allowDeselect={!field.required}
        />
      );
    case 'tags':
      return field.choices ? (
        <MultiSelect
          {...common}
          data={[...field.choices]}
          value={list}
          onChange={onChange}
          searchable
          clearable
        />
      ) : (
        <TagsInput {...common} value={list} onChange={onChange} splitChars={[',', ' ', ';']} />
      );
    case 'json':
      return <JsonField field={field} common={common} text={text} onChange={onChange} />;
    case 'code':
      return <CodeArea {...common} value={text} onText={onChange} />;
    default:
      return (
        <TextInput
          {...common}
          value={text}
          readOnly={fixed}
          variant={fixed ? 'filled' : 'default'}
          onChange={(event) => onChange(event.currentTarget.value)}
          type={field.kind === 'moment' ? 'datetime-local' : 'text'}
          inputMode={field.kind === 'money' || field.kind === 'percent' ? 'decimal' : undefined}
          rightSection={unitOf(field)}
          rightSectionWidth={field.kind === 'money' ? 84 : undefined}
          rightSectionPointerEvents="none"
        />
      );
  }
}

function messages(faults: readonly string[]): ReactNode {
  return faults.map((fault) => (
    <span key={fault} style={{ display: 'block' }}>
      {fault}
    </span>
  ));
}

function unitOf(field: Field): ReactNode {
  if (field.kind === 'money') return <span style={{ fontSize: 12 }}>{field.unit}</span>;
  return field.kind === 'percent' ? '%' : undefined;
}

interface Common {
  readonly label: string;
  readonly description: string | undefined;
  readonly error: ReactNode;
  readonly disabled: boolean;
  readonly required: boolean;
}

function CodeArea({
  value,
  onText,
  ...common
}: Common & { readonly value: string; readonly onText: (text: string) => void }) {
  return (
    <Textarea
      {...common}
      value={value}
      onChange={(event) => onText(event.currentTarget.value)}
      autosize
      minRows={6}
      maxRows={18}
      spellCheck={false}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12.5 } }}
    />
  );
}

interface JsonFieldProps {
  readonly field: Extract<Field, { kind: 'json' }>;
  readonly common: Common;
  readonly text: string;
  readonly onChange: (value: DraftValue) => void;
}

/** JSON text with starting points to choose from while it is empty. */
function JsonField({ field, common, text, onChange }: JsonFieldProps) {
  return (
    <Stack gap={6}>
      <CodeArea {...common} value={text} onText={onChange} />
      {field.templates.length > 0 && text.trim() === '' && !common.disabled && (
        <Group gap={6}>
          {field.templates.map((template) => (
            <Button
              key={template.label}
              size="compact-xs"
              variant="light"
              onClick={() => onChange(template.text)}
            >
              {template.label}
            </Button>
          ))}
        </Group>
      )}
    </Stack>
  );
}
