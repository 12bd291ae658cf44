import {
  MultiSelect,
  Select,
  Stack,
  Switch,
  TagsInput,
  Text,
  Textarea,
  type TextareaProps,
  TextInput,
} from '@mantine/core';
import type { ReactNode } from 'react';
import { type Draft, type DraftValue, type Field, type FieldFaults, isHeld } from './field.ts';

interface FieldInputProps {
  readonly field: Field;
  readonly draft: Draft;
  readonly faults: FieldFaults;
  readonly disabled: boolean;
  /** Shown, but not to be changed: the id of a stored record. */
  readonly fixed: boolean;
  readonly onChange: (value: DraftValue) => void;
}

/** The input for one field. Messages stand under it and are announced with it. */
export function FieldInput({ field, draft, faults: all, disabled, fixed, onChange }: FieldInputProps) {
  const value = draft[field.path] ?? '';
  const faults = all[field.path] ?? [];
  const text = typeof value === 'string' ? value : '';
  const list = Array.isArray(value) ? value.map(String) : [];
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
    case 'held':
      return <HeldField {...{ field, draft, disabled, onChange }} value={value} faults={all} />;
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
          rightSection={unitOf(field, draft)}
          rightSectionWidth={field.kind === 'money' ? 84 : undefined}
          rightSectionPointerEvents="none"
        />
      );
  }
}

type HeldFieldProps = Omit<FieldInputProps, 'field' | 'fixed'> & {
  readonly field: Extract<Field, { kind: 'held' }>;
  readonly value: DraftValue;
};

/** An input of its own, with the faults of the whole value under it. */
function HeldField({ field, value, draft, faults, disabled, onChange }: HeldFieldProps) {
  const own = faults[field.path] ?? [];
  return (
    <Stack gap={4}>
      {field.input({
        path: field.path,
        label: field.label,
        required: field.required ?? false,
        disabled,
        value: isHeld(value) ? value.held : undefined,
        faults,
        draft,
        onChange: (held) => onChange({ held }),
      })}
      {own.length > 0 && (
        <Text size="xs" c="var(--mantine-color-error)" role="alert">
          {messages(own)}
        </Text>
      )}
    </Stack>
  );
}

interface CodeAreaProps
  extends Pick<TextareaProps, 'label' | 'description' | 'error' | 'disabled' | 'required'> {
  readonly value: string;
  readonly onText: (text: string) => void;
}

function CodeArea({ onText, ...props }: CodeAreaProps) {
  return (
    <Textarea
      {...props}
      onChange={(event) => onText(event.currentTarget.value)}
      autosize
      minRows={6}
      maxRows={18}
      spellCheck={false}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12.5 } }}
    />
  );
}

function messages(faults: readonly string[]): ReactNode {
  return faults.map((fault) => (
    <span key={fault} style={{ display: 'block' }}>
      {fault}
    </span>
  ));
}

function unitOf(field: Field, draft: Draft): ReactNode {
  if (field.kind === 'money') {
    const unit = typeof field.unit === 'string' ? field.unit : field.unit(draft);
    return <span style={{ fontSize: 12 }}>{unit}</span>;
  }
  return field.kind === 'percent' ? '%' : undefined;
}
