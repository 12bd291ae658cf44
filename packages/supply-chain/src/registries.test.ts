import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { authorises, parseAdsTxt, writeSellerLine } from './ads-txt.ts';
import { parseSellersJson, sellersFile } from './sellers-json.ts';
import { parseVendorList } from './vendor-list.ts';

describe('ads.txt', () => {
  const file = parseAdsTxt(
    [
      '\uFEFF# of a publisher',
      'Exchange.Example , 1234 , direct , f08c47fec0942fa0 # the certification',
      'reseller.example,abC,RESELLER;extension=1',
      '',
      'OwnerDomain=Publisher.Example',
      'OWNERDOMAIN=second.example',
      'managerdomain=manager.example, us',
      'INVENTORYPARTNERDOMAIN=partner.example',
      'subdomain=news.publisher.example',
      'contact=ads@publisher.example',
      '<html><body>not found</body>',
      'no-dot,1,DIRECT',
      'exchange.example,5,FRIEND',
    ].join('\r\n'),
  );

  it('is read by the specification: cases, comments, extensions, variables', () => {
    expect(file.lines).toEqual([
      {
        domain: 'exchange.example',
        seller: '1234',
        relationship: 'DIRECT',
        certification: 'f08c47fec0942fa0',
      },
      { domain: 'reseller.example', seller: 'abC', relationship: 'RESELLER' },
    ]);
    expect(file).toMatchObject({
      ownerDomain: 'publisher.example',
      managerDomains: [{ domain: 'manager.example', country: 'US' }],
      partnerDomains: ['partner.example'],
      subdomains: ['news.publisher.example'],
      unreadable: 3,
    });
  });

  it('S8: lets exactly those sell whom it names, id by id', () => {
    expect(authorises(file, { domain: 'EXCHANGE.example', seller: '1234' })).toBe(true);
    expect(authorises(file, { domain: 'exchange.example', seller: '123' })).toBe(false);
    expect(authorises(file, { domain: 'reseller.example', seller: 'abc' })).toBe(false);
    expect(authorises(file, { domain: 'other.example', seller: '1234' })).toBe(false);
  });

  it('is read as it is written, and never throws', () => {
    const id = fc.stringMatching(/^[A-Za-z0-9_-]{1,20}$/);
    const line = fc.record({
      domain: fc.stringMatching(/^[a-z0-9]{1,10}\.[a-z]{2,5}$/),
      seller: id,
      relationship: fc.constantFrom('DIRECT' as const, 'RESELLER' as const),
    });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 9 }), fc.string({ maxLength: 99 }), (lines, noise) => {
        const content = [...lines.map(writeSellerLine), `#${noise.replaceAll(/[\r\n]/g, ' ')}`].join('\n');
        expect(parseAdsTxt(content)).toMatchObject({ lines, unreadable: 0 });
        parseAdsTxt(noise);
      }),
    );
  });
});

describe('sellers.json', () => {
  it('is read entry by entry; what breaks the specification is counted', () => {
    const reading = parseSellersJson({
      sellers: [
        { seller_id: 'a', seller_type: 'Publisher', name: 'A', domain: 'A.example' },
        { seller_id: 7, seller_type: 'BOTH', is_confidential: 1 },
        { seller_id: 'a', seller_type: 'INTERMEDIARY' },
        { seller_id: 'b', seller_type: 'FRIEND' },
        { seller_type: 'PUBLISHER' },
        null,
      ],
    });
    if (!reading.ok) throw new Error(reading.message);
    expect([...reading.sellers.values()]).toEqual([
      { id: 'a', type: 'PUBLISHER', name: 'A', domain: 'a.example', confidential: false },
      { id: '7', type: 'BOTH', confidential: true },
    ]);
    expect(reading.unreadable).toBe(4);
    for (const nothing of [null, [], {}, { sellers: {} }]) expect(parseSellersJson(nothing).ok).toBe(false);
  });

  it('S8 K6: names every seller that may be named, and no name of one that has no domain', () => {
    const file = sellersFile(
      [
        { id: 'b', type: 'PUBLISHER', name: 'B', domain: 'b.example' },
        { id: 'a', type: 'PUBLISHER', name: 'Somebody' },
      ],
      { contact: undefined },
    );
    expect(file).toEqual({
      version: '1.0',
      sellers: [
        { seller_id: 'a', seller_type: 'PUBLISHER', is_confidential: 1 },
        { seller_id: 'b', seller_type: 'PUBLISHER', name: 'B', domain: 'b.example' },
      ],
    });
    const reading = parseSellersJson(file);
    expect(reading.ok && reading.sellers.size).toBe(2);
  });
});

describe('the vendor list', () => {
  const list = {
    vendorListVersion: 42,
    vendors: {
      7: { id: 7, purposes: [1, 2], legIntPurposes: [7], flexiblePurposes: [2], specialFeatures: [1] },
      8: { id: 8, purposes: [], deletedDate: '2026-01-01T00:00:00Z' },
      9: { id: 9, purposes: 'all' },
    },
  };
  it('K6: is kept only of the vendors asked for', () => {
    const reading = parseVendorList(list, new Set([7, 8, 99]));
    if (!reading.ok) throw new Error(reading.message);
    expect([...reading.vendors.keys()]).toEqual([7, 8]);
    expect(reading.vendors.get(7)).toEqual({
      purposes: new Set([1, 2, 7]),
      legitimateInterests: new Set([7, 2]),
      specialFeatures: new Set([1]),
      deleted: false,
    });
    expect(reading.vendors.get(8)?.deleted).toBe(true);
    for (const nothing of [null, 1, {}, { vendorListVersion: 1 }])
      expect(parseVendorList(nothing, new Set()).ok).toBe(false);
  });
});
