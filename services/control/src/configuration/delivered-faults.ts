import type { Fault } from '@jianchat/api-contract';
import type { Tables } from '@jianchat/records';
import type { ImportFile, LineItemInput } from '@jianchat/snapshot';
import type { Kysely } from 'kysely';

/** Line items that have delivered and would leave the order or advertiser whose totals hold what they spent. */
export async function deliveredFaults(
  db: Kysely<Tables>,
  { file, stored }: { readonly file: ImportFile; readonly stored: ImportFile },
): Promise<readonly Fault[]> {
  const before = new Map(stored.lineItems.map((line) => [line.id, line]));
  const moved = file.lineItems.flatMap((line, at) => {
    const member = leaves(line, before.get(line.id));
    return member === undefined ? [] : [{ id: line.id, path: `lineItems[${at}].${member}` }];
  });
  if (moved.length === 0) return [];
  const rows = await db
    .selectFrom('line_item_delivery')
    .select('line_item')
    .distinct()
    .where(
      'line_item',
      'in',
      moved.map(({ id }) => id),
    )
    .execute();
  const delivered = new Set(rows.map(({ line_item }) => line_item));
  return moved.flatMap(({ id, path }) =>
    delivered.has(id)
      ? [
          {
            path,
            code: 'lineItem.delivered',
            message: 'it has delivered under another; book a new line item',
          },
        ]
      : [],
  );
}

function leaves(line: LineItemInput, before: LineItemInput | undefined): 'advertiser' | 'order' | undefined {
  if (before === undefined) return undefined;
  if (line.advertiser !== before.advertiser) return 'advertiser';
  return before.order !== undefined && line.order !== before.order ? 'order' : undefined;
}
