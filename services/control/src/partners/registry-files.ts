import type { Tables } from '@jianchat/records';
import { type Kysely, sql } from 'kysely';
import { storable } from '../storable.ts';

/** What came of fetching a public file. Codes, not words: they are shown and stored. */
export type FetchedFile =
  | { readonly ok: true; readonly content: string }
  | { readonly ok: false; readonly code: string };

/**
 * Fetches a public file, bounded in size and time, as the specifications ask of crawlers. Never rejects.
 * @param options.plain whether http will do where https fails, as it does for ads.txt
 */
export type FetchFile = (url: string, options?: { readonly plain?: boolean }) => Promise<FetchedFile>;

export type RegistryKind = 'adsTxt' | 'sellersJson' | 'vendorList';

/** A file that is wanted, and what of its content is kept. */
export interface WantedFile {
  readonly url: string;
  readonly kind: RegistryKind;
  /** Undefined where the content is no such file. */
  read(content: string): Record<string, unknown> | undefined;
  /** Whether what was found of it answers all that is asked now; default yes. */
  answers?(found: KnownFile['found']): boolean;
}

/** What is known of a file: of the newest content that could be read. */
export interface KnownFile {
  readonly url: string;
  readonly kind: RegistryKind;
  readonly outcome: string;
  readonly found: Readonly<Record<string, unknown>>;
  readonly triedAt: Date;
  readonly readAt: Date | undefined;
}

/** How long what was read counts as new, and how soon what failed is tried again. */
const FRESH_MS = 86_400_000;
const RETRY_MS = 3_600_000;
/** How soon a file is read again when something new is asked of it. */
const ASKED_MORE_MS = 600_000;
/** Files fetched in one round, and how long it may take: who waits gets their turn in the next. Clients name systems that may answer slowly. */
const ROUND_MAX = 50;
const ROUND_MS_MAX = 120_000;

export interface FetchMeans {
  readonly fetchFile: FetchFile;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** From then on nothing more is fetched. */
  readonly isEnding: () => boolean;
}

/** Everything known, by URL. */
export async function knownFiles(db: Kysely<Tables>): Promise<ReadonlyMap<string, KnownFile>> {
  const rows = await db.selectFrom('registry_files').selectAll().orderBy('url').execute();
  return new Map(
    rows.map(({ url, kind, outcome, found, tried_at, read_at }) => [
      url,
      // Only `refreshFiles` writes the row.
      { url, kind: kind as RegistryKind, outcome, found, triedAt: tried_at, readAt: read_at ?? undefined },
    ]),
  );
}

/**
 * Fetches those of the wanted files that are due, one after the other, and forgets files that nobody wants any more. What was read
 * stays when a later attempt fails.
 */
export async function refreshFiles(
  db: Kysely<Tables>,
  wanted: readonly WantedFile[],
  means: FetchMeans,
): Promise<void> {
  const known = await knownFiles(db);
  const urls = new Set(wanted.map(({ url }) => url));
  const gone = [...known.keys()].filter((url) => !urls.has(url));
  if (gone.length > 0) await sql`delete from registry_files where url = any(${gone}::text[])`.execute(db);
  const startedMs = means.now();
  const due = wanted.filter((file) => isDue(file, { known: known.get(file.url), nowMs: startedMs }));
  for (const file of due.slice(0, ROUND_MAX)) {
    if (means.isEnding() || means.now() - startedMs > ROUND_MS_MAX) return;
    await refresh(db, file, means);
  }
}

function isDue(
  wanted: WantedFile,
  { known, nowMs }: { known: KnownFile | undefined; nowMs: number },
): boolean {
  if (known === undefined) return true;
  const waitedMs = nowMs - known.triedAt.getTime();
  if (known.outcome !== READ) return waitedMs >= RETRY_MS;
  return waitedMs >= (wanted.answers?.(known.found) === false ? ASKED_MORE_MS : FRESH_MS);
}

const READ = 'read';

async function refresh(
  db: Kysely<Tables>,
  file: WantedFile,
  { fetchFile, now, isEnding }: FetchMeans,
): Promise<void> {
  const fetched = await fetchFile(file.url, { plain: file.kind === 'adsTxt' });
  // What was broken off says nothing about the file.
  if (isEnding()) return;
  const found = fetched.ok ? storable(file.read(fetched.content)) : undefined;
  const outcome = found !== undefined ? READ : fetched.ok ? 'file.unreadable' : fetched.code;
  const triedAt = new Date(now());
  const news = { outcome, tried_at: triedAt, ...(found && { found, read_at: triedAt }) };
  await db
    .insertInto('registry_files')
    .values({ url: file.url, kind: file.kind, found: {}, ...news })
    .onConflict((conflict) => conflict.column('url').doUpdateSet(news))
    .execute();
}
