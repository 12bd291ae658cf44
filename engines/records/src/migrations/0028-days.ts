import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  `create table line_item_days (
    line_item text not null check (line_item <> ''),
    day text not null check (day ~ '^\\d{4}-\\d\\d-\\d\\d$'),
    advertiser text not null,
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    charged_micros int8 not null check (charged_micros >= 0),
    uncharged_micros int8 not null check (uncharged_micros >= 0),
    policy_version int4 not null,
    noon_at timestamptz not null,
    closes_at timestamptz not null,
    dealt_at timestamptz,
    primary key (line_item, day)
  )`,
  'create index on line_item_days (closes_at) where dealt_at is null',
  `create table line_item_places (
    id int8 generated always as identity primary key,
    line_item text not null,
    day text not null,
    account text not null,
    media text not null,
    placement text not null,
    creative text not null,
    format text not null,
    revenue_share_bps int4 not null check (revenue_share_bps between 0 and 10000),
    impressions_milli int8 not null check (impressions_milli > 0),
    charged_micros int8 not null default 0 check (charged_micros >= 0),
    media_micros int8 not null default 0 check (media_micros between 0 and charged_micros),
    uncharged_micros int8 not null default 0 check (uncharged_micros >= 0),
    fee_offset int8 unique,
    unique (line_item, day, account, media, placement, creative, format, revenue_share_bps),
    foreign key (line_item, day) references line_item_days
  )`,
];

/**
 * A flat price was one sum along a number of impressions, which stands as its budget. What is left of it becomes the price of each day that
 * is left: rounded down and within the daily budget, so that every day is paid for, the last one, too. Without both ends the next day that
 * it is shown owes the rest. It goes on competing at the price that it had.
 */
const FLAT_BY_DAY = `
with flat as (
  select l.id, l.budget_daily_micros as daily, (l.terms #>> '{cost,totalMicros}')::int8 as total,
    (l.terms #>> '{cost,expectedImpressions}')::int8 as impressions,
    least(l.budget_total_micros, (l.terms #>> '{cost,totalMicros}')::int8) as budget,
    (select coalesce(sum(micros), 0)::int8 from line_item_spend where line_item = l.id) as spent,
    greatest(1, coalesce(
      ((l.ends_at - interval '1 microsecond') at time zone zone)::date
        - (case when l.starts_at < now() then now() else l.starts_at end at time zone zone)::date + 1,
      1)) as days
  from line_items l
  join advertisers a on a.id = l.advertiser_id
  cross join lateral (select coalesce(l.terms ->> 'timeZone', a.time_zone) as zone) z
  where l.terms #>> '{cost,model}' = 'flat' and l.terms #> '{cost,totalMicros}' is not null
), priced as (
  select *, greatest(1, least((budget - spent) / days, daily, 1000000000000000)) as micros
  from flat
)
update line_items l set
  terms = jsonb_set(l.terms, '{cost}', jsonb_build_object(
    'model', 'flat',
    'dayMicros', priced.micros,
    'expectedImpressions', least(1000000000000, ceil(priced.impressions::numeric * priced.micros / priced.total))
  )),
  budget_total_micros = priced.budget
from priced where priced.id = l.id`;

/** Days that line items owe a price for, and where they were shown on them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...STATEMENTS, FLAT_BY_DAY]) await sql.raw(statement).execute(db);
}
