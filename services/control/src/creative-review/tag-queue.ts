import { fetchesPlainly } from '@jianchat/creatives';
import type { Tables } from '@jianchat/records';
import { type FetchVast, type UnwrapFault, type Unwrapped, unwrapTag, WRAPPERS_MAX } from '@jianchat/vast';
import { type Kysely, sql } from 'kysely';
import { errorDetail, type OnLog } from '../log-line.ts';
import { readContent } from './read-content.ts';

export interface TagQueueOptions {
  readonly db: Kysely<Tables>;
  /** Absent where nothing may be fetched: tags then run as they are. */
  readonly fetchVast: FetchVast | undefined;
  /** Hashes of those that are still configured; nobody asks about others. */
  readonly followed: () => readonly string[];
  /** How often it looks for some, ms. */
  readonly everyMs: number;
  readonly now: () => number;
  readonly onLog: OnLog;
}

/** Who a rejection is signed by. */
export const TAG_RULE = 'rule:tag';
/** What a tag leads to changes without a word to anybody. */
const AGAIN_AFTER_MS = 86_400_000;
/** The platform's own wrapper stands before the tag. */
const OWN_WRAPPERS = 1;
/** What no player would play. What could not be fetched just now is told, and accuses nobody. */
export const REFUSED: ReadonlySet<UnwrapFault> = new Set([
  'tag.tooDeep',
  'tag.circular',
  'tag.tooMany',
  'tag.forbidden',
]);

/** Follows VAST tags of configured direct creatives to their ads, one at a time, and again each day. */
export function createTagQueue({ db, fetchVast, followed, everyMs, now, onLog }: TagQueueOptions) {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let busy = false;

  async function checkNext(fetch: FetchVast): Promise<boolean> {
    const next = await db
      .selectFrom('creative_reviews')
      .select(['hash', 'markup'])
      .where(sql<boolean>`hash = any(${followed()}::text[])`)
      .where(({ eb, or }) =>
        or([eb('tag_checked_at', 'is', null), eb('tag_checked_at', '<', new Date(now() - AGAIN_AFTER_MS))]),
      )
      .orderBy(sql`tag_checked_at nulls first`)
      .orderBy('first_seen_at')
      .limit(1)
      .executeTakeFirst();
    if (next === undefined) return false;
    const found = await follow(next.markup, fetch);
    await write(db, { hash: next.hash, found, nowMs: now() });
    return true;
  }

  async function work(fetch: FetchVast): Promise<void> {
    try {
      while (timer !== undefined && (await checkNext(fetch)));
    } catch (error) {
      onLog({ level: 'warn', event: 'control.tags.failed', detail: errorDetail(error) });
    }
  }

  return {
    start() {
      if (fetchVast === undefined) return;
      timer = setInterval(() => {
        if (busy) return;
        busy = true;
        running = work(fetchVast).finally(() => {
          busy = false;
        });
      }, everyMs);
    },
    async stop() {
      clearInterval(timer);
      timer = undefined;
      await running;
    },
  };
}

/** What a tag led to, and whether anything on the way or at its end is fetched over plain http. */
type FoundTag = Unwrapped & { readonly plain: boolean };

/** Undefined for a creative with files of its own. */
async function follow(markup: string, fetchVast: FetchVast): Promise<FoundTag | undefined> {
  const creative = readContent(markup);
  if (creative === undefined || !('tagUrl' in creative) || creative.tagUrl === undefined) return undefined;
  const wrappersMax = creative.followTags === false ? 0 : WRAPPERS_MAX - OWN_WRAPPERS;
  let plain = false;
  const noting: FetchVast = async (url) => {
    const fetched = await fetchVast(url);
    plain ||= url.startsWith('http:') || (fetched.ok && fetchesPlainly(fetched.text));
    return fetched;
  };
  const found = await unwrapTag(creative.tagUrl, { fetchVast: noting, wrappersMax });
  return { ...found, plain };
}

interface Found {
  readonly hash: string;
  readonly found: FoundTag | undefined;
  readonly nowMs: number;
}

/** A person's decision stands, whatever the tag leads to; the rule's own goes with what it was made for. */
async function write(db: Kysely<Tables>, { hash, found, nowMs }: Found): Promise<void> {
  const at = new Date(nowMs);
  await db
    .updateTable('creative_reviews')
    .set({ tag: found ?? null, tag_checked_at: at })
    .where('hash', '=', hash)
    .execute();
  const { fault } = found ?? {};
  const ofRule = db.updateTable('creative_reviews').where('hash', '=', hash);
  if (fault !== undefined && REFUSED.has(fault))
    await ofRule
      .set({ state: 'rejected', reason: fault, decided_by: TAG_RULE, decided_at: at })
      .where(({ eb, or }) => or([eb('decided_by', 'is', null), eb('decided_by', 'like', 'rule:%')]))
      .execute();
  else if (fault === undefined)
    await ofRule
      .set({ state: 'pending', reason: null, decided_by: null, decided_at: null })
      .where('decided_by', '=', TAG_RULE)
      .execute();
}
