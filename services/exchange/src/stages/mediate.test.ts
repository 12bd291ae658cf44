import { createMediation } from '@jianchat/demand-mediation';
import { createTokenMint, type EventKind, kindBits, readToken } from '@jianchat/events';
import { Mediation } from '@jianchat/snapshot';
import { describe, expect, it } from 'vitest';
import { mediate } from './mediate.ts';

const KEY = Buffer.alloc(32, 7);
const NOW_MS = 1_800_000_000_000;
const NETWORK = { network: 'acme', ecpmMicros: 4_000_000, parameters: { unit: '7' }, perHourMax: 3 };

type Options = Parameters<typeof mediate>[1];

/** An app's banner whose placement names the network; prices of the account are worth twice as much in the auction. */
function mediated(kinds: readonly EventKind[]) {
  const imp = { index: 0, id: 'i-1', formats: ['banner'], floorMicros: 0 };
  const placement = { id: 'top', mediation: Mediation.parse({ networks: [NETWORK] }) };
  const options = {
    demand: createMediation(),
    rankings: [{ imp, standing: [{ priceMicros: 2_500_000 }] }],
    stored: [{ row: { placement, media: { id: 'game' } } }],
    terms: { convertByHost: () => ({ numerator: 2n, denominator: 1n }) },
    currencies: { account: 'EUR', auction: 'USD' },
    country: 'DE',
    claims: {
      auction: 'AAAAAAAAAAAAAAAAAAAAAA',
      atMs: NOW_MS,
      account: 'press',
      revenueShareBps: 8000,
      deviceType: 'phone',
      country: 'DE',
      policyVersion: 5,
      kinds: kindBits(kinds),
    },
    means: { mint: createTokenMint(KEY), publicUrl: 'https://ads.example' },
  } as unknown as Options;
  const request = { app: {}, ext: { mediation: { networks: ['acme'] } } } as unknown as Parameters<
    typeof mediate
  >[0];
  return mediate(request, options)?.['i-1'];
}

const claimsIn = (url: string) => {
  const reading = readToken(url.split('/').at(-1) ?? '', { key: KEY, nowMs: NOW_MS, lifetimeMs: 1000 });
  if (!reading.ok) throw new Error(reading.fault);
  return reading;
};

describe('a waterfall', () => {
  it('U2: tells the app of each network what its SDK needs and where to say that its ad was shown', () => {
    const [first, second, ...more] = mediated(['impression', 'click']) ?? [];
    expect(first).toEqual({
      network: 'acme',
      parameters: { unit: '7' },
      price: 8,
      timeoutMs: 5000,
      perHourMax: 3,
      events: {
        impression: expect.stringMatching(/^https:\/\/ads\.example\/e\/[\w.-]+$/),
        click: expect.stringMatching(/^https:\/\/ads\.example\/c\/[\w.-]+$/),
      },
    });
    expect(second).toEqual({ auction: true, price: 2.5 });
    expect(more).toEqual([]);
    if (first === undefined || !('events' in first)) throw new Error('no network');
    const { kind, claims } = claimsIn(first.events.impression ?? '');
    expect(kind).toBe('impression');
    expect(claims).toMatchObject({
      demandKind: 'mediation',
      demand: 'acme',
      media: 'game',
      placement: 'top',
      priceCpmMicros: 8_000_000,
      currency: 'USD',
      clickUrl: '',
    });
    expect(claimsIn(first.events.click ?? '').kind).toBe('click');
  });

  it('C2: offers no place to report what the policy does not let be collected', () => {
    const [first] = mediated([]) ?? [];
    expect(first).toMatchObject({ network: 'acme', events: {} });
    expect(first).not.toHaveProperty('events.impression');
    expect(first).not.toHaveProperty('events.click');
  });
});
