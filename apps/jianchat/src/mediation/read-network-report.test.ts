import { describe, expect, it } from 'vitest';
import { readNetworkReport } from './read-network-report.ts';

const HEAD = 'day,placement,network,country,impressions,earned,currency';
const faultsOf = (text: string) => {
  const reading = readNetworkReport(text);
  if (reading.ok) throw new Error('the report was taken');
  return reading.faults.map(({ path, code }) => `${path} ${code}`);
};

describe('a network’s report as CSV', () => {
  it('is read to the micro, whatever the order of its columns, with or without countries', () => {
    const text = `\uFEFF${HEAD}\r\n2026-11-20,top,acme,DE,1200,2.345678,USD\r\n2026-11-20,top,acme,,5,0.1,USD\r\n\r\n`;
    const row = { day: '2026-11-20', placement: 'top', network: 'acme', currency: 'USD' };
    expect(readNetworkReport(text)).toEqual({
      ok: true,
      rows: [
        { ...row, country: 'DE', impressions: 1200, earnedMicros: 2_345_678 },
        { ...row, impressions: 5, earnedMicros: 100_000 },
      ],
    });
    const other =
      'currency,earned,impressions,country,network,placement,day\nUSD,3,7,FR,acme,top,2026-11-20\n';
    expect(readNetworkReport(other)).toEqual({
      ok: true,
      rows: [{ ...row, country: 'FR', impressions: 7, earnedMicros: 3_000_000 }],
    });
  });

  it('that is none is refused with its lines', () => {
    expect(faultsOf('day,placement\n')).toEqual(['line 1 column.missing']);
    expect(faultsOf(`${HEAD}\n`)).toEqual([' rows.none']);
    expect(faultsOf(`${HEAD}\n2026-11-20,top,acme,DE,1,1\n`)).toEqual(['line 2 row.length']);
    const odd = ['yesterday,top,acme,DE,1,1,USD', '2026-11-20,top,acme,Germany,-1,1e3,usd'];
    const faults = faultsOf([HEAD, ...odd].join('\n'));
    expect(faults[0]).toMatch(/^line 2, day form\./);
    expect(faults.slice(1).map((fault) => fault.split(' form.')[0])).toEqual([
      'line 3, country',
      'line 3, impressions',
      'line 3, earned',
      'line 3, currency',
    ]);
  });
});
