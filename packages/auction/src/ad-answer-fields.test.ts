import { createTokenMint, readToken } from '@jianchat/events';
import { convertingClaims, SAMPLE_KEY } from '@jianchat/events/testing';
import { FIELD } from '@jianchat/policy';
import { expect, it } from 'vitest';
import { EVENT_URL_FIELDS, MACRO_FIELDS } from './ad-answer-fields.ts';

const claims = convertingClaims({
  clickMicros: 3,
  impressionsMilli: 12_500,
  podAd: 2,
  deal: 'd-1',
  utcOffsetMin: -300,
  dayMicros: 7,
  doubtful: true,
  size: '300x250',
  os: 'android',
});

it('C2: an event URL carries the mapped claims and nothing else, there and back', () => {
  const token = createTokenMint(SAMPLE_KEY).sign(claims)('impression');
  const reading = readToken(token, { key: SAMPLE_KEY, nowMs: claims.atMs, lifetimeMs: 10 });
  expect(Object.keys(reading.ok ? reading.claims : {}).sort()).toEqual(Object.keys(EVENT_URL_FIELDS).sort());
  // The body of the token: the row's version, and one value for each claim.
  const row: unknown = JSON.parse(Buffer.from(token.slice(1).split('.')[0] ?? '', 'base64url').toString());
  expect(row).toHaveLength(1 + Object.keys(EVENT_URL_FIELDS).length);
});

it('C2 S2: URLs and macros carry nothing of a person but country, kind of device and operating system, and nothing of what was chosen but that conversions are measured, and views remembered for them', () => {
  const technical = [
    'transaction',
    'auctionOutcome',
    'auctionTerms',
    'adSlot',
    'adFormat',
    'adSize',
    'adAnswer',
    'doubt',
  ];
  const fieldsIn = (map: object): readonly string[] =>
    Object.values(map).flatMap((field) => (typeof field === 'object' ? fieldsIn(field) : [String(field)]));
  const besides = (map: object) =>
    [...new Set(fieldsIn(map))].filter((field) => !technical.includes(field)).sort();
  const { conversion, ...ofEveryAd } = EVENT_URL_FIELDS;
  expect(besides(ofEveryAd)).toEqual(['adDisplay', 'country', 'operatingSystem', 'screen']);
  // Only in URLs of ads whose conversions the person let be measured.
  expect(besides(conversion)).toEqual(['conversion', 'viewedAd']);
  expect(besides(MACRO_FIELDS)).toEqual([]);
  for (const field of technical) expect(Object.keys(FIELD)).toContain(field);
});
