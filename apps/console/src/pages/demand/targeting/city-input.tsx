import { type ComboboxItem, type OptionsFilter, TagsInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { createContext, use, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputProps } from '../../../schema-form/form-context.ts';
import { listOf } from '../../../schema-form/members.ts';
import { useInputFrame } from '../../../schema-form/use-input-frame.ts';
import { countryName } from '../../../texts/countries.ts';
import { type CityChoice, cityChoices, plainName, unlisted } from './city-choices.ts';

const Countries = createContext<readonly unknown[]>([]);
/** Around a targeting's inputs: the countries that it names. */
export const CountriesProvider = Countries;

/** More are found by typing. */
const SHOWN_MAX = 100;

/** Cities by name: the larger ones to choose from, any other as it is typed. Says which of them no larger city has. */
export function CityInput({ value, onChange, ...props }: InputProps) {
  const { t } = useTranslation();
  const { description, ...frame } = useInputFrame(props);
  const countries = use(Countries);
  const choices = useCityChoices(countries);
  const chosen = listOf(value).map(String);
  const unknown = choices === undefined ? [] : unlisted(chosen, choices);
  return (
    <TagsInput
      {...frame}
      description={
        <>
          {description}
          {unknown.length > 0 && (
            <span role="status" style={{ display: 'block', color: 'var(--console-warning)' }}>
              {t('targeting.unlistedCities', {
                cities: unknown.join(', '),
                within: countries.length > 0 ? t('targeting.withinCountries') : '',
              })}
            </span>
          )}
        </>
      }
      data={choices ?? []}
      filter={byPlainName}
      limit={SHOWN_MAX}
      value={chosen}
      onChange={(next) => onChange(next.length === 0 ? undefined : next)}
      splitChars={[',', ';']}
      clearable
    />
  );
}

/** None until the list has come. */
function useCityChoices(countries: readonly unknown[]): readonly CityChoice[] | undefined {
  const { i18n } = useTranslation();
  const { language } = i18n;
  const { data } = useQuery({
    queryKey: ['cities'],
    queryFn: async () => (await import('@jianchat/snapshot/cities')).cities(),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return useMemo(
    () =>
      data && cityChoices(data, { countries, countryName: (code) => countryName(code, language) ?? code }),
    [data, countries, language],
  );
}

const byPlainName: OptionsFilter = ({ options, search, limit }) => {
  const wanted = plainName(search);
  const found: ComboboxItem[] = [];
  for (const option of options) {
    if (found.length >= limit) break;
    if ('label' in option && 'value' in option && plainName(option.label).includes(wanted))
      found.push(option);
  }
  return found;
};
