/** A small whole configuration for tests: at least one record of every kind. */
export const sampleImport = {
  host: {
    blockedApps: ['com.example.blocked'],
    accountDefaults: { debugAllowed: true },
    schainNode: { asi: 'ads.example', sid: '1', hp: 1 },
  },
  accounts: [
    {
      id: 'press',
      name: 'Press house',
      settings: { defaultIntegration: 'web', defaultRequest: { tmax: 700 }, debugAllowed: false },
    },
  ],
  media: [{ id: 'paper', account: 'press', kind: 'site', domain: 'paper.example' }],
  placements: [
    {
      id: 'top',
      mediation: {
        networks: [
          { network: 'acme', parameters: { unit: '7' }, ecpmMicros: 1_000_000, ecpmByCountry: { DE: 2 } },
        ],
      },
      media: 'paper',
      imp: { bidfloor: 0.1, banner: { format: [{ w: 300, h: 250 }] } },
    },
  ],
  storedRequests: { page: { tmax: 500, ext: { prebid: { targeting: { preferdeals: true } } } } },
  storedImps: { side: { video: { mimes: ['video/mp4'], w: 640, h: 360 } } },
  storedResponses: { test: { seatbid: [{ seat: 'alpha', bid: [{ id: '1', price: 2 }] }] } },
  categoryMappings: { freewheel: { 'IAB1-1': 'Books' } },
  bidders: [
    {
      id: 'alpha',
      name: 'Alpha',
      endpoint: 'https://alpha.example/bid',
      contract: 'demo-dsp-a',
      maintainer: { email: 'ads@alpha.example' },
      gvlId: 1001,
      capabilities: { site: { mediaTypes: ['banner', 'video'] } },
      userSync: {
        key: 'alpha-family',
        redirect: { url: 'https://alpha.example/sync?to={{redirect_url}}', userMacro: '$UID' },
      },
      parametersSchema: { type: 'object', required: ['placement'] },
      adapter: 'openrtb',
      settings: {
        gzip: true,
        headers: { 'x-seat': '7' },
        partner: { seat: '7' },
        limits: { callsPerSecMax: 200 },
      },
      modifyingVastXmlAllowed: true,
    },
  ],
  advertisers: [{ id: 'shoes', name: 'Shoes' }],
  deals: [
    {
      id: 'front-page',
      kind: 'preferred',
      bidders: [{ bidder: 'alpha', seats: ['s-1'] }],
      priceCpmMicros: 3_000_000,
      targeting: { placements: ['top'] },
    },
  ],
  orders: [{ id: 'autumn', advertiser: 'shoes', budgetTotalMicros: 20_000_000_000 }],
  lineItems: [
    {
      id: 'line',
      advertiser: 'shoes',
      order: 'autumn',
      priceCpmMicros: 2_000_000,
      budgetTotalMicros: 9_000_000_000,
      startsAt: '2026-01-01T00:00:00Z',
      endsAt: '2027-01-01T00:00:00.5Z',
      targeting: { media: ['paper'], countries: ['DE'] },
    },
  ],
  creatives: [
    {
      id: 'box',
      lineItem: 'line',
      kind: 'banner',
      w: 300,
      h: 250,
      html: '<b>Shoes</b>',
      clickUrl: 'https://shoes.example/',
      advertiserDomains: ['shoes.example'],
    },
    {
      id: 'film',
      lineItem: 'line',
      kind: 'video',
      durationSec: 6,
      files: [{ url: 'https://shoes.example/a.mp4', mime: 'video/mp4', w: 640, h: 360 }],
      clickUrl: 'https://shoes.example/',
      advertiserDomains: ['shoes.example'],
      enabled: false,
    },
  ],
};
