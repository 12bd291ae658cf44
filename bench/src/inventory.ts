/** The configuration that is measured: one banner placement, a hundred line items that compete for it, no bidder. */
export function benchInventory() {
  const lineItems = Array.from({ length: 100 }, (_, index) => ({
    id: `line-${index}`,
    advertiser: 'bench-advertiser',
    priceCpmMicros: 1_000_000 + index * 1_000,
    targeting: index % 2 === 0 ? {} : { countries: ['BR', 'US'], deviceTypes: ['desktop', 'phone'] },
  }));
  return {
    accounts: [{ id: 'bench', name: 'Bench' }],
    media: [{ id: 'bench-site', account: 'bench', kind: 'site', domain: 'localhost' }],
    placements: [
      {
        id: 'bench-banner',
        media: 'bench-site',
        imp: {
          banner: {
            format: [
              { w: 300, h: 250 },
              { w: 320, h: 50 },
            ],
          },
          bidfloor: 0.1,
          bidfloorcur: 'USD',
        },
      },
    ],
    advertisers: [{ id: 'bench-advertiser', name: 'Bench advertiser' }],
    lineItems,
    creatives: lineItems.map(({ id }) => ({
      id: `${id}-300x250`,
      lineItem: id,
      kind: 'banner',
      w: 300,
      h: 250,
      html: `<a href="{{click}}" target="_blank"><img src="https://ads.example/${id}.png" width="300" height="250" alt=""></a>`,
      clickUrl: `https://ads.example/${id}`,
      advertiserDomains: ['ads.example'],
    })),
  };
}
