import { type Kysely, sql } from 'kysely';

const EDITABLE = [
  'accounts',
  'media',
  'placements',
  'bidders',
  'deals',
  'advertisers',
  'orders',
  'line_items',
  'creatives',
  'host_settings',
];

/**
 * One sequence for all tables: a record that is removed and made anew never gets a revision that somebody still holds.
 * Who writes says so in `jianchat.changed_by`, for the transaction. A write that changes nothing leaves the stamp.
 */
const STAMP = `
create sequence record_revisions;
create function stamp_record() returns trigger language plpgsql as $$
declare
  stamp constant text[] := array['revision', 'changed_at', 'changed_by'];
begin
  if tg_op = 'UPDATE' and to_jsonb(new) - stamp = to_jsonb(old) - stamp then
    return old;
  end if;
  new.revision := nextval('record_revisions');
  new.changed_at := clock_timestamp();
  new.changed_by := nullif(current_setting('jianchat.changed_by', true), '');
  return new;
end $$;`;

/** Every record that can be edited carries the revision of its last change, which whoever changes it next has to have seen. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(STAMP).execute(db);
  for (const name of EDITABLE) {
    const table = sql.table(name);
    await sql`
      alter table ${table}
        add revision int8 not null default nextval('record_revisions'),
        add changed_at timestamptz not null default now(),
        add changed_by text check (changed_by ~ '^(user|key):')`.execute(db);
    await sql`
      create trigger stamp_record before insert or update on ${table}
      for each row execute function stamp_record()`.execute(db);
  }
}
