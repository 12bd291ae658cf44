import { describe, expect, it } from 'vitest';
import { readSignals } from './read-signals.ts';
import { SIGNAL_PLACES } from './signal-places.ts';
import { readPolicy } from './testing/read-policy.ts';

const policy = readPolicy();
const OUTER = { secGpc: false, dnt: false, ipCountry: 'DE', nowMs: Date.UTC(2026, 10, 25) };
/** A country of each way to ask. */
const COUNTRIES = ['DE', 'CN', 'US', undefined];

/** A request with one value at a dotted path. */
function requestWith(path: string, value: unknown): unknown {
  return path.split('.').reduceRight<unknown>((inner, name) => ({ [name]: inner }), value);
}

describe('U1: the signals that the policy declares', () => {
  it('are read at exactly the places that it names', () => {
    const declared = policy.signals.flatMap(({ name, paths, headers }) =>
      // Passed on to those who ask for it, and read by nobody here.
      name === 'additionalConsent' ? [] : [...paths, ...headers.map((header) => `header ${header}`)],
    );
    const read = SIGNAL_PLACES.map(({ place }) =>
      place.startsWith('header ') ? place.toLowerCase() : place,
    );
    expect(declared.sort()).toEqual(read.filter((place) => place !== 'address' && place !== 'own').sort());
  });

  const unreadable = policy.signals.flatMap(({ malformed, paths, grants }) =>
    malformed === undefined ? [] : paths.map((path) => ({ path, malformed, grants })),
  );
  it.each(unreadable)(
    'set the declared floor where $path is unreadable, and say why',
    ({ path, malformed, grants }) => {
      for (const value of [{ unreadable: true }, '~!~', [[]]]) {
        const asked = COUNTRIES.map((ipCountry) =>
          readSignals(policy, requestWith(path, value), { ...OUTER, ipCountry }),
        ).filter(({ reasons }) => reasons.includes(malformed.reason));
        // Consent is read only where it is asked for; whatever else is unreadable is told everywhere.
        expect(asked.length).toBeGreaterThanOrEqual(grants === 0 ? COUNTRIES.length : 1);
        for (const { floors } of asked) expect(floors & malformed.floor).toBe(malformed.floor);
      }
    },
  );

  it.each(policy.signals.flatMap(({ floors, paths }) => paths.map((path) => ({ path, floors }))))(
    'set no floor at $path but the declared ones',
    ({ path, floors }) => {
      for (const value of [
        {},
        '~!~',
        [[]],
        0,
        1,
        '1',
        '1YYY',
        '1---',
        'DE',
        'XX',
        true,
        'DBAA',
        [7],
        '00000000-0000-0000-0000-000000000000',
      ]) {
        for (const ipCountry of COUNTRIES) {
          const state = readSignals(policy, requestWith(path, value), { ...OUTER, ipCountry });
          expect(state.floors & ~floors, JSON.stringify([value, ipCountry])).toBe(0);
        }
      }
    },
  );
});
