import type { HotState } from './hot-state.ts';

/**
 * How often ads were shown to whom, for frequency caps.
 *
 *     ad goes out ──► cap/due/AUCTION.IMP.LINE ──impression counted──► cap/of/PERSON
 *                          └─ an hour later: forgotten
 *
 * The person is a pseudonym under the person's own key, so that no one without it can tell whose counts they are, and
 * nothing of it stands in the ad's URLs: those hold the auction's random id, which leads here for an hour at most.
 */

/** What is counted together, how long it matters, and how many of the latest times at most. */
export interface ShownScope {
  /** Such as `line/ID`. */
  readonly scope: string;
  readonly keepS: number;
  readonly timesMax: number;
}

/** An ad that went out and may still be shown. */
export interface ShownDue {
  readonly person: string;
  readonly scopes: readonly ShownScope[];
}

type Times = Readonly<Record<string, readonly number[]>>;

const COUNTS = 'cap/of/';
const DUE = 'cap/due/';
/** Base64url of 16 bytes. */
export const shownKey = (person: string): string => `${COUNTS}${person}`;
/** @param line the line item's id: one imp may ask for a break, in which a line item stands once */
export const shownDueKey = (auction: string, imp: number, line: string): string =>
  `${DUE}${auction}.${imp}.${line}`;

const DUE_S = 3_600;
/** Scopes kept of one person; those that were longest unseen go first. */
const SCOPES_MAX = 200;
const PAGE = 500;
const TRIES = 3;

export function encodeShownDue({ person, scopes }: ShownDue, nowMs: number): Buffer {
  const rows = scopes.map(({ scope, keepS, timesMax }) => [scope, keepS, timesMax]);
  return Buffer.from(JSON.stringify([Math.floor(nowMs / 1000), person, rows]));
}

type DueRow = readonly [atS: number, person: string, scopes: readonly (readonly [string, number, number])[]];

/** The times, in seconds since epoch, at which what is in the scope was shown to the person. */
export function readShown(hot: Pick<HotState, 'readBytes'>, person: string): Times {
  const bytes = hot.readBytes(shownKey(person));
  return bytes === undefined ? {} : decode<Times>(bytes);
}

/**
 * Counts ads that were shown, by the keys they were due under. What is due goes in the same step, so that doing it again
 * counts nothing twice; who lost against another writer tries again, and gives up after a few times.
 */
export async function countShown(
  hot: Pick<HotState, 'readBytes' | 'change'>,
  dueKeys: readonly string[],
): Promise<void> {
  let left = dueKeys;
  for (let attempt = 0; attempt < TRIES && left.length > 0; attempt++) {
    const again: string[] = [];
    // One after another: two ads of one person change the same counts.
    for (const key of left) {
      const due = hot.readBytes(key);
      if (due === undefined) continue;
      const [atS, person, scopes] = decode<DueRow>(due);
      const countsKey = shownKey(person);
      const was = hot.readBytes(countsKey);
      const times = { ...(was === undefined ? {} : decode<Times>(was)) };
      for (const [scope, keepS, timesMax] of scopes)
        times[scope] = [...(times[scope] ?? []), atS].filter((at) => at > atS - keepS).slice(-timesMax);
      const [done] = await hot.change([
        [
          { key, value: undefined, was: due },
          { key: countsKey, value: encode(latest(times)), was: was ?? 'absent' },
        ],
      ]);
      if (done !== true) again.push(key);
    }
    left = again;
  }
}

/** Removes what nobody showed within an hour, and counts older than the policy keeps them. */
export async function sweepShown(
  hot: Pick<HotState, 'readBytes' | 'change' | 'listKeys'>,
  { nowMs, keepMs }: { nowMs: number; keepMs: number },
): Promise<number> {
  const nowS = nowMs / 1000;
  const dues = await sweepKeys(hot, DUE, (bytes) => {
    const [atS] = decode<DueRow>(bytes);
    return atS < nowS - DUE_S ? undefined : bytes;
  });
  const counts = await sweepKeys(hot, COUNTS, (bytes) => {
    const times = decode<Times>(bytes);
    const kept = Object.entries(times).flatMap(([scope, all]) => {
      const young = all.filter((at) => at > nowS - keepMs / 1000);
      return young.length === 0 ? [] : [[scope, young] as const];
    });
    if (kept.length === 0) return undefined;
    const total = (lists: readonly (readonly number[])[]) =>
      lists.reduce((sum, list) => sum + list.length, 0);
    return total(kept.map(([, list]) => list)) === total(Object.values(times))
      ? bytes
      : encode(Object.fromEntries(kept));
  });
  return dues + counts;
}

/** @param keep what is left of a value; the same bytes for all of it, undefined for nothing */
async function sweepKeys(
  hot: Pick<HotState, 'readBytes' | 'change' | 'listKeys'>,
  prefix: string,
  keep: (bytes: Uint8Array) => Uint8Array | undefined,
): Promise<number> {
  let changed = 0;
  for (let after: string | undefined; ; ) {
    const keys = await hot.listKeys(prefix, { after, limit: PAGE });
    const groups = keys.flatMap((key) => {
      const was = hot.readBytes(key);
      if (was === undefined) return [];
      const value = keep(was);
      return value === was ? [] : [[{ key, value, was }]];
    });
    if (groups.length > 0) changed += (await hot.change(groups)).filter(Boolean).length;
    if (keys.length < PAGE) return changed;
    after = keys.at(-1);
  }
}

function latest(times: Times): Times {
  const entries = Object.entries(times).filter(([, all]) => all.length > 0);
  if (entries.length <= SCOPES_MAX) return Object.fromEntries(entries);
  entries.sort(([, a], [, b]) => (b.at(-1) ?? 0) - (a.at(-1) ?? 0));
  return Object.fromEntries(entries.slice(0, SCOPES_MAX));
}

const encode = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

/** The bytes are our own. */
function decode<T>(bytes: Uint8Array): T {
  const value: T = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString());
  return value;
}
