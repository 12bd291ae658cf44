import type { ShareDecision } from '@jianchat/policy';
import type { UserSync } from '@jianchat/snapshot';
import type { SyncRules } from './sync-rules.ts';
import type { SyncType } from './sync-url.ts';
import type { Syncer } from './syncers.ts';
import { liveUid, type UidsCookie } from './uids-cookie.ts';

export interface SyncQuestion {
  /** Bidders that the page names; none = all there are. */
  readonly bidders: readonly string[];
  readonly cooperative: boolean;
  readonly priorityGroups: readonly (readonly string[])[];
  /** 0 = no limit. */
  readonly limit: number;
  /** Which ways a bidder may use on this page. */
  allows(bidder: string, type: SyncType): boolean;
  /** Whether the bidder's own settings keep it from syncing here. */
  skips(sync: UserSync): boolean;
}

export interface SyncMeans {
  readonly byBidder: ReadonlyMap<string, Syncer>;
  readonly cookie: UidsCookie;
  readonly rules: SyncRules;
  readonly nowMs: number;
  randomBytes(n: number): Buffer;
}

export interface ChosenSync {
  readonly syncer: Syncer;
  readonly type: SyncType;
  readonly decision: ShareDecision;
}

export interface SyncChoice {
  readonly chosen: readonly ChosenSync[];
  /** Why the others were not, for `debug`; in Prebid Server's words where it has them. */
  readonly left: readonly { readonly bidder: string; readonly error: string }[];
}

/** Which bidders a browser is sent to: at random, so that with a limit each comes up in time, those that have a good id left out. */
export function chooseSyncs(question: SyncQuestion, means: SyncMeans): SyncChoice {
  const chosen: ChosenSync[] = [];
  const left: { bidder: string; error: string }[] = [];
  const seen = new Map<string, string>();
  for (const bidder of candidatesFor(question, means)) {
    if (question.limit > 0 && chosen.length >= question.limit) break;
    const found = evaluate(bidder, { question, means, seen });
    if (typeof found === 'string') left.push({ bidder, error: found });
    else chosen.push(found);
  }
  return { chosen, left };
}

function evaluate(
  bidder: string,
  { question, means, seen }: { question: SyncQuestion; means: SyncMeans; seen: Map<string, string> },
): ChosenSync | string {
  const syncer = means.byBidder.get(bidder);
  if (syncer === undefined) return 'Unsupported bidder';
  const { key, sync, row } = syncer;
  const other = seen.get(key);
  if (other !== undefined) return `Duplicate bidder synced as ${other}`;
  seen.set(key, bidder);
  if (question.skips(sync)) return 'Skipped by its settings';
  const types = (['iframe', 'redirect'] as const).filter(
    (type) => sync[type] !== undefined && question.allows(bidder, type),
  );
  const type = types.find((one) => one === sync.default) ?? types[0];
  if (type === undefined) return 'Type not supported';
  if (liveUid(means.cookie, key, means.nowMs) !== undefined) return 'Already in sync';
  const decision = means.rules.shareWith(row);
  return decision === undefined ? 'Rejected by privacy' : { syncer, type, decision };
}

/** The page's own first; with cooperation then the host's groups, then everybody. */
function candidatesFor(question: SyncQuestion, means: SyncMeans): Iterable<string> {
  const mixed = (list: Iterable<string>): readonly string[] => shuffled([...list], means.randomBytes);
  const all = means.byBidder.keys();
  if (!question.cooperative) return new Set(mixed(question.bidders.length === 0 ? all : question.bidders));
  return new Set([...mixed(question.bidders), ...question.priorityGroups.flatMap(mixed), ...mixed(all)]);
}

/** Fisher and Yates; 32 random bits for so few places are fair enough. */
function shuffled(list: string[], randomBytes: (n: number) => Buffer): readonly string[] {
  if (list.length < 2) return list;
  const random = randomBytes(4 * list.length);
  for (let at = list.length - 1; at > 0; at--) {
    const to = random.readUInt32LE(4 * at) % (at + 1);
    const [here, there] = [list[at], list[to]];
    if (here === undefined || there === undefined) continue;
    list[at] = there;
    list[to] = here;
  }
  return list;
}
