const REQUEST = {
  id: '7f3c9a54-2f0e-4d0c-9f51-6a4f1b1a2c3d',
  imp: [
    {
      id: 'slot-1',
      banner: {
        topframe: 1,
        format: [
          { w: 300, h: 250 },
          { w: 320, h: 50 },
        ],
        pos: 1,
      },
      secure: 1,
      ext: {
        tid: '2f3d4f46-6b0f-4a1a-8a52-1f3f0c8a7f11',
        gpid: '/1234/news/home/mid-content',
        data: {
          pbadslot: '/1234/news/home/mid-content',
          adserver: { name: 'gam', adslot: '/1234/news/home' },
        },
        prebid: {
          storedrequest: { id: 'bench-banner' },
          adunitcode: 'slot-banner',
          bidder: { jianchat: {} },
        },
      },
    },
  ],
  site: {
    domain: 'localhost',
    page: 'http://localhost/news/2026/11/a-long-article-about-walking-through-the-city?ref=home&section=culture',
    ref: 'http://localhost/news',
    cat: ['IAB20', 'IAB20-3'],
    keywords: 'city,walk,weekend,architecture',
    publisher: { id: 'bench', domain: 'localhost' },
    content: { language: 'en', title: 'A long walk', genre: 'travel' },
    ext: { data: { documentLang: 'en', pageType: 'article' } },
  },
  device: {
    w: 1440,
    h: 900,
    dnt: 0,
    ua: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
    language: 'en',
    sua: {
      source: 2,
      platform: { brand: 'Linux', version: ['6', '1', '0'] },
      browsers: [
        { brand: 'Chromium', version: ['156', '0', '8078', '73'] },
        { brand: 'Not(A:Brand', version: ['24'] },
      ],
      mobile: 0,
    },
    ip: '192.0.2.44',
    geo: { country: 'BRA', region: 'SP', city: 'Sao Paulo', lat: -23.5505, lon: -46.6333, type: 3 },
    ext: { cdep: 'label_only_3', vpw: 1440, vph: 821 },
  },
  user: {
    ext: {
      eids: [{ source: 'example-id.org', uids: [{ id: 'c3a1c1d2e3f40516273849', atype: 1 }] }],
      data: { interests: ['travel', 'architecture'] },
    },
  },
  regs: { ext: { gdpr: 0 } },
  source: { tid: '0b1c2d3e-4f50-4a61-b072-839405a6b7c8', ext: { omidpn: 'none' } },
  tmax: 500,
  at: 1,
  cur: ['USD'],
  ext: {
    prebid: {
      auctiontimestamp: 1_795_000_000_000,
      channel: { name: 'pbjs', version: 'v11.36.0' },
      targeting: { includewinners: true, includebidderkeys: false },
      debug: false,
    },
  },
};

/**
 * A bid request of about 2 KB as Prebid.js sends it: one stored banner imp, page context, device, consent signals.
 * Nobody but direct demand is asked, so that the server's own work is measured.
 */
export function directAuctionRequest(): Buffer {
  return Buffer.from(JSON.stringify(REQUEST));
}
