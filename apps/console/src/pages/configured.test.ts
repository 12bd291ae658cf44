import { describe, expect, it } from 'vitest';
import { balances } from '../../test/fixtures/numbers.ts';
import { overallState } from '../shell/platform-status.tsx';
import { preferredLanguage } from '../texts/language.ts';
import { humanise } from '../texts/words.ts';
import { lineStatus } from './demand/line-status.ts';
import { curlSnippet, prebidSnippet } from './inventory/snippet.ts';
import { booksOf, meaningOf } from './money/books.ts';
import { factsOf } from './policy-room/policy-facts.ts';
import { hoursOfDay } from './today/hours.ts';

describe('what the rooms make of the answers', () => {
  it('tells where a line item stands at both ends of its flight', () => {
    const flight = {
      enabled: true,
      archived: false,
      startsAt: '2026-11-01T00:00:00Z',
      endsAt: '2026-12-01T00:00:00Z',
    };
    const at = (iso: string) => lineStatus(flight, Date.parse(iso));
    expect([at('2026-10-31T23:59:59Z'), at('2026-11-01T00:00:00Z'), at('2026-12-01T00:00:00Z')]).toEqual([
      'scheduled',
      'running',
      'ended',
    ]);
    expect(lineStatus({ ...flight, enabled: false }, 0)).toBe('disabled');
    expect(lineStatus({ ...flight, archived: true }, 0)).toBe('archived');
  });

  it('reads the books of a currency, which sum to zero', () => {
    const [books] = booksOf(balances.balances);
    expect(books).toMatchObject({
      sumMicros: 0,
      owedMicros: 16_239_430_000,
      owesMicros: 12_795_550_000,
      earnedMicros: 3_443_880_000,
    });
    expect(books?.balances.map(meaningOf)).toEqual(['credit', 'debit', 'debit', 'income', 'credit', 'debit']);
  });

  it('draws 24 hours: without traffic 0, not begun yet null', () => {
    const now = Date.parse('2026-11-23T02:30:00Z');
    const totals = {
      requests: 9,
      filled: 8,
      impressions: 7,
      clicks: 1,
      chargeMicros: 6,
      mediaMicros: 5,
      platformMicros: 1,
    };
    const hours = hoursOfDay([{ hour: '2026-11-23T01:00:00.000Z', ...totals }], now);
    expect(hours).toHaveLength(24);
    expect(hours.slice(0, 4).map((hour) => hour.chargeMicros)).toEqual([0, 6, 0, null]);
  });

  it('counts the policy’s fields by what becomes of them, and guesses nothing', () => {
    expect(
      factsOf(
        {
          meta: { version: 3 },
          fields: [{ form: 'raw' }, { form: 'keyedHash' }, { collect: 'off', form: 'raw' }],
        },
        undefined,
      ),
    ).toEqual({
      version: '3',
      effective: undefined,
      hash: undefined,
      fields: { total: 3, asIs: 1, truncated: 0, hashed: 1, off: 1 },
    });
    expect(factsOf('nothing', undefined).fields).toBeUndefined();
  });

  it('puts real ids into the snippets, safely quoted', () => {
    const facts = {
      origin: 'https://ads.example',
      account: 'a1',
      placement: 'p1',
      imp: { banner: { format: [{ w: 300, h: 250 }] } },
    };
    expect(prebidSnippet(facts)).toContain('storedrequest: { id: "p1" }');
    expect(prebidSnippet(facts)).toContain('banner: { sizes: [[300, 250]] }');
    expect(() => new Function('pbjs', prebidSnippet(facts))).not.toThrow();
    expect(curlSnippet(facts)).toContain('https://ads.example/openrtb2/auction');
  });

  it('never calls a platform ready whose state is unknown or partly down', () => {
    const part = (status: 'ready' | 'degraded' | 'down') => ({ name: status, status, detail: '' });
    expect(overallState(undefined)).toBe('unknown');
    expect(overallState({ ready: true, parts: [part('ready')] })).toBe('ready');
    expect(overallState({ ready: true, parts: [part('ready'), part('degraded')] })).toBe('degraded');
    expect(overallState({ ready: false, parts: [part('degraded'), part('down')] })).toBe('down');
  });

  it('speaks the stored language, else the browser’s, and makes unknown codes readable', () => {
    expect(preferredLanguage('zh', ['en'])).toBe('zh');
    expect(preferredLanguage(null, ['fr', 'zh-TW', 'en'])).toBe('zh');
    expect(preferredLanguage('xx', ['fr'])).toBe('en');
    expect(humanise('noSuchPurpose_yet')).toBe('No such purpose yet');
  });
});
