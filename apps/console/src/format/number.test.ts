import { describe, expect, it } from 'vitest';
import {
  change,
  difference,
  formatChange,
  formatCompact,
  formatMs,
  formatPercent,
  formatPoints,
  formatRate,
  ratio,
} from './number.ts';
import { formatDay, formatDayHour, formatHour, formatNearDay } from './time.ts';

describe('shares and changes', () => {
  it('have no value where there is nothing to divide by', () => {
    expect(ratio(3, 4)).toBe(0.75);
    expect(ratio(3, 0)).toBeUndefined();
    expect(ratio(null, 4)).toBeUndefined();
    expect(change(110, 100)).toBeCloseTo(0.1);
    expect(change(110, 0)).toBeUndefined();
    expect(difference(0.5, undefined)).toBeUndefined();
  });

  it('are written with their sign and with the digits that matter', () => {
    expect(formatRate(0.0034, 'en')).toBe('0.34%');
    expect(formatRate(0.2, 'en')).toBe('20.00%');
    expect(formatPercent(0.79, 'en')).toBe('79.0%');
    expect(formatPercent(0.824, 'en')).toBe('82.4%');
    expect(formatChange(0.087, 'en')).toBe('+8.7%');
    expect(formatChange(0, 'en')).toBe('0.0%');
    expect(formatPoints(-0.0123, 'en')).toBe('-1.23 pp');
  });

  it('shorten counts from ten thousand on, in the reader’s own units', () => {
    expect(formatCompact(9_999, 'en')).toBe('9,999');
    expect(formatCompact(311_200, 'en')).toBe('311.2K');
    expect(formatCompact(311_200, 'zh-CN')).toBe('31.1万');
    expect(formatMs(0.018, 'en')).toBe('0.02 ms');
    expect(formatMs(93.4, 'en')).toBe('93 ms');
  });
});

describe('hours and days', () => {
  it('are UTC, whichever of the two forms they come in', () => {
    expect(formatHour('2026-11-23T14:00:00.000Z', 'en')).toBe('14:00');
    expect(formatHour('2026-11-23 14:00:00', 'en')).toBe('14:00');
    expect(formatDay('2026-11-23', 'en')).toBe('Nov 23');
    expect(formatDayHour('2026-11-23T00:00:00Z', 'en')).toBe('Nov 23, 00:00');
  });

  it('name their year where it is another', () => {
    const now = { locale: 'en', nowMs: Date.UTC(2026, 10, 24) };
    expect(formatNearDay('2026-03-01T00:00:00Z', now)).toBe('Mar 1');
    expect(formatNearDay('2099-03-01T00:00:00Z', now)).toBe('Mar 1, 2099');
  });

  it('that cannot be read are shown as they came', () => {
    expect(formatDay('someday', 'en')).toBe('someday');
  });
});
