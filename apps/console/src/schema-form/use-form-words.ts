import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { humanise } from '../texts/words.ts';
import { type InputProps, patternOf } from './form-context.ts';

type Words = Readonly<Record<string, string>>;

/**
 * Words for members and their values. The longest path of a member that has words wins: `caps_of`, else `of`; a member
 * without any is made readable, so that one that was just added to a schema can be used before it has words.
 */
export function useFormWords() {
  const { t, i18n } = useTranslation();
  const members: Words = useMemo(() => t('member', { returnObjects: true }), [t]);
  const hints: Words = useMemo(() => t('memberHint', { returnObjects: true }), [t]);
  const values: Words = useMemo(() => t('memberValue', { returnObjects: true }), [t]);
  const label = useCallback((path: string) => wordFor(members, path) ?? humanise(lastOf(path)), [members]);
  const hint = useCallback((path: string) => wordFor(hints, path), [hints]);
  const option = useCallback(
    (path: string, value: string | number) =>
      wordAt(values, [...stepsOf(path), String(value)]) ??
      (typeof value === 'number' ? String(value) : value),
    [values],
  );
  /** What stands around an input: what its schema says of itself comes before the words for its name. */
  const frame = useCallback(
    (input: Pick<InputProps, 'label' | 'path' | 'schema'>): { label: string; hint: string | undefined } => {
      const { words: own, title, description } = input.schema;
      const language = i18n.language === 'zh' ? 'zh' : 'en';
      return {
        label: input.label ?? own?.label[language] ?? title ?? label(input.path),
        hint: own === undefined ? (description ?? hint(input.path)) : own.hint?.[language],
      };
    },
    [i18n.language, label, hint],
  );
  return { label, hint, option, frame };
}

const stepsOf = (path: string): readonly string[] =>
  patternOf(path)
    .split('.')
    .filter((step) => step !== '*');

const lastOf = (path: string): string => stepsOf(path).at(-1) ?? '';

const wordFor = (words: Words, path: string): string | undefined => wordAt(words, stepsOf(path));

function wordAt(words: Words, steps: readonly string[]): string | undefined {
  for (let from = 0; from < steps.length; from += 1) {
    const key = steps.slice(from).join('_');
    if (Object.hasOwn(words, key)) return words[key];
  }
  return undefined;
}
