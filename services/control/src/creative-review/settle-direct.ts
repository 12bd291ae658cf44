import { setImmediate } from 'node:timers/promises';
import { identifyCreative, isSecureCreative } from '@jianchat/creatives';
import type { Tables } from '@jianchat/records';
import type { CreativeInput, ImportFile } from '@jianchat/snapshot';
import { type Kysely, sql } from 'kysely';

/** Who an automatic approval is signed by. */
export const TRUSTED_RULE = 'rule:trusted';
/** Hashed in one go: the process may be answering meanwhile. */
const PAGE = 500;
const SEEN_AGAIN_AFTER_MS = 86_400_000;

interface Seen {
  readonly hash: string;
  readonly demand: string;
  readonly creative: string;
  readonly format: CreativeInput['kind'];
  readonly w: number | null;
  readonly h: number | null;
  readonly markup: string;
  readonly domains: string;
  readonly trusted: boolean;
}

/** What the reviews say of a configuration's creatives. */
export interface Settled {
  mayRun(creative: CreativeInput): boolean;
  /** Whether nothing is fetched over plain http, by itself or by what its tag leads to. */
  isSecure(creative: CreativeInput): boolean;
  /** Hashes of those whose tags are to be followed: of the creatives that are switched on. */
  readonly followed: readonly string[];
}

/**
 * Brings the reviews up to a configuration: creatives nobody has seen come in, as approved where their advertiser is trusted
 * (`creativeReview: auto`), else as pending.
 */
export async function settleDirect(
  db: Kysely<Tables>,
  file: Pick<ImportFile, 'advertisers' | 'lineItems' | 'creatives'>,
  nowMs: number,
): Promise<Settled> {
  const trusting = new Set(file.advertisers.filter((a) => a.creativeReview === 'auto').map(({ id }) => id));
  const advertiserOf = new Map(file.lineItems.map(({ id, advertiser }) => [id, advertiser]));
  const hashes = new Map<CreativeInput, string>();
  const rows = new Map<string, Reviewed>();
  for (let from = 0; from < file.creatives.length; from += PAGE) {
    const seen = new Map<string, Seen>();
    for (const creative of file.creatives.slice(from, from + PAGE)) {
      const advertiser = advertiserOf.get(creative.lineItem) ?? '';
      const one = seenOf(creative, { advertiser, trusted: trusting.has(advertiser) });
      hashes.set(creative, one.hash);
      // One that somebody trusted shows as well is no reason to trust whoever else shows it.
      const known = seen.get(one.hash);
      seen.set(one.hash, known === undefined ? one : { ...known, trusted: known.trusted && one.trusted });
    }
    await write(db, [...seen.values()], nowMs);
    for (const row of await reviewed(db, [...seen.keys()])) rows.set(row.hash, row);
    await setImmediate();
  }
  const rowOf = (creative: CreativeInput): Reviewed | undefined =>
    rows.get(hashes.get(creative) ?? identifyCreative(creative).hash);
  return {
    mayRun: (creative) => rowOf(creative)?.state === 'approved',
    isSecure: (creative) => isSecureCreative(creative) && rowOf(creative)?.plain !== true,
    followed: file.creatives.flatMap((creative) => {
      const hash = creative.enabled && hasTag(creative) ? hashes.get(creative) : undefined;
      return hash === undefined ? [] : [hash];
    }),
  };
}

function seenOf(
  creative: CreativeInput,
  { advertiser, trusted }: { advertiser: string; trusted: boolean },
): Seen {
  const { hash, markup } = identifyCreative(creative);
  const [file] = creative.kind === 'video' ? creative.files : [];
  const size = creative.kind === 'banner' ? creative : file;
  return {
    hash,
    demand: advertiser,
    creative: creative.id,
    format: creative.kind,
    w: size?.w ?? null,
    h: size?.h ?? null,
    markup,
    domains: creative.advertiserDomains.join(' '),
    trusted,
  };
}

async function write(db: Kysely<Tables>, seen: readonly Seen[], nowMs: number): Promise<void> {
  if (seen.length === 0) return;
  const now = new Date(nowMs);
  const trusted = { state: 'approved' as const, decided_by: TRUSTED_RULE, decided_at: now };
  await db
    .insertInto('creative_reviews')
    .values(
      seen.map(({ trusted: isTrusted, ...one }) => ({
        ...one,
        source: 'direct' as const,
        first_seen_at: now,
        at: now,
        ...(isTrusted ? trusted : { state: 'pending' as const, decided_by: null, decided_at: null }),
      })),
    )
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .execute();
  const hashes = (some: readonly Seen[]) => some.map(({ hash }) => hash);
  await sql`
    update creative_reviews set at = ${now.toISOString()}::timestamptz
    where hash = any(${hashes(seen)}::text[])
      and at < ${new Date(nowMs - SEEN_AGAIN_AFTER_MS).toISOString()}::timestamptz`.execute(db);
  const trustedNow = hashes(seen.filter((one) => one.trusted));
  // Whoever has come to be trusted waits no longer; what a person rejected stays rejected.
  const waiting = await db
    .selectFrom('creative_reviews')
    .select('hash')
    .where('state', '=', 'pending')
    .where(sql<boolean>`hash = any(${trustedNow}::text[])`)
    .execute();
  if (waiting.length > 0)
    await db
      .updateTable('creative_reviews')
      .set(trusted)
      // Somebody may have decided since.
      .where('state', '=', 'pending')
      .where(sql<boolean>`hash = any(${waiting.map(({ hash }) => hash)}::text[])`)
      .execute();
}

const hasTag = (creative: CreativeInput): boolean =>
  (creative.kind === 'video' || creative.kind === 'audio') && creative.tagUrl !== undefined;

interface Reviewed {
  readonly hash: string;
  readonly state: 'pending' | 'approved' | 'rejected';
  /** Whether its tag was found to lead over plain http. */
  readonly plain: boolean;
}

function reviewed(db: Kysely<Tables>, hashes: readonly string[]): Promise<readonly Reviewed[]> {
  return db
    .selectFrom('creative_reviews')
    .select(['hash', 'state', sql<boolean>`coalesce((tag->>'plain')::boolean, false)`.as('plain')])
    .where(sql<boolean>`hash = any(${hashes}::text[])`)
    .execute();
}
