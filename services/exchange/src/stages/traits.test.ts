import { viewImp } from '@jianchat/auction';
import { readSignals } from '@jianchat/consent';
import { createGates } from '@jianchat/policy';
import type { TraitName } from '@jianchat/snapshot';
import { beforeAll, describe, expect, it } from 'vitest';
import { projectPolicy } from '../testing/exchange-rig.ts';
import { enrich } from './enrich.ts';
import { readTraits } from './traits.ts';

let policy: Awaited<ReturnType<typeof projectPolicy>>;
beforeAll(async () => {
  policy = await projectPolicy();
});

const UA_IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1';

function traitsUnder(
  ipCountry: string,
  raw: object,
  slot: { rwdd?: 0 | 1; instl?: 0 | 1 } = {},
): (trait: TraitName) => readonly string[] {
  const gates = createGates(policy, (_field, value) => value);
  const signals = readSignals(policy, raw, { secGpc: false, dnt: false, ipCountry, nowMs: 0 });
  const admitted = gates.collect(raw, signals);
  const context = gates.use(admitted, 'contextualAds');
  const traits = readTraits({
    context,
    person: () => gates.use(admitted, 'personalisedAds'),
    enrichment: enrich(context, { ipCountry, os: true }),
    media: 'm',
  });
  const imp = viewImp(
    { id: '1', banner: {}, ...slot },
    { index: 0, placement: 'p', placementFloorMicros: 0, placementCurrency: 'USD', currency: 'USD' },
  );
  return (trait) => traits.of(trait, imp);
}

const request = (device: object = {}) => ({
  id: 'r',
  imp: [{ id: '1', banner: { w: 1, h: 1 }, ext: { data: { slot: ['top', 3] } } }],
  site: {
    domain: 'news.example',
    cat: ['IAB1-2'],
    pagecat: ['IAB17'],
    content: { cattax: 6, cat: ['483'] },
    ext: { data: { section: 'sport', nested: { a: 1 }, paid: true } },
  },
  device: {
    ua: UA_IPHONE,
    language: 'de-DE',
    connectiontype: 6,
    carrier: 'Telekom.de',
    geo: { region: 'ca', city: 'Oakland' },
    ...device,
  },
  user: { data: [{ id: 'dmp', segment: [{ id: 'Runners' }] }] },
});

describe('what targeting may know', () => {
  it.each([
    [['inline'], {}],
    [['inline'], { rwdd: 0, instl: 0 } as const],
    [['rewarded'], { rwdd: 1 } as const],
    [['interstitial'], { instl: 1 } as const],
    [['rewarded', 'interstitial'], { rwdd: 1, instl: 1 } as const],
  ])('calls a place %j where it is %j', (words, slot) => {
    expect(traitsUnder('US', request(), slot)('slot')).toEqual(words);
  });

  it('is told in the words of targeting', () => {
    const of = traitsUnder('US', request());
    expect(of('os')).toEqual(['ios']);
    expect(of('browser')).toEqual(['safari']);
    expect(of('connection')).toEqual(['4g', 'cellular']);
    expect(of('isp')).toEqual(['telekom.de']);
    expect(of('language')).toEqual(['de']);
    expect(of('region')).toEqual(['US-CA']);
    expect(of('category')).toEqual(['IAB1-2', 'IAB1', 'IAB17', '6:483']);
    expect(of('keyValue')).toEqual(['section=sport', 'paid=true', 'slot=top', 'slot=3']);
    expect(of('placement')).toEqual(['p']);
  });

  it('U1: holds city and segments where personalised advertising is allowed', () => {
    const of = traitsUnder('US', request());
    expect(of('city')).toEqual(['oakland']);
    expect(of('segment')).toEqual(['runners', 'dmp:runners']);
  });

  it.each([
    ['without consent in Europe', 'DE', {}],
    ['after an opt-out', 'US', { dnt: 1 }],
    ['where no law is known', '', {}],
  ])('U1: holds neither %s, and context all the same', (_what, country, device) => {
    const of = traitsUnder(country, request(device));
    expect(of('city')).toEqual([]);
    expect(of('segment')).toEqual([]);
    expect(of('os')).toEqual(['ios']);
    expect(of('keyValue')).toContain('section=sport');
  });

  it.each([
    ['Mozilla/5.0 (Windows NT 10.0) Chrome/131.0 Safari/537.36 Edg/131.0', 'windows', 'edge'],
    ['Mozilla/5.0 (Linux; Android 14) SamsungBrowser/25 Chrome/121 Mobile Safari/537', 'android', 'samsung'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) Version/17 Safari/605', 'macos', 'safari'],
    ['Mozilla/5.0 (X11; CrOS x86_64) Chrome/130 Safari/537', 'chromeos', 'chrome'],
    ['Roku/DVP-14.0 (14.0.0)', 'roku', undefined],
    ['', undefined, undefined],
  ])('reads %s', (ua, os, browser) => {
    const of = traitsUnder('US', request({ ua }));
    expect([of('os')[0], of('browser')[0]]).toEqual([os, browser]);
  });
});
