import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  'alter table media drop constraint media_kind_check',
  'alter table media drop constraint media_check',
  `alter table media add constraint media_kind_check check (kind in ('app', 'site', 'ctv', 'dooh'))`,
  `alter table media add column screen jsonb check (jsonb_typeof(screen) = 'object')`,
  `alter table media add constraint media_check check (
    case kind when 'site' then domain is not null when 'dooh' then screen is not null else bundle is not null end
  )`,
];

/** Public screens among the media. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
