import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  `create table policy_notices (
    version int4 not null check (version > 0),
    policy_hash text not null check (policy_hash <> ''),
    user_id text not null check (user_id <> ''),
    created_at timestamptz not null,
    sent_at timestamptz,
    attempts int4 not null default 0 check (attempts >= 0),
    acknowledged_at timestamptz,
    primary key (version, policy_hash, user_id)
  )`,
  'alter table accounts add column closed_at timestamptz',
  // Who left does not come back by an import: nothing is sold for a closed account again.
  'alter table accounts add check (closed_at is null or not enabled)',
];

/** Who was told of which version of the policy, and accounts that were closed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
