import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputProps } from './form-context.ts';
import { useInputFrame } from './use-input-frame.ts';

const printed = (value: unknown): string => (value === undefined ? '' : JSON.stringify(value, null, 2));

/** What has no form is entered as JSON. Text that cannot be read changes nothing, and says so. */
export function JsonInput(props: InputProps) {
  const { value, onChange } = props;
  const { t } = useTranslation();
  const frame = useInputFrame(props);
  const [typed, setTyped] = useState<{ readonly text: string; readonly bad: boolean }>();
  const change = (text: string) => {
    const read = readJson(text);
    setTyped({ text, bad: read === undefined });
    if (read !== undefined) onChange(read.value);
  };
  return (
    <Textarea
      {...frame}
      error={typed?.bad ? t('form.faults.json') : frame.error}
      value={typed?.text ?? printed(value)}
      onChange={(event) => change(event.currentTarget.value)}
      onBlur={() => setTyped((last) => (last?.bad ? last : undefined))}
      autosize
      minRows={3}
      maxRows={18}
      spellCheck={false}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12.5 } }}
    />
  );
}

function readJson(text: string): { readonly value: unknown } | undefined {
  if (text.trim() === '') return { value: undefined };
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
