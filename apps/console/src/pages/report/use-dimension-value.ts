import type { ReportDimension } from '@jianchat/api-contract';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format/use-format.ts';
import { countryName } from '../../texts/countries.ts';
import { useWords } from '../../texts/words.ts';
import { OTHERS } from './report-rows.ts';

/** A dimension's value as the reader knows it: a country by name, an hour on the clock. */
export function useDimensionValue(): (dimension: ReportDimension, value: string) => string {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const word = useWords();
  return useCallback(
    (dimension, value) => {
      if (value === OTHERS) return t('report.others');
      switch (dimension) {
        case 'hour':
          return format.dayHour(value);
        case 'day':
          return format.day(value);
        case 'country':
          return countryName(value, i18n.language) ?? t('common.unknown');
        case 'device_type':
          return word('device', value);
        default:
          return value === '' ? t('common.unnamed') : value;
      }
    },
    [t, i18n.language, format, word],
  );
}
