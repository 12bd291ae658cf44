import { type NoticeProof, type ReleasedPolicy, takesEffectMs } from '@jianchat/policy';
import type { Records } from '@jianchat/records';
import { sql } from 'kysely';
import { errorDetail, type OnLog } from '../log-line.ts';
import type { SendMail } from './mail.ts';
import { noticeLetter } from './notice-letter.ts';

/** Where the proof goes that everybody was told: every role of the platform asks it before a version takes effect. */
export interface ProofStore {
  of(version: number): NoticeProof | undefined;
  put(proof: NoticeProof): void;
}

export interface NoticesOptions {
  readonly db: Records['db'];
  /** Released versions, oldest first. */
  readonly released: () => readonly ReleasedPolicy[];
  readonly proofs: ProofStore;
  readonly sendMail: SendMail;
  readonly publicUrl: string;
  readonly now: () => number;
  readonly onLog: OnLog;
}

/** How far the notice of a version is. */
export interface NoticeProgress {
  readonly recipients: number;
  readonly sent: number;
}

/** Tells people of a significant version before it takes effect, each of them once, and proves that all were told. */
export interface Notices {
  /** Sends what is due; what a kill or a failure left is taken up at the next call. Never rejects. */
  work(): Promise<void>;
  progress(release: ReleasedPolicy): Promise<NoticeProgress>;
  /** When a user put the banner of a version away; undefined while it stands. */
  acknowledgedAt(release: ReleasedPolicy, email: string): Promise<Date | undefined>;
  /** The banner stays away for this user; undefined where there is no such user. */
  acknowledge(release: ReleasedPolicy, email: string): Promise<Date | undefined>;
}

export function createNotices(options: NoticesOptions): Notices {
  const { db, proofs, now, onLog } = options;
  let working: Promise<void> | undefined;

  async function tell(release: ReleasedPolicy): Promise<void> {
    const { version, hash } = release.record;
    await enlist(options, release);
    let failed = 0;
    for (;;) {
      const outcome = await sendOne(options, release, failed);
      if (outcome === 'none') break;
      if (outcome === 'failed') failed++;
    }
    const { recipients, sent, lastSentMs } = await progressOf(db, release);
    if (sent < recipients) {
      onLog({ level: 'error', event: 'notice.failed', detail: { version, missing: recipients - sent } });
      return;
    }
    proofs.put({ version, hash, completedMs: lastSentMs ?? now() });
    onLog({ level: 'info', event: 'notice.completed', detail: { version, recipients } });
  }

  async function workOnce(): Promise<void> {
    for (const release of options.released()) {
      const { record } = release;
      const announcedMs = Date.parse(`${record.announced}T00:00:00Z`);
      if (record.noticeDays === 0 || now() < announcedMs) continue;
      try {
        if (!isProven(release, proofs)) await tell(release);
      } catch (error) {
        onLog({ level: 'error', event: 'notice.failed', detail: errorDetail(error) });
      }
    }
  }

  return {
    work() {
      working ??= workOnce().finally(() => {
        working = undefined;
      });
      return working;
    },
    progress: async (release) => {
      const { recipients, sent } = await progressOf(db, release);
      return { recipients, sent };
    },
    acknowledgedAt: (release, email) => readAcknowledged(db, release, email),
    acknowledge: (release, email) => acknowledge(options, release, email),
  };
}

export function isProven({ record }: ReleasedPolicy, proofs: ProofStore): boolean {
  const proof = proofs.of(record.version);
  return proof !== undefined && proof.hash === record.hash;
}

/** A row for each user there is; who comes later reads the policy when they come. */
async function enlist({ db, now }: NoticesOptions, { record }: ReleasedPolicy): Promise<void> {
  await sql`insert into policy_notices (version, policy_hash, user_id, created_at)
    select ${record.version}, ${record.hash}, id, ${new Date(now())} from auth."user"
    on conflict do nothing`.execute(db);
  // Who left meanwhile needs no letter.
  await sql`delete from policy_notices where version = ${record.version} and policy_hash = ${record.hash}
    and sent_at is null and user_id not in (select id from auth."user")`.execute(db);
}

/**
 * One letter in one transaction that holds the recipient's row, so that two processes never write to the same person. A kill between
 * handing over and commit repeats the same letter under the same id.
 */
async function sendOne(
  options: NoticesOptions,
  release: ReleasedPolicy,
  skip: number,
): Promise<'sent' | 'failed' | 'none'> {
  const { version, hash } = release.record;
  return options.db.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ user_id: string; email: string }>`
      select n.user_id, u.email from policy_notices n join auth."user" u on u.id = n.user_id
      where n.version = ${version} and n.policy_hash = ${hash} and n.sent_at is null
      order by n.user_id offset ${skip} limit 1 for update of n skip locked`.execute(transaction);
    const row = rows[0];
    if (row === undefined) return 'none';
    const handedOver = await options
      .sendMail(
        noticeLetter({
          release,
          effective: effectiveDay(release, options.now()),
          to: row.email,
          userId: row.user_id,
          publicUrl: options.publicUrl,
        }),
      )
      .then(
        () => true,
        (error: unknown) => {
          options.onLog({ level: 'warn', event: 'notice.unsent', detail: errorDetail(error) });
          return false;
        },
      );
    await transaction
      .updateTable('policy_notices')
      .set(({ eb }) => ({
        attempts: eb('attempts', '+', 1),
        sent_at: handedOver ? new Date(options.now()) : null,
      }))
      .where('version', '=', version)
      .where('policy_hash', '=', hash)
      .where('user_id', '=', row.user_id)
      .execute();
    return handedOver ? 'sent' : 'failed';
  });
}

/** The day a version can take effect when everybody is told now. */
function effectiveDay({ record }: ReleasedPolicy, nowMs: number): string {
  const { version, hash } = record;
  return new Date(takesEffectMs(record, { version, hash, completedMs: nowMs })).toISOString().slice(0, 10);
}

async function progressOf(
  db: Records['db'],
  { record }: ReleasedPolicy,
): Promise<NoticeProgress & { readonly lastSentMs: number | undefined }> {
  const row = await db
    .selectFrom('policy_notices')
    .select(({ fn }) => [
      fn.countAll<number>().as('recipients'),
      fn.count<number>('sent_at').as('sent'),
      fn.max('sent_at').as('last'),
    ])
    .where('version', '=', record.version)
    .where('policy_hash', '=', record.hash)
    .executeTakeFirstOrThrow();
  return {
    recipients: Number(row.recipients),
    sent: Number(row.sent),
    lastSentMs: row.last === null ? undefined : new Date(row.last).getTime(),
  };
}

async function readAcknowledged(
  db: Records['db'],
  { record }: ReleasedPolicy,
  email: string,
): Promise<Date | undefined> {
  const { rows } = await sql<{ acknowledged_at: Date | null }>`
    select n.acknowledged_at from policy_notices n join auth."user" u on u.id = n.user_id
    where n.version = ${record.version} and n.policy_hash = ${record.hash} and u.email = ${email}`.execute(
    db,
  );
  return rows[0]?.acknowledged_at ?? undefined;
}

async function acknowledge(
  { db, now }: NoticesOptions,
  { record }: ReleasedPolicy,
  email: string,
): Promise<Date | undefined> {
  const at = new Date(now());
  const { rows } = await sql<{ acknowledged_at: Date }>`
    insert into policy_notices (version, policy_hash, user_id, created_at, acknowledged_at)
    select ${record.version}, ${record.hash}, id, ${at}, ${at} from auth."user" where email = ${email}
    on conflict (version, policy_hash, user_id)
    do update set acknowledged_at = coalesce(policy_notices.acknowledged_at, excluded.acknowledged_at)
    returning acknowledged_at`.execute(db);
  return rows[0]?.acknowledged_at;
}
