import { setImmediate } from 'node:timers/promises';
import { eachPage } from './each-page.ts';
import type { HotChange, HotGroup, HotState } from './hot-state.ts';

/**
 * How often ads were shown to whom, for frequency caps.
 *
 *     ad goes out ──► cap/due/AUCTION.IMP.LINE ──impression counted──┬─► cap/of/PSEUDONYM     of a device
 *                          └─ an hour later: forgotten               ├─► household/shown/HASH
 *                                                                    └─► person/shown/HASH
 *
 * A device's pseudonym is made under its own key, a household's and a person's hash under keys of their own, so that no one
 * without them can tell whose counts they are. Nothing of it stands in the ad's URLs: those hold the auction's random id,
 * which leads here for an hour at most.
 */

/** Whose times are counted together, as it stands in what is due. */
export type ShownCounter = string;
/** @param pseudonym base64url of 16 bytes */
export const deviceCounter = (pseudonym: string): ShownCounter => pseudonym;
/** @param hash base64url of 32 bytes */
export const householdCounter = (hash: string): ShownCounter => `household/${hash}`;
/** @param hash base64url of 32 bytes */
export const personCounter = (hash: string): ShownCounter => `person/${hash}`;

/** What is counted together, how long it matters, and how many of the latest times at most. */
export interface ShownScope {
  /** Such as `line/ID`. */
  readonly scope: string;
  readonly keepS: number;
  readonly timesMax: number;
}

/** Of an ad that went out and may still be shown: what of it one counter counts. */
export interface ShownDue {
  readonly counter: ShownCounter;
  readonly scopes: readonly ShownScope[];
}

type Times = Readonly<Record<string, readonly number[]>>;

const COUNTS = { device: 'cap/of/', household: 'household/shown/', person: 'person/shown/' } as const;
export type ShownUnit = keyof typeof COUNTS;
const UNITS: readonly ShownUnit[] = ['device', 'household', 'person'];
const DUE = 'cap/due/';

export function shownKey(counter: ShownCounter): string {
  const [unit = '', hash] = counter.split('/');
  return hash === undefined ? `${COUNTS.device}${unit}` : `${unit}/shown/${hash}`;
}
/** @param line the line item's id: one imp may ask for a break, in which a line item stands once */
export const shownDueKey = (auction: string, imp: number, line: string): string =>
  `${DUE}${auction}.${imp}.${line}`;

const DUE_S = 3_600;
/** Scopes kept of one person; those that were longest unseen go first. */
const SCOPES_MAX = 200;
const TRIES = 3;
/** Ads counted in one commit. */
const COMMIT_MAX = 500;
/** Of them so many are worked out at a time: the process answers requests in between. */
const BLOCK = 100;

/** @param dues one for each counter */
export function encodeShownDue(dues: readonly ShownDue[], nowMs: number): Buffer {
  const rows = dues.flatMap(({ counter, scopes }) => [
    counter,
    scopes.map(({ scope, keepS, timesMax }) => [scope, keepS, timesMax]),
  ]);
  return encode([Math.floor(nowMs / 1000), ...rows]);
}

/** The time in seconds, then each counter with its scopes in turn. */
type DueRow = readonly [atS: number, ...(ShownCounter | ScopeRows)[]];
type ScopeRows = readonly (readonly [scope: string, keepS: number, timesMax: number])[];

function* duesOf([, ...rows]: DueRow): Iterable<readonly [ShownCounter, ScopeRows]> {
  for (let at = 0; at + 1 < rows.length; at += 2) {
    const [counter, scopes] = [rows[at], rows[at + 1]];
    if (typeof counter === 'string' && Array.isArray(scopes)) yield [counter, scopes];
  }
}

/** The times, in seconds since epoch, at which what is in the scope was shown, as the counter has them. */
export function readShown(hot: Pick<HotState, 'readBytes'>, counter: ShownCounter): Times {
  const bytes = hot.readBytes(shownKey(counter));
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
    for (let at = 0; at < left.length; at += COMMIT_MAX)
      again.push(...(await countSome(hot, left.slice(at, at + COMMIT_MAX))));
    left = again;
  }
}

/** All in one commit, for each takes the disk some milliseconds; gives those that were not counted. */
async function countSome(
  hot: Pick<HotState, 'readBytes' | 'change'>,
  dueKeys: readonly string[],
): Promise<readonly string[]> {
  // Two ads shown to one person change the same counts: the second finds what the first leaves.
  const before = new Map<string, Uint8Array | undefined>();
  const readBytes = (key: string): Uint8Array | undefined =>
    before.has(key) ? before.get(key) : hot.readBytes(key);
  const counted: { readonly key: string; readonly group: HotGroup }[] = [];
  for (const [at, key] of dueKeys.entries()) {
    if (at > 0 && at % BLOCK === 0) await setImmediate();
    const due = readBytes(key);
    if (due === undefined) continue;
    const row = decode<DueRow>(due);
    const counts = Array.from(duesOf(row), (rows) => countedOnce({ readBytes }, row[0], rows));
    const group: HotGroup = [{ key, value: undefined, was: due }, ...counts];
    for (const change of group) before.set(change.key, change.value);
    counted.push({ key, group });
  }
  const done = await hot.change(counted.map(({ group }) => group));
  return counted.flatMap(({ key }, at) => (done[at] === true ? [] : [key]));
}

function countedOnce(
  hot: Pick<HotState, 'readBytes'>,
  atS: number,
  [counter, scopes]: readonly [ShownCounter, ScopeRows],
): HotChange {
  const key = shownKey(counter);
  const was = hot.readBytes(key);
  const times = { ...(was === undefined ? {} : decode<Times>(was)) };
  for (const [scope, keepS, timesMax] of scopes)
    times[scope] = [...(times[scope] ?? []), atS].filter((at) => at > atS - keepS).slice(-timesMax);
  return { key, value: encode(latest(times)), was: was ?? 'absent' };
}

/**
 * Removes what nobody showed within an hour, and counts older than the policy keeps them: all of them where it keeps none.
 * @param keepMs by whom is counted
 */
export async function sweepShown(
  hot: Pick<HotState, 'readBytes' | 'change' | 'listKeys'>,
  { nowMs, keepMs }: { nowMs: number; keepMs: Readonly<Partial<Record<ShownUnit, number>>> },
): Promise<number> {
  const nowS = nowMs / 1000;
  let swept = await sweepKeys(hot, DUE, (bytes) => {
    const [atS] = decode<DueRow>(bytes);
    return atS < nowS - DUE_S ? undefined : bytes;
  });
  for (const unit of UNITS) {
    const sinceS = nowS - (keepMs[unit] ?? 0) / 1000;
    swept += await sweepKeys(hot, COUNTS[unit], (bytes) => since(bytes, sinceS));
  }
  return swept;
}

/** What is left of counts; the same bytes for all of it, undefined for nothing. */
function since(bytes: Uint8Array, sinceS: number): Uint8Array | undefined {
  const times = decode<Times>(bytes);
  const kept = Object.entries(times).flatMap(([scope, all]) => {
    const young = all.filter((at) => at > sinceS);
    return young.length === 0 ? [] : [[scope, young] as const];
  });
  if (kept.length === 0) return undefined;
  const total = (lists: readonly (readonly number[])[]) => lists.reduce((sum, list) => sum + list.length, 0);
  return total(kept.map(([, list]) => list)) === total(Object.values(times))
    ? bytes
    : encode(Object.fromEntries(kept));
}

/** Forgets what a counter counted, and what is due to it. */
export async function forgetShown(
  hot: Pick<HotState, 'readBytes' | 'change' | 'listKeys'>,
  counter: ShownCounter,
): Promise<boolean> {
  await sweepKeys(hot, DUE, (bytes) => {
    const row = decode<DueRow>(bytes);
    const others = [...duesOf(row)].filter(([of]) => of !== counter);
    if (others.length * 2 + 1 === row.length) return bytes;
    return others.length === 0 ? undefined : encode([row[0], ...others.flat()]);
  });
  return (await sweepKeys(hot, shownKey(counter), () => undefined)) > 0;
}

/** @param keep what is left of a value; the same bytes for all of it, undefined for nothing */
async function sweepKeys(
  hot: Pick<HotState, 'readBytes' | 'change' | 'listKeys'>,
  prefix: string,
  keep: (bytes: Uint8Array) => Uint8Array | undefined,
): Promise<number> {
  let changed = 0;
  for await (const keys of eachPage(hot, prefix)) {
    const groups = keys.flatMap((key) => {
      const was = hot.readBytes(key);
      if (was === undefined) return [];
      const value = keep(was);
      return value === was ? [] : [[{ key, value, was }]];
    });
    if (groups.length > 0) changed += (await hot.change(groups)).filter(Boolean).length;
  }
  return changed;
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
