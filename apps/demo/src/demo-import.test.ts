import { ImportFile } from '@jianchat/snapshot';
import { describe, expect, it } from 'vitest';
import { demoImport } from './demo-import.ts';

const demo = demoImport({
  dspA: 'http://127.0.0.1:4001/bid',
  dspB: 'http://127.0.0.1:4002/bid',
  publicUrl: 'http://127.0.0.1:8080',
});

describe('demoImport', () => {
  it('is a valid import file', () => {
    const result = ImportFile.safeParse(demo);
    expect(result.error?.issues ?? []).toEqual([]);
  });

  it('refers only to what it contains', () => {
    const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id);
    expect(ids(demo.accounts)).toEqual(expect.arrayContaining(demo.media.map((m) => m.account)));
    expect(ids(demo.media)).toEqual(expect.arrayContaining(demo.placements.map((p) => p.media)));
    expect(ids(demo.media)).toEqual(expect.arrayContaining(demo.lineItems.flatMap((l) => l.targeting.media)));
    expect(ids(demo.advertisers)).toEqual(expect.arrayContaining(demo.lineItems.map((l) => l.advertiser)));
    expect(ids(demo.lineItems)).toEqual(expect.arrayContaining(demo.creatives.map((c) => c.lineItem)));
    expect(ids(demo.bidders)).toEqual(
      expect.arrayContaining(
        Object.values(demo.storedImps).flatMap((imp) => Object.keys(imp.ext.prebid.bidder)),
      ),
    );
  });

  it('stores one imp per placement, the same one', () => {
    expect(Object.fromEntries(demo.placements.map(({ id, imp }) => [id, imp]))).toEqual(demo.storedImps);
  });

  it('links every banner creative through the click redirect', () => {
    const banners = demo.creatives.filter((creative) => creative.kind === 'banner');
    expect(banners.map(({ html }) => html.split('{{click}}').length - 1)).toEqual([1, 1]);
  });
});
