import type { Tables } from '@jianchat/records';
import { type Kysely, sql } from 'kysely';
import type { Condition } from '../api/condition.ts';
import { errorCode } from '../log-line.ts';
import { type Changer, changeConfiguration } from './change-configuration.ts';
import { type Conflict, conflictIn } from './conflict.ts';
import { isKept } from './kept.ts';
import { readRevisedRow } from './read-configuration.ts';

type RemoveOutcome =
  | 'removed'
  | 'record.unknown'
  | 'record.referenced'
  | 'record.delivered'
  | 'record.kept'
  | Conflict;

/** SQLSTATE foreign_key_violation. */
const STILL_REFERENCED = '23503';

/** Thrown inside the transaction to undo it. */
class StillUsed extends Error {}

interface RemoveOptions {
  readonly condition: Condition | undefined;
  readonly by: Changer;
  /** Whether reports tell of it under its id; asked where nothing else keeps it. */
  readonly isUsed?: () => Promise<boolean>;
}

/** Removes one record, provided that what is there is what the request asks for. */
export async function removeRecord(
  db: Kysely<Tables>,
  place: { readonly table: keyof Tables; readonly id: string },
  { condition, by, isUsed }: RemoveOptions,
): Promise<RemoveOutcome> {
  try {
    return await changeConfiguration(db, by, async (trx): Promise<RemoveOutcome> => {
      const conflict = await conflictIn(trx, place, condition);
      if (conflict !== undefined) return conflict;
      // Any delete raises the configuration's revision, one that finds nothing as well.
      if ((await readRevisedRow(trx, place)) === undefined) return 'record.unknown';
      if (await isKept(trx, place)) return 'record.kept';
      if (await isInDeal(trx, place)) return 'record.referenced';
      const gone = await sql`
        delete from ${sql.table(place.table)} where id = ${place.id} and ${removable(place.table)} returning id`.execute(
        trx,
      );
      if (gone.rows.length === 0) return 'record.delivered';
      if (await isUsed?.()) throw new StillUsed();
      return 'removed';
    });
  } catch (error) {
    if (error instanceof StillUsed) return 'record.kept';
    if (errorCode(error) === STILL_REFERENCED) return 'record.referenced';
    throw error;
  }
}

/** Deals name their bidders in a list, which no foreign key watches. */
async function isInDeal(
  trx: Kysely<Tables>,
  { table, id }: { readonly table: keyof Tables; readonly id: string },
): Promise<boolean> {
  if (table !== 'bidders') return false;
  const deal = await trx
    .selectFrom('deals')
    .select('id')
    .where(sql<boolean>`spec @> ${JSON.stringify({ bidders: [{ bidder: id }] })}::jsonb`)
    .limit(1)
    .executeTakeFirst();
  return deal !== undefined;
}

/** A line item that was counted stays, since its order's and advertiser's totals are sums over line items. */
const removable = (table: keyof Tables) =>
  table === 'line_items'
    ? sql`not exists (select from line_item_delivery where line_item = line_items.id)`
    : sql`true`;
