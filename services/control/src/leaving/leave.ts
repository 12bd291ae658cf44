import type { Records, Tables } from '@jianchat/records';
import { sql, type Transaction } from 'kysely';
import type { Caller } from '../auth/caller.ts';
import { lockConfiguration } from '../configuration/change-configuration.ts';

export type LeaveOutcome =
  | {
      readonly ok: true;
      readonly closedAccount: string | null;
      readonly closedAdvertiser: string | null;
    }
  /** `lastOperator`: somebody must be able to answer for the platform. */
  | { readonly ok: false; readonly fault: 'user.unknown' | 'lastOperator' };

/** What stands for the name of an account or an advertiser whose people have left. */
const CLOSED = '(closed)';

/**
 * Lets a person go: in one transaction their account closes (its media and placements go, so that nothing is sold for it, and its keys
 * with them), its people's sessions end, and their personal data is deleted. An advertiser's ads end, its keys, and who is said to have paid for its ads. Stays: the account's id with its money records, which
 * the law wants kept, and events, which name ids only and go when their period is over.
 */
export async function leave(
  caller: Caller,
  { db, now }: { readonly db: Records['db']; readonly now: () => number },
): Promise<LeaveOutcome> {
  return db.transaction().execute(async (trx): Promise<LeaveOutcome> => {
    // Two operators who leave at the same time must not both find the other.
    await sql`lock table auth."user" in share row exclusive mode`.execute(trx);
    const { rows } = await sql<{ id: string; role: string }>`
      select id, role from auth."user" where email = ${caller.name}`.execute(trx);
    const user = rows[0];
    if (user === undefined) return { ok: false, fault: 'user.unknown' };
    const { scope } = caller;
    const at = new Date(now());
    if (scope.of === 'account') {
      await closeAccount(trx, { account: scope.id, at });
      await deleteUsers(trx, sql`account = ${scope.id}`);
      return { ok: true, closedAccount: scope.id, closedAdvertiser: null };
    }
    if (scope.of === 'advertiser') {
      await closeAdvertiser(trx, { advertiser: scope.id, at });
      await deleteUsers(trx, sql`advertiser = ${scope.id}`);
      return { ok: true, closedAccount: null, closedAdvertiser: scope.id };
    }
    if (user.role === 'operator' && (await operators(trx)) < 2) return { ok: false, fault: 'lastOperator' };
    await deleteUsers(trx, sql`id = ${user.id}`);
    return { ok: true, closedAccount: null, closedAdvertiser: null };
  });
}

async function operators(trx: Transaction<Tables>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int4 as count from auth."user" where role = 'operator'`.execute(trx);
  return rows[0]?.count ?? 0;
}

async function closeAccount(
  trx: Transaction<Tables>,
  { account, at }: { readonly account: string; readonly at: Date },
): Promise<void> {
  await lockConfiguration(trx);
  await trx
    .deleteFrom('placements')
    .where('media_id', 'in', (media) =>
      media.selectFrom('media').select('id').where('account_id', '=', account),
    )
    .execute();
  await trx.deleteFrom('media').where('account_id', '=', account).execute();
  for (const table of [
    'stored_requests',
    'stored_imps',
    'stored_responses',
    'category_mappings',
    'api_keys',
  ] as const)
    await trx.deleteFrom(table).where('account_id', '=', account).execute();
  await trx
    .updateTable('accounts')
    .set({ enabled: false, name: CLOSED, settings: {}, closed_at: at })
    .where('id', '=', account)
    .where('closed_at', 'is', null)
    .execute();
}

/** Its line items stay for what they delivered and cost; none of them runs while their advertiser is off. */
async function closeAdvertiser(
  trx: Transaction<Tables>,
  { advertiser, at }: { readonly advertiser: string; readonly at: Date },
): Promise<void> {
  await lockConfiguration(trx);
  for (const table of ['api_keys', 'conversion_keys'] as const)
    await trx.deleteFrom(table).where('advertiser_id', '=', advertiser).execute();
  await trx
    .updateTable('advertisers')
    .set({ enabled: false, name: CLOSED, dsa: null, conversions: null, closed_at: at })
    .where('id', '=', advertiser)
    .where('closed_at', 'is', null)
    .execute();
}

async function deleteUsers(trx: Transaction<Tables>, where: ReturnType<typeof sql>): Promise<void> {
  const ids = sql`select id from auth."user" where ${where}`;
  await sql`delete from policy_notices where user_id in (${ids})`.execute(trx);
  // A link that was mailed and not used would name the address for as long as it is valid.
  await sql`delete from auth.verification v using auth."user" u
    where u.id in (${ids}) and position(u.email in v.value) > 0`.execute(trx);
  await sql`delete from auth.session where "userId" in (${ids})`.execute(trx);
  await sql`delete from auth.account where "userId" in (${ids})`.execute(trx);
  await sql`delete from auth."user" where ${where}`.execute(trx);
}
