import type { CompiledPolicy, RegimeRow } from '../rows.ts';
import type { Finding, Significance } from './policy-change.ts';
import { BASIS_RANKS } from './significance-rules.ts';

/** Regimes judged by what they amount to: on which basis each purpose stands, and under which regime each country is. */
export function regimeChanges(a: CompiledPolicy, b: CompiledPolicy): Finding[] {
  return [...basisChanges(a, b), ...countryChanges(a, b)];
}

function basisChanges(a: CompiledPolicy, b: CompiledPolicy): Finding[] {
  return b.regimes.flatMap((after) => {
    const before = a.regimes.find((regime) => regime.name === after.name);
    if (before === undefined) return [];
    return purposesOf(before, after, { a, b }).flatMap((purpose): Finding[] => {
      const [old, today] = [standing(a, before, purpose), standing(b, after, purpose)];
      const path = `regimes.${after.name}.basis.${purpose}`;
      return judge(old, today).map((significance) => ({
        topic: 'basis',
        path,
        significance,
        before: old.words,
        after: today.words,
      }));
    });
  });
}

/** A country that moves takes the bases of its new regime: one change each way in which they differ. */
function countryChanges(a: CompiledPolicy, b: CompiledPolicy): Finding[] {
  const moves = new Map<string, { from: string; to: string; countries: string[] }>();
  for (const country of new Set([...a.regimeOfCountry.keys(), ...b.regimeOfCountry.keys()])) {
    const [from, to] = [regimeName(a, country), regimeName(b, country)];
    if (from === to) continue;
    const move = moves.get(`${from} ${to}`) ?? { from, to, countries: [] };
    move.countries.push(country);
    moves.set(`${from} ${to}`, move);
  }
  return [...moves.values()].flatMap(({ from, to, countries }) => {
    const [before, after] = [regimeOf(a, from), regimeOf(b, to)];
    if (before === undefined || after === undefined) return [];
    const found = new Set<Significance>(
      purposesOf(before, after, { a, b }).flatMap((purpose) =>
        judge(standing(a, before, purpose), standing(b, after, purpose)),
      ),
    );
    // Another law with the same bases still reads other signals.
    if (found.size === 0 || (found.size === 1 && found.has('editorial')))
      for (const both of ['widening', 'narrowing'] as const) found.add(both);
    found.delete('editorial');
    const path = `regimeOfCountry.${countries.sort().join('+')}`;
    return [...found].map(
      (significance): Finding => ({ topic: 'regime', path, significance, before: from, after: to }),
    );
  });
}

/** A country that no regime names is under `elsewhere`. */
const regimeName = (policy: CompiledPolicy, country: string): string =>
  policy.regimes[policy.regimeOfCountry.get(country) ?? -1]?.name ?? 'elsewhere';
const regimeOf = (policy: CompiledPolicy, name: string): RegimeRow | undefined =>
  policy.regimes.find((regime) => regime.name === name);

/** Names of purposes that either regime says something about. */
function purposesOf(
  before: RegimeRow,
  after: RegimeRow,
  { a, b }: { readonly a: CompiledPolicy; readonly b: CompiledPolicy },
): string[] {
  const named = [a, b].flatMap(({ purposes }) => purposes.map(({ name }) => name));
  return [
    ...new Set([
      ...named,
      ...Object.keys(before.basis),
      ...Object.keys(after.basis),
      ...unnamed(a, before),
      ...unnamed(b, after),
    ]),
  ];
}

/** Bits that are set without a purpose: nothing may hide in them. */
function unnamed(policy: CompiledPolicy, regime: RegimeRow): string[] {
  const known = policy.purposes.reduce((bits, { bit }) => bits | bit, 0);
  const bits = (regime.always | regime.onGrant) & ~known;
  return Array.from({ length: 32 }, (_, bit) => bit)
    .filter((bit) => ((bits >>> bit) & 1) === 1)
    .map((bit) => `#${bit}`);
}

interface Standing {
  readonly words: string;
  /** By basis; the tables of bits say whether it is asked for. */
  readonly rank: number | undefined;
  /** 0 never, 1 when granted, 2 without asking. */
  readonly effect: number;
}

function standing(policy: CompiledPolicy, regime: RegimeRow, purpose: string): Standing {
  const words = regime.basis[purpose] ?? 'never';
  const bit = purpose.startsWith('#')
    ? 1 << Number(purpose.slice(1))
    : (policy.purposes.find(({ name }) => name === purpose)?.bit ?? 0);
  const effect = (regime.always & bit) !== 0 ? 2 : (regime.onGrant & bit) !== 0 ? 1 : 0;
  return { words, rank: Object.hasOwn(BASIS_RANKS, words) ? BASIS_RANKS[words] : undefined, effect };
}

/** The bits decide; where they agree, the basis. A basis that has no place in the order is judged as replaced. */
function judge(old: Standing, today: Standing): readonly Significance[] {
  if (old.effect !== today.effect) return [today.effect > old.effect ? 'widening' : 'narrowing'];
  if (old.words === today.words) return [];
  if (old.rank === undefined || today.rank === undefined) return ['widening', 'narrowing'];
  if (old.rank === today.rank) return ['editorial'];
  return [today.rank > old.rank ? 'widening' : 'narrowing'];
}
