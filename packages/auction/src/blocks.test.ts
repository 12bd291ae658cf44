import type { AdFormat } from '@jianchat/events';
import type { Imp } from '@jianchat/openrtb';
import { describe, expect, it } from 'vitest';
import { blockAgainst, readBlocks } from './blocks.ts';
import { viewImp } from './imp-view.ts';
import type { Offer } from './offer.ts';

const against = (
  bid: Partial<Offer['bid']>,
  request: Parameters<typeof readBlocks>[0],
  { format = 'banner', imp = {} }: { format?: AdFormat; imp?: Partial<Imp> } = {},
) =>
  blockAgainst(
    { id: 'b', ...bid },
    {
      format,
      blocks: readBlocks(request),
      imp: viewImp(
        { id: '1', ...imp },
        { index: 0, placement: '', placementFloorMicros: 0, placementCurrency: 'USD', currency: 'USD' },
      ),
    },
  );

describe('what a request does not want', () => {
  it.each<[string, number | undefined, Partial<Offer['bid']>, Parameters<typeof readBlocks>[0]]>([
    ['a blocked domain', 356, { adomain: ['Shop.Example'] }, { badv: ['shop.example'] }],
    ['a domain below a blocked one', 356, { adomain: ['a.shop.example'] }, { badv: ['shop.example'] }],
    ['a domain that only ends alike', undefined, { adomain: ['myshop.example'] }, { badv: ['shop.example'] }],
    ['a blocked app', 356, { bundle: 'com.bad' }, { bapp: ['com.bad'] }],
    ['a blocked category', 358, { cat: ['IAB7'] }, { bcat: ['IAB7'] }],
    ['one below a blocked category', 358, { cat: ['IAB7-3'] }, { bcat: ['IAB7'] }],
    ['one above a blocked category', undefined, { cat: ['IAB7'] }, { bcat: ['IAB7-3'] }],
    ['ids of another taxonomy', undefined, { cat: ['7'], cattax: 6 }, { bcat: ['7'] }],
    ['ids of the same newer taxonomy', 358, { cat: ['7'], cattax: 6 }, { bcat: ['7'], cattax: 6 }],
    ['a category beside those allowed', 358, { cat: ['IAB1', 'IAB2'] }, { acat: ['IAB1'] }],
    ['categories among those allowed', undefined, { cat: ['IAB1-2'] }, { acat: ['IAB1'] }],
    ['another language', 506, { language: 'fr' }, { wlang: ['en', 'de'] }],
    ['another language, said in more words', 506, { langb: 'zh-Hans' }, { wlangb: ['en-US'] }],
    ['a wanted language in a region of its own', undefined, { langb: 'en-GB' }, { wlang: ['en'] }],
    ['no language', undefined, {}, { wlang: ['en'] }],
  ])('%s', (_what, reason, bid, request) => {
    expect(against(bid, request)).toBe(reason);
  });

  it('an attribute that the place blocks, and none that another format of it blocks', () => {
    const imp = { banner: { battr: [1, 3] }, video: { battr: [16] } };
    expect(against({ attr: [3] }, {}, { imp })).toBe(505);
    expect(against({ attr: [16] }, {}, { imp })).toBeUndefined();
    expect(against({ attr: [16] }, {}, { imp, format: 'video' })).toBe(505);
  });
});
