import type { EventRecord } from '@jianchat/events';
import type { Tables } from '@jianchat/records';
import { type Kysely, sql } from 'kysely';
import { type Charge, chargeOf } from './charge.ts';
import { openPurses, takeFrom } from './purses.ts';
import type { Placed } from './read-batch.ts';

/** A counted event with what it costs in the end. */
export interface Charged extends Placed<EventRecord> {
  readonly charge: Charge;
}

/**
 * What counted events cost, in log order: never more than is left of the budgets of their line item, its day and its order. Clicks and
 * conversions come when they come, also after a budget's last money went; what it could not pay is kept beside the event's id.
 * Runs in the transaction that takes the ids and adds up the spend: nobody spends the same money beside it.
 */
export async function withinBudgets(
  db: Kysely<Tables>,
  events: readonly Placed<EventRecord>[],
): Promise<readonly Charged[]> {
  const pursesOf = await openPurses(db, events.map(({ record }) => record).filter(isCostly));
  const charged = events.map((event): Charged => {
    const { record } = event;
    const whole = chargeOf(record);
    const purses = isCostly(record) ? pursesOf(record) : [];
    const unpaid = whole.chargeMicros - takeFrom(purses, whole.chargeMicros);
    return { ...event, charge: unpaid === 0 ? whole : chargeOf(record, unpaid) };
  });
  await keepUncharged(
    db,
    charged.filter(({ charge }) => charge.unchargedMicros > 0),
  );
  return charged;
}

/** Bidders have no budgets here: they pay what they bid. */
const isCostly = (record: EventRecord): boolean =>
  record.claims.demandKind === 'direct' && chargeOf(record).chargeMicros > 0;

/** Analytics reads it there: it can't tell afterwards what a budget had left. */
async function keepUncharged(db: Kysely<Tables>, events: readonly Charged[]): Promise<void> {
  if (events.length === 0) return;
  await sql`
    update counted_events set uncharged_micros = unpaid.micros
    from unnest(
      ${events.map(({ record }) => record.id)}::text[],
      ${events.map(({ charge }) => charge.unchargedMicros)}::int8[]
    ) as unpaid (event_id, micros)
    where counted_events.event_id = unpaid.event_id`.execute(db);
}
