import type { Tables } from '@jianchat/records';
import { type Kysely, sql } from 'kysely';
import type { Charged } from './within-budgets.ts';

export interface Posting {
  readonly kind: 'advertiser_prepaid' | 'bidder_receivable' | 'media_payable' | 'platform_revenue';
  readonly owner: string;
  readonly currency: string;
  /** Debit positive. */
  readonly amountMicros: number;
  readonly events: number;
}

/** Sums a batch's charges per ledger account; the amounts of each currency add up to zero. */
export function postingsOf(events: readonly Charged[]): readonly Posting[] {
  const sums = new Map<string, Posting>();
  const add = (
    account: Pick<Posting, 'kind' | 'owner' | 'currency'>,
    { micros }: { micros: number },
  ): void => {
    if (micros === 0) return;
    const id = JSON.stringify([account.kind, account.owner, account.currency]);
    const sum = sums.get(id);
    const amountMicros = (sum?.amountMicros ?? 0) + micros;
    sums.set(id, { ...account, amountMicros, events: (sum?.events ?? 0) + 1 });
  };
  for (const { record, charge } of events) {
    const { claims } = record;
    const { currency } = claims;
    const { chargeMicros, mediaMicros, platformMicros } = charge;
    const payer =
      claims.demandKind === 'direct'
        ? ({ kind: 'advertiser_prepaid', owner: claims.advertiser } as const)
        : ({ kind: 'bidder_receivable', owner: claims.demand } as const);
    add({ ...payer, currency }, { micros: chargeMicros });
    add({ kind: 'media_payable', owner: claims.account, currency }, { micros: -mediaMicros });
    add({ kind: 'platform_revenue', owner: 'platform', currency }, { micros: -platformMicros });
  }
  return [...sums.values()];
}

/** Writes one journal for a batch, or none where nothing was charged. */
export async function postJournal(
  db: Kysely<Tables>,
  batch: { from: number; to: number; nowMs: number },
  postings: readonly Posting[],
): Promise<void> {
  if (postings.length === 0) return;
  const { id } = await db
    .insertInto('journals')
    .values({ source: 'events', from_offset: batch.from, to_offset: batch.to, at: new Date(batch.nowMs) })
    .returning('id')
    .executeTakeFirstOrThrow();
  const kinds = postings.map((posting) => posting.kind);
  const owners = postings.map((posting) => posting.owner);
  const currencies = postings.map((posting) => posting.currency);
  await sql`
    insert into ledger_accounts (kind, owner, currency)
    select * from unnest(${kinds}::text[], ${owners}::text[], ${currencies}::text[]) as wanted (kind, owner, currency)
    where not exists (
      select from ledger_accounts a
      where a.kind = wanted.kind and a.owner = wanted.owner and a.currency = wanted.currency
    )
    on conflict do nothing`.execute(db);
  const { numAffectedRows } = await sql`
    insert into postings (journal_id, ledger_account_id, amount_micros, events)
    select ${id}, a.id, posted.amount_micros, posted.events
    from unnest(
      ${kinds}::text[], ${owners}::text[], ${currencies}::text[],
      ${postings.map((posting) => posting.amountMicros)}::int8[],
      ${postings.map((posting) => posting.events)}::int4[]
    ) as posted (kind, owner, currency, amount_micros, events)
    join ledger_accounts a using (kind, owner, currency)`.execute(db);
  if (numAffectedRows !== BigInt(postings.length)) throw new Error('a posting found no ledger account');
}
