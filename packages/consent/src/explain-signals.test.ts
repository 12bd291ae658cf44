import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainSignals } from './explain-signals.ts';
import { type RequestSignals, readSignals } from './read-signals.ts';
import { SIGNAL_PLACES } from './signal-places.ts';
import { SIGNAL_REASONS } from './signal-reasons.ts';
import { gpp } from './testing/gpp-encoder.ts';
import { readPolicy } from './testing/read-policy.ts';
import { encodeTc, READ_MS } from './testing/tc-encoder.ts';

const policy = readPolicy();
const outerOf = (more: Partial<RequestSignals> = {}): RequestSignals => ({
  ...{ secGpc: false, dnt: false, ipCountry: undefined, nowMs: READ_MS },
  ...more,
});

const optedOut = gpp('usnat', { SaleOptOut: 1 });
const accepted = encodeTc({ purposeConsents: [1, 4], vendorConsents: [1001] });

/** For each place a value that does something, and what that is. */
const SAMPLES: Readonly<Record<string, readonly [value: unknown, country: string, effect: object]>> = {
  'regs.gdpr': [1, 'US', { reading: 'on', regime: 'eea' }],
  'regs.ext.gdpr': ['1', 'US', { reading: 'on', regime: 'eea' }],
  'device.geo.country': ['CHN', 'JP', { reading: 'CN', regime: 'cn' }],
  'user.consent': [accepted, 'DE', { grants: ['deviceStorage', 'personalisedAds'] }],
  'user.ext.consent': [accepted, 'DE', { grants: ['deviceStorage', 'personalisedAds'] }],
  'regs.gpp': [optedOut, 'US', { floors: ['optOut'] }],
  'regs.ext.gpp': [optedOut, 'US', { floors: ['optOut'] }],
  'regs.gpp_sid': [[7], 'US', { floors: ['optOut'], reasons: ['signal.gpp.missing'] }],
  'regs.ext.gpp_sid': ['x', 'US', { floors: ['conflict'], reasons: ['signal.gpp.sid.malformed'] }],
  'regs.us_privacy': ['1YYN', 'US', { floors: ['optOut'], reasons: ['signal.usp.optOut'] }],
  'regs.ext.us_privacy': ['no', 'US', { floors: ['optOut'], reasons: ['signal.usp.malformed'] }],
  'regs.gpc': [1, 'US', { floors: ['optOut'], reasons: ['signal.gpc'] }],
  'regs.ext.gpc': ['1', 'US', { floors: ['optOut'], reasons: ['signal.gpc'] }],
  'regs.coppa': [1, 'US', { floors: ['child'], reasons: ['signal.coppa'] }],
  'regs.ext.coppa': [7, 'US', { floors: ['child'], reasons: ['signal.coppa.malformed'] }],
  'user.ext.separate_consent': [[5], 'CN', { grants: ['personalisedAds'] }],
  'user.ext.separate_consent_at': ['soon', 'CN', { reasons: ['signal.separate.malformed'] }],
  'device.lmt': [1, 'US', { floors: ['osDenied'], reasons: ['signal.lmt'] }],
  'device.dnt': [1, 'US', { floors: ['osDenied'], reasons: ['signal.dnt'] }],
  'device.ext.atts': [0, 'US', { floors: ['osDenied'], reasons: ['signal.att'] }],
  'device.ifa': ['00000000-0000-0000-0000-000000000000', 'US', { reasons: ['signal.ifa.zero'] }],
};
const BESIDE: Readonly<Record<string, readonly [outer: Partial<RequestSignals>, effect: object]>> = {
  address: [{ ipCountry: 'DE' }, { reading: 'DE', regime: 'eea' }],
  'header Sec-GPC': [{ secGpc: true }, { reading: 'on', floors: ['optOut'] }],
  'header DNT': [{ dnt: true }, { reading: 'on', floors: ['osDenied'] }],
  own: [{ own: ['deletion'] }, { floors: ['deletion'], reasons: ['signal.own.deletion'] }],
};

const requestWith = (path: string, value: unknown): unknown =>
  path.split('.').reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);

describe('C2: every place of a signal', () => {
  it('has a sample here', () => {
    const named = [...Object.keys(SAMPLES), ...Object.keys(BESIDE)].sort();
    expect(named).toEqual(SIGNAL_PLACES.map(({ place }) => place).sort());
  });

  it.each(Object.entries(SAMPLES))(
    '%s is read, and explained as it is read',
    (place, [value, country, effect]) => {
      const outer = outerOf({ ipCountry: country });
      const { readings, state } = explainSignals(policy, requestWith(place, value), outer);
      expect(readings.find((reading) => reading.place === place)).toMatchObject(effect);
      const without = readSignals(policy, {}, outer);
      expect([state.regime, state.grants, state.floors, state.reasons]).not.toEqual([
        without.regime,
        without.grants,
        without.floors,
        without.reasons,
      ]);
    },
  );

  it.each(Object.entries(BESIDE))('%s is read, and explained as it is read', (place, [outer, effect]) => {
    const { readings } = explainSignals(policy, {}, outerOf(outer));
    expect(readings).toEqual([expect.objectContaining({ place, ...effect })]);
  });

  it('is named in the README', () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
    const missing = SIGNAL_PLACES.filter(
      ({ place }) => !readme.includes(place.replace(/^header |^own$/, '')),
    );
    expect(missing).toEqual([]);
  });

  it('and nothing else in a request is a signal', () => {
    const members = fc.constantFrom(
      'regs',
      'user',
      'device',
      'ext',
      'geo',
      'gdpr',
      'lmt',
      'consent',
      'country',
      'x',
    );
    const raw = fc.letrec((tie) => ({
      value: fc.oneof({ maxDepth: 4 }, fc.constantFrom(1, 'DE', accepted, [7]), tie('object')),
      object: fc.dictionary(members, tie('value'), { maxKeys: 5 }),
    })).object;
    const isPlace = (path: string): boolean =>
      SIGNAL_PLACES.some(
        ({ place }) => place === path || place.startsWith(`${path}.`) || path.startsWith(`${place}.`),
      );
    const pruned = (value: unknown, path: string): unknown =>
      typeof value !== 'object' || value === null || Array.isArray(value)
        ? value
        : Object.fromEntries(
            Object.entries(value).flatMap(([key, member]) => {
              const below = path === '' ? key : `${path}.${key}`;
              return isPlace(below) ? [[key, pruned(member, below)]] : [];
            }),
          );
    fc.assert(
      fc.property(raw, fc.constantFrom(undefined, 'DE', 'US'), (request, ipCountry) => {
        const stateOf = (value: unknown) => {
          const { vendorGrants, ...state } = readSignals(policy, value, outerOf({ ipCountry }));
          return { ...state, vendor: vendorGrants(1001) };
        };
        expect(stateOf(pruned(request, ''))).toEqual(stateOf(request));
      }),
      { numRuns: 500 },
    );
  });
});

describe('the explanation', () => {
  it('says what each of two contradicting places says by itself', () => {
    const raw = {
      regs: { gdpr: 0, coppa: 0, ext: { gdpr: 1, coppa: 1 } },
      user: { consent: accepted },
      device: { geo: { country: 'USA' }, ifa: 'a-real-one' },
    };
    const { readings, state } = explainSignals(policy, raw, outerOf({ ipCountry: 'JP' }));
    const of = (place: string) => readings.find((reading) => reading.place === place);
    expect(of('regs.gdpr')).toMatchObject({ reading: 'off', regime: undefined });
    expect(of('regs.ext.gdpr')).toMatchObject({ reading: 'on', regime: 'eea' });
    expect(of('device.geo.country')).toMatchObject({ reading: 'US', regime: 'us' });
    expect(of('address')).toMatchObject({ reading: 'JP', regime: 'elsewhere' });
    expect(of('user.consent')).toMatchObject({ reading: `text of ${accepted.length} characters` });
    expect(of('regs.coppa')).toMatchObject({ floors: [] });
    expect(of('regs.ext.coppa')).toMatchObject({ floors: ['child'] });
    expect(of('device.ifa')).toBeUndefined();
    expect(policy.regimes[state.regime]?.name).toBe('eea');
  });

  it('never throws and never shows a value, on any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(...Object.keys(SAMPLES)), (value, place) => {
        const { readings } = explainSignals(policy, requestWith(place, value), outerOf());
        for (const { reading } of readings)
          expect(reading).toMatch(
            /^(on|off|malformed|unknown|[A-Z]{2}|text of \d+ characters|list of \d+|number .+)$/,
          );
      }),
      { numRuns: 500 },
    );
  });
});

describe('reasons', () => {
  it('all have words in both languages, and none has words for nothing', () => {
    const folder = fileURLToPath(new URL('.', import.meta.url));
    const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.includes('.test.') && !file.includes('testing'))
      .filter((file) => !file.endsWith('signal-reasons.ts'))
      .map((file) => readFileSync(`${folder}${file}`, 'utf8'));
    const written = sources.flatMap(
      (text) => text.match(/(?<=['`])(signal|location)\.[\w.${}]+(?=['`])/g) ?? [],
    );
    expect([...new Set(written)].sort()).toEqual(Object.keys(SIGNAL_REASONS).sort());
  });
});
