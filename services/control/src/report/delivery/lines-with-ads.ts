import type { Tables } from '@jianchat/records';
import { type Kysely, sql } from 'kysely';

/** Line items with a creative that is switched on and, as it was last seen, approved; one that no review knows yet counts. */
export async function linesWithAds(db: Kysely<Tables>): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ line: string }>`
    select distinct c.line_item_id as line from creatives c
    left join (
      select distinct on (creative) creative, state from creative_reviews
      where source = 'direct' order by creative, at desc, first_seen_at desc
    ) r on r.creative = c.id
    where c.enabled and coalesce(r.state, 'approved') = 'approved'`.execute(db);
  return new Set(rows.map(({ line }) => line));
}
