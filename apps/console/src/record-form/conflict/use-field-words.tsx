import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { decimalOf } from '../../format/money.ts';
import { type Format, useFormat } from '../../format/use-format.ts';
import { useFormWords } from '../../schema-form/use-form-words.ts';
import type { Field } from '../field.ts';

/** Members and their values in words: as the form's fields say them, else by the words of the schema. */
export function useFieldWords(fields: readonly Field[]) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useFormWords();
  const label = (path: string): string => {
    const exact = fields.find((field) => field.path === path);
    const around = fields.find((field) => path.startsWith(`${field.path}.`));
    if (exact) return exact.label;
    return around ? `${around.label} · ${words.label(path)}` : words.label(path);
  };
  const value = (path: string, given: unknown): ReactNode => {
    if (given === undefined)
      return (
        <Text span size="sm" c="dimmed">
          {t('form.unset')}
        </Text>
      );
    if (typeof given === 'boolean') return given ? t('form.yes') : t('form.no');
    const field = fields.find((each) => each.path === path);
    const text = field && fieldText(field, given, format);
    if (text !== undefined) return text;
    if (typeof given === 'number' && path.endsWith('Micros')) return decimalOf(given);
    if (typeof given === 'string' || typeof given === 'number') return words.option(path, given);
    if (Array.isArray(given) && given.every((item) => typeof item !== 'object')) return given.join(', ');
    return <code className="mono">{JSON.stringify(given, null, 1)}</code>;
  };
  return { label, value };
}

/** A value as the form's input of it would read; undefined where the input has no text of its own. */
function fieldText(field: Field, value: unknown, format: Format): string | undefined {
  switch (field.kind) {
    case 'money':
      return typeof value === 'number' ? decimalOf(value) : undefined;
    case 'percent':
      return typeof value === 'number' ? format.percent(value / 10_000) : undefined;
    case 'moment':
      return typeof value === 'string' ? format.moment(value) : undefined;
    case 'select':
      return field.choices.find((choice) => choice.value === value)?.label;
    case 'tags':
      return Array.isArray(value)
        ? value
            .map((item) => field.choices?.find((choice) => choice.value === item)?.label ?? String(item))
            .join(', ')
        : undefined;
    case 'text':
    case 'code':
      return String(value);
    default:
      return undefined;
  }
}
