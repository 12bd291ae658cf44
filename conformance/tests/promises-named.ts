import { PROMISE_IDS, type PromiseId } from '../../packages/policy/src/promises/promise-ids.ts';

const LIST = '[CUSPKRV]\\d(?:,? [CUSPKRV]\\d)*';
/** `[C2]` or `[S6 P2]` anywhere in a title. */
const IN_BRACKETS = new RegExp(`\\[(${LIST})\\]`, 'g');
/** `C2: …` or `S6, P2: …` at a title's beginning. */
const AT_THE_START = new RegExp(`^(${LIST}): `);

/** The promises that a test's title names, and what looks like the name of one that there is not. */
export function promisesNamed(title: string): {
  readonly ids: readonly PromiseId[];
  readonly unknown: readonly string[];
} {
  const lists = [...title.matchAll(IN_BRACKETS), ...[AT_THE_START.exec(title) ?? []]].map(
    ([, list]) => list ?? '',
  );
  const names = new Set(lists.flatMap((list) => list.split(/,? /)).filter((name) => name !== ''));
  const known: readonly string[] = PROMISE_IDS;
  return {
    ids: PROMISE_IDS.filter((id) => names.has(id)),
    unknown: [...names].filter((name) => !known.includes(name)),
  };
}

/** For `testNamePattern`: a test's full title is those of its suites and its own, with a space between. */
export const NAMES_A_PROMISE = new RegExp(`\\[${LIST}\\]|(?:^| )${LIST}: `);
