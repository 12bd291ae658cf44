import type { FloorRow, PurposeRow, RecipientClassRow, RegimeRow } from '../rows.ts';
import { type Compilation, checkIds } from './compilation.ts';

const byId = <T extends { id: number }>(rows: T[]): T[] => rows.sort((a, b) => a.id - b.id);

/** Purposes, sorted by id. */
export function compilePurposes(work: Compilation): PurposeRow[] {
  checkIds(work, 'purposes', work.policy.purposes);
  return byId(
    Object.entries(work.policy.purposes).map(([name, { id, tcf, feature, dpv, fides, clause }]) => ({
      id,
      name,
      clause,
      bit: 1 << id,
      tcf,
      feature: feature ?? 0,
      dpv,
      fides,
    })),
  );
}

/** Floors that signals raise; without one of them a signal would have no effect. */
const NEEDED_FLOORS = ['child', 'optOut', 'osDenied', 'deletion', 'conflict'];

/** Floors, sorted by id. */
export function compileFloors(work: Compilation): FloorRow[] {
  checkIds(work, 'floors', work.policy.floors);
  checkIds(work, 'classes', work.policy.classes);
  for (const needed of NEEDED_FLOORS.filter((name) => !Object.hasOwn(work.policy.floors, name))) {
    work.report('key.missing', ['floors'], `declare a floor named "${needed}"`);
  }
  return byId(
    Object.entries(work.policy.floors).map(([name, { id, clause, denies, drops }]) => ({
      id,
      name,
      clause,
      bit: 1 << id,
      denies: work.bitsOf(denies, work.policy.purposes, ['floors', name, 'denies']),
      drops: work.bitsOf(drops, work.policy.classes, ['floors', name, 'drops']),
    })),
  );
}

/** Regimes in the order of their ids, which must be 0, 1, 2 … so that a signal state can carry an index. */
export function compileRegimes(work: Compilation): RegimeRow[] {
  checkIds(work, 'regimes', work.policy.regimes);
  const rows = byId(
    Object.entries(work.policy.regimes).map(
      ([name, { id, clause, strictness, signal, countries, basis }]): RegimeRow => {
        const named = (...wanted: string[]): number =>
          work.bitsOf(
            Object.keys(basis).filter((purpose) => wanted.includes(basis[purpose] ?? 'never')),
            work.policy.purposes,
            ['regimes', name, 'basis'],
          );
        const always = named('contract', 'legalObligation', 'legitimateInterest', 'optOut');
        const onGrant = named('consent', 'separateConsent');
        return { id, name, clause, strictness, signal, countries, basis, always, onGrant };
      },
    ),
  );
  rows.forEach((row, index) => {
    if (row.id !== index)
      work.report(
        'id.range',
        ['regimes', row.name, 'id'],
        `regime ids run from 0 without gaps; write ${index}`,
      );
  });
  for (const needed of ['unknown', 'elsewhere']) {
    if (!rows.some((row) => row.name === needed))
      work.report('key.missing', ['regimes'], `declare a regime named "${needed}"`);
  }
  return rows;
}

/** Regime index by country; a country belongs to one regime. */
export function compileCountries(work: Compilation, regimes: readonly RegimeRow[]): Map<string, number> {
  const index = new Map<string, number>();
  for (const regime of regimes) {
    regime.countries.forEach((country, position) => {
      if (index.has(country)) {
        work.report(
          'regime.country',
          ['regimes', regime.name, 'countries', position],
          `${country} already belongs to another regime; name it once`,
        );
      }
      index.set(country, regime.id);
    });
  }
  return index;
}

/** Recipient classes, sorted by id. */
export function compileRecipientClasses(work: Compilation): RecipientClassRow[] {
  checkIds(work, 'recipientClasses', work.policy.recipientClasses);
  return byId(Object.entries(work.policy.recipientClasses).map(([name, row]) => ({ name, ...row })));
}
