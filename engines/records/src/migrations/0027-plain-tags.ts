import { type Kysely, sql } from 'kysely';

const PLAIN = (row: 'old' | 'new'): string => `coalesce((${row}.tag->>'plain')::boolean, false)`;

/** A tag that begins or ceases to lead over plain http changes what the snapshot says of its creative. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `create trigger raise_config_revision_by_tag after update of tag on creative_reviews
      for each row when (${PLAIN('old')} is distinct from ${PLAIN('new')})
      execute function raise_config_revision()`,
    )
    .execute(db);
}
