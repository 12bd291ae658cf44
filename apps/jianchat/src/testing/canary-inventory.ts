import { expect } from 'vitest';
import { requestAd } from './ad-traffic.ts';
import { HEADERS } from './canary-places.ts';
import { PLANTED_IP } from './planted-request.ts';

/** Bidders of the test by code, each under another contract of the policy. */
export const CONTRACTS = {
  'rec-a': 'demo-dsp-a',
  'rec-b': 'demo-dsp-b',
  'rec-c': 'openrtb-contextual',
} as const;
export type Code = keyof typeof CONTRACTS;
export const CODES = Object.keys(CONTRACTS) as Code[];
/** Values that the policy permits in stores: found there, they show that the search works. */
export const PERMITTED = {
  placement: 'permitted-placement',
  counted: 'permitted-counted',
  account: 'Permitted account name',
};

/** What is configured beside the demo. @param endpointOf where a bidder is asked */
export function canaryInventory(endpointOf: (code: Code) => string | undefined): object {
  return {
    accounts: [{ id: 'press', name: PERMITTED.account }],
    media: [{ id: 'press-site', account: 'press', kind: 'site', domain: 'press.example' }],
    placements: [PERMITTED.placement, PERMITTED.counted].map((id) => ({
      id,
      media: 'press-site',
      imp: { banner: { w: 300, h: 250 } },
    })),
    orders: [{ id: 'press-order', advertiser: 'press-advertiser' }],
    lineItems: [
      {
        id: 'press-line',
        advertiser: 'press-advertiser',
        priceCpmMicros: 2_000_000,
        targeting: { placements: [PERMITTED.counted] },
        caps: (['person', 'household', 'device'] as const).map((by) => ({
          by,
          timesMax: 5,
          unrecognised: 'never',
        })),
      },
    ],
    creatives: [
      {
        id: 'press-creative',
        lineItem: 'press-line',
        kind: 'banner',
        w: 300,
        h: 250,
        html: '<p>Press</p>',
        clickUrl: 'https://press.example/',
        advertiserDomains: ['press.example'],
      },
    ],
    deals: [
      {
        id: 'press-deal',
        kind: 'private',
        bidders: [{ bidder: 'rec-a' }],
        priceCpmMicros: 1_000_000,
        enabled: false,
      },
    ],
    advertisers: [{ id: 'press-advertiser', name: 'Press' }],
    storedRequests: {
      'press-amp': {
        imp: [{ id: 'slot', ext: { prebid: { storedrequest: { id: PERMITTED.placement } } } }],
        site: { publisher: { id: 'press' } },
      },
    },
    bidders: CODES.map((code) => ({
      id: code,
      endpoint: endpointOf(code),
      contract: CONTRACTS[code],
      timeoutMs: 3_000,
      userSync: { redirect: { url: 'https://sync.example/?to={{redirect_url}}' } },
    })),
  };
}

/** An ad whose caps count by everything there is, shown to somebody by whose identifiers and address it is counted. */
export async function showCounted(url: string): Promise<void> {
  const [event] = await requestAd(url, PERMITTED.counted, {
    site: { page: 'http://localhost/', publisher: { id: 'press' } },
    user: { id: 'cnrydreader' },
    device: {
      ifa: 'cnrydadvertisingid',
      os: 'android',
      ip: PLANTED_IP,
      connectiontype: 2,
      geo: { country: 'USA' },
    },
  });
  expect(event?.claims.demand).toBe('press-line');
  const answer = await fetch(`${url}${event?.path}`, { headers: HEADERS });
  expect(answer.status).toBe(200);
  await answer.arrayBuffer();
}
