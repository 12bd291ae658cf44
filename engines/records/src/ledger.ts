import { type Kysely, sql, type Transaction } from 'kysely';
import { RecordsFault } from './fault.ts';
import type { Tables } from './tables/index.ts';

/** Names one ledger account; it comes into being with its first posting. */
export interface LedgerAccount {
  /** `advertiser_prepaid`, `bidder_receivable`, `media_payable`, `platform_revenue`, … */
  readonly kind: string;
  readonly owner: string;
  /** ISO 4217. */
  readonly currency: string;
}

export interface Posting extends LedgerAccount {
  /** Debit positive, credit negative. */
  readonly amountMicros: number;
  /** How many events the posting sums up; 0 by default. */
  readonly events?: number;
}

export interface Journal {
  /** With `fromOffset` the journal's identity. One not drawn from the log: its own reference, offsets 0 and 0. */
  readonly source: string;
  readonly fromOffset: number;
  /** One past the last log offset the journal accounts for. */
  readonly toOffset: number;
  readonly at: Date;
  /** Per currency they sum to zero; the database refuses the commit otherwise. */
  readonly postings: readonly Posting[];
}

/**
 * Posts a journal at most once, inside the caller's transaction, so that it commits together with the offset it
 * accounts for. Posting it again answers `already-posted` and changes nothing; posting another range from
 * the same offset is a fault of the caller and throws `records.journal-conflict`.
 */
export async function postJournal(
  transaction: Transaction<Tables>,
  journal: Journal,
): Promise<'posted' | 'already-posted'> {
  const inserted = await transaction
    .insertInto('journals')
    .values({
      source: journal.source,
      from_offset: journal.fromOffset,
      to_offset: journal.toOffset,
      at: journal.at,
    })
    .onConflict((conflict) => conflict.columns(['source', 'from_offset']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (inserted === undefined) {
    await refuseOtherRange(transaction, journal);
    return 'already-posted';
  }
  if (journal.postings.length > 0) await insertPostings(transaction, inserted.id, journal);
  return 'posted';
}

/** Debits less credits, in micros; 0 for an account without postings. */
export async function ledgerBalance(db: Kysely<Tables>, account: LedgerAccount): Promise<number> {
  const row = await db
    .selectFrom('ledger_balances')
    .select('balance_micros')
    .where('kind', '=', account.kind)
    .where('owner', '=', account.owner)
    .where('currency', '=', account.currency)
    .executeTakeFirst();
  return row?.balance_micros ?? 0;
}

async function refuseOtherRange(transaction: Transaction<Tables>, journal: Journal): Promise<void> {
  const { to_offset } = await transaction
    .selectFrom('journals')
    .select('to_offset')
    .where('source', '=', journal.source)
    .where('from_offset', '=', journal.fromOffset)
    .executeTakeFirstOrThrow();
  if (to_offset !== journal.toOffset) {
    throw new RecordsFault(
      'records.journal-conflict',
      `the journal from offset ${journal.fromOffset} was posted up to ${to_offset}, not ${journal.toOffset}`,
    );
  }
}

/** Two statements whatever the number of postings: one array per column instead of one parameter per value. */
async function insertPostings(
  transaction: Transaction<Tables>,
  journalId: number,
  { postings }: Journal,
): Promise<void> {
  const kinds = postings.map((posting) => posting.kind);
  const owners = postings.map((posting) => posting.owner);
  const currencies = postings.map((posting) => posting.currency);
  const amounts = postings.map((posting) => posting.amountMicros);
  const events = postings.map((posting) => posting.events ?? 0);
  // Ordered, so that two journals that open the same accounts wait for, and do not deadlock, each other.
  await sql`
    insert into ledger_accounts (kind, owner, currency)
    select distinct kind, owner, currency
    from unnest(${kinds}::text[], ${owners}::text[], ${currencies}::text[]) as p (kind, owner, currency)
    where not exists (select from ledger_accounts a where (a.kind, a.owner, a.currency) = (p.kind, p.owner, p.currency))
    order by kind, owner, currency
    on conflict do nothing`.execute(transaction);
  const { numAffectedRows } = await sql`
    insert into postings (journal_id, ledger_account_id, amount_micros, events)
    select ${journalId}::int8, a.id, p.amount_micros, p.events
    from unnest(${kinds}::text[], ${owners}::text[], ${currencies}::text[], ${amounts}::int8[], ${events}::int4[])
      as p (kind, owner, currency, amount_micros, events)
    join ledger_accounts a on (a.kind, a.owner, a.currency) = (p.kind, p.owner, p.currency)`.execute(
    transaction,
  );
  if (numAffectedRows !== BigInt(postings.length))
    throw new Error('not every posting found its ledger account');
}
