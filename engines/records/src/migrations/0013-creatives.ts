import { type Kysely, sql } from 'kysely';

const FORMATS = `('banner', 'video', 'audio', 'native')`;

const TABLES = `
alter table creatives drop constraint creatives_kind_check;
alter table creatives add constraint creatives_kind_check check (kind in ${FORMATS});
alter table advertisers add column creative_review text not null default 'auto' check (creative_review in ('auto', 'manual'));
create table creative_reviews (
  hash text primary key check (hash ~ '^[0-9a-f]{64}$'),
  source text not null check (source in ('direct', 'openrtb')),
  demand text not null,
  creative text not null,
  format text not null check (format in ${FORMATS}),
  w int4,
  h int4,
  markup text not null check (length(markup) <= 262144),
  domains text not null,
  state text not null default 'pending' check (state in ('pending', 'approved', 'rejected')),
  reason text,
  decided_by text,
  decided_at timestamptz,
  first_seen_at timestamptz not null,
  at timestamptz not null,
  picture bytea check (length(picture) <= 2097152),
  picture_state text not null default 'waiting' check (picture_state in ('waiting', 'made', 'none')),
  check (state = 'pending' or decided_at is not null)
);
create index on creative_reviews (state, first_seen_at);
create index on creative_reviews (first_seen_at) where picture_state = 'waiting';
create trigger raise_config_revision_by_review after update of state on creative_reviews
for each statement execute function raise_config_revision();`;

/** Sounds and native ads among the creatives; what was seen of each creative and what was decided about it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(TABLES).execute(db);
}
