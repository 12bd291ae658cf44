import { describe, expect, it } from 'vitest';
import { toCells } from './column.ts';
import { eventColumns } from './events-table.ts';
import { sampleEvent } from './testing/sample-rows.ts';

describe('toCells', () => {
  it('puts values into the order of the columns', () => {
    const cells = toCells(eventColumns, sampleEvent({ at: Date.UTC(2026, 1, 3, 4, 5, 6, 7) }));
    expect(cells.slice(0, 4)).toEqual(['2026-02-03 04:05:06.007', 'event', 'impression', 1]);
    expect(cells).toHaveLength(eventColumns.length);
  });

  it.each([
    ['log_offset', Number.NaN],
    ['at', Number.POSITIVE_INFINITY],
    ['charge_micros', 0.5],
    ['account', undefined],
    ['kind', 'view'],
    ['device_type', ''],
  ])('refuses %s as %s', (name, value) => {
    // Rows from a log of another version may not keep to their type.
    const row = { ...sampleEvent(), [name]: value } as ReturnType<typeof sampleEvent>;
    expect(() => toCells(eventColumns, row)).toThrow(new RangeError(`no value for ${name}`));
  });
});
