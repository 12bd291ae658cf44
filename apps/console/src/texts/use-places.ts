import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Choice } from '../record-form/field.ts';
import { countryName } from './countries.ts';

const LETTERS = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
/** Codes that name no country: groupings, and what is set aside for users. */
const NONE = new Set(['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ']);

/** Whatever the runtime has a name for, by name in the reader's language. */
export function useCountryChoices(): readonly Choice[] {
  const { i18n } = useTranslation();
  return useMemo(() => countryChoices(i18n.language), [i18n.language]);
}

function countryChoices(language: string): readonly Choice[] {
  const codes = LETTERS.flatMap((first) => LETTERS.map((second) => first + second));
  const named = codes.flatMap((code) => {
    const name = NONE.has(code) ? undefined : countryName(code, language);
    return name === undefined || name === code ? [] : [{ value: code, label: `${name} (${code})` }];
  });
  return named.sort((a, b) => a.label.localeCompare(b.label, language));
}

/** None until they have come: the list is long, and only forms of targeting want it. */
export function useRegionChoices(): readonly Choice[] {
  const { i18n } = useTranslation();
  const { data } = useQuery({
    queryKey: ['regions', i18n.language],
    queryFn: () => regionChoices(i18n.language),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data ?? NOTHING;
}

const NOTHING: readonly Choice[] = [];

async function regionChoices(language: string): Promise<readonly Choice[]> {
  const [{ regions }, { zhRegions }] = await Promise.all([
    import('@jianchat/snapshot/regions'),
    import('./zh-regions.ts'),
  ]);
  const own: Readonly<Record<string, string>> = language === 'zh' ? zhRegions : {};
  return regions().map(({ code, country, name }) => ({
    value: code,
    label: `${countryName(country, language) ?? country} · ${own[code] ?? name} (${code})`,
  }));
}

const LANGUAGES =
  'ar bg bn ca cs da de el en es et fa fi fr he hi hr hu id it ja ko lt lv ms nl no pl pt ro ru sk sl sr sv ta th tr uk ur vi zh'.split(
    ' ',
  );

export function useLanguageChoices(): readonly Choice[] {
  const { i18n } = useTranslation();
  return useMemo(() => {
    const names = new Intl.DisplayNames([i18n.language], { type: 'language' });
    return LANGUAGES.map((code) => ({ value: code, label: `${names.of(code)} (${code})` }));
  }, [i18n.language]);
}
