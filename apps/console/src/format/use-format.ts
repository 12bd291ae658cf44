import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMoney, type MoneyOptions } from './money.ts';
import {
  formatChange,
  formatCompact,
  formatCount,
  formatMs,
  formatPercent,
  formatPoints,
  formatRate,
  formatWholePercent,
} from './number.ts';
import {
  formatClock,
  formatDate,
  formatDay,
  formatDayHour,
  formatHour,
  formatMoment,
  formatNearDay,
} from './time.ts';

/** The formatters bound to the chosen language. */
export function useFormat() {
  const { i18n } = useTranslation();
  const locale = i18n.language === 'zh' ? 'zh-CN' : 'en';
  return useMemo(
    () => ({
      money: (micros: number, currency: string, options: MoneyOptions = {}) =>
        formatMoney(micros, currency, { ...options, locale }),
      count: (value: number) => formatCount(value, locale),
      compact: (value: number) => formatCompact(value, locale),
      percent: (value: number) => formatPercent(value, locale),
      rate: (value: number) => formatRate(value, locale),
      wholePercent: (value: number) => formatWholePercent(value, locale),
      change: (value: number) => formatChange(value, locale),
      points: (value: number) => formatPoints(value, locale),
      ms: (value: number) => formatMs(value, locale),
      hour: (iso: string) => formatHour(iso, locale),
      day: (iso: string) => formatDay(iso, locale),
      nearDay: (iso: string) => formatNearDay(iso, { locale, nowMs: Date.now() }),
      date: (iso: string) => formatDate(iso, locale),
      dayHour: (iso: string) => formatDayHour(iso, locale),
      clock: (ms: number) => formatClock(ms, locale),
      moment: (iso: string) => formatMoment(iso, locale),
    }),
    [locale],
  );
}

export type Format = ReturnType<typeof useFormat>;
