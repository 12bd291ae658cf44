import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  `create table network_reports (
    placement_id text not null references placements on delete cascade,
    network text not null check (length(network) between 1 and 64),
    day text not null check (day ~ '^\\d{4}-\\d\\d-\\d\\d$'),
    country text not null check (country ~ '^([A-Z]{2})?$'),
    impressions int8 not null check (impressions >= 0),
    earned_micros int8 not null check (earned_micros >= 0),
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    primary key (placement_id, network, day, country)
  )`,
  `create trigger raise_config_revision after insert or update or delete or truncate on network_reports
    for each statement execute function raise_config_revision()`,
];

/** What networks of a mediated placement say they paid, a day and country each. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
