import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

/** Groups of the texts whose keys come from the server: policy, vocabulary and ledger may have more than we know. */
export type WordGroup =
  | 'device'
  | 'mediaKind'
  | 'purpose'
  | 'regime'
  | 'privacyReason'
  | 'floor'
  | 'bidReason'
  | 'ledgerKind';

/** A function that gives the word for a code in the reader's language; a code without one is made readable. */
export function useWords(): (group: WordGroup, code: string, otherwise?: string) => string {
  const { t } = useTranslation();
  return useCallback(
    (group, code, otherwise) => {
      const words: Readonly<Record<string, string>> = t(group, { returnObjects: true });
      return wordOf(words, code) ?? (otherwise || humanise(code));
    },
    [t],
  );
}

function wordOf(words: Readonly<Record<string, string>>, code: string): string | undefined {
  return Object.hasOwn(words, code) ? words[code] : undefined;
}

/** `notCollected`, `not_collected` and `not-collected` as "Not collected"; a sentence stays as it is. */
export function humanise(code: string): string {
  if (code.includes(' ')) return code;
  const spaced = code
    .replace(/([a-z0-9])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`)
    .replace(/[._-]+/g, ' ');
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
