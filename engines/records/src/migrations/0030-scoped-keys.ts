import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  `alter table api_keys
    add advertiser_id text references advertisers on delete cascade,
    add check (account_id is null or advertiser_id is null),
    add check ((role = 'advertiser') = (advertiser_id is not null))`,
  'create index on api_keys (advertiser_id)',
  'alter table advertisers add closed_at timestamptz',
];

/** Keys that are bound to one advertiser, and advertisers whose people have left. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
