import { type Kysely, sql } from 'kysely';

/**
 * A flat sum that was paid whole, or as good as, before prices went by the day left its line item a day's price of one micro and no budget
 * for it. What was paid for goes on to its end, as it did: each day that is left is borne.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    with paid as (
      select l.id,
        (select coalesce(sum(micros), 0)::int8 from line_item_spend where line_item = l.id) as spent,
        greatest(0, coalesce(
          ((l.ends_at - interval '1 microsecond') at time zone zone)::date
            - (greatest(now(), l.starts_at) at time zone zone)::date + 1,
          36500)) as days
      from line_items l
      join advertisers a on a.id = l.advertiser_id
      cross join lateral (select coalesce(l.terms ->> 'timeZone', a.time_zone) as zone) z
      where l.terms #>> '{cost,model}' = 'flat' and (l.terms #>> '{cost,dayMicros}')::int8 = 1
    )
    update line_items l set budget_total_micros = paid.spent + paid.days
    from paid
    where paid.id = l.id and l.budget_total_micros < paid.spent + paid.days`.execute(db);
}
