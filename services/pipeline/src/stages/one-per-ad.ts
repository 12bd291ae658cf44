import { type Conversion, conversionIdOf, type EventRecord, isWanted } from '@jianchat/events';
import type { Tables } from '@jianchat/records';
import { type Kysely, sql } from 'kysely';
import { countedAmong, takeIds } from './counted-ids.ts';
import type { Placed } from './read-batch.ts';

/**
 * Leaves out what a line item that pays by the conversion does not count: further orders of an ad, where one of each kind counts. That
 * one takes the id that an ad without an order has, besides its own. So it is where the line item says `one`, and where it says nothing
 * for what a page's key told: anybody who read the page can make up orders.
 */
export async function onePerAd(
  db: Kysely<Tables>,
  conversions: readonly Placed<EventRecord>[],
): Promise<readonly Placed<EventRecord>[]> {
  const ordered = conversions.filter(({ record }) => isPaidOrder(record));
  const countingOf = await readCounting(
    db,
    ordered.map(({ record }) => record.claims.demand),
  );
  const bound = ordered.filter(({ record: { claims, conversion } }) => {
    const unsaid = conversion?.use === 'page' ? 'one' : 'every';
    return (countingOf.get(claims.demand) ?? unsaid) === 'one';
  });
  if (bound.length === 0) return conversions;
  const known = await countedAmong(
    db,
    bound.map(({ record }) => record.id),
  );
  const first = new Map(bound.map((each) => [each.record.id, each] as const).reverse());
  const asking = [...first.values()].filter(({ record }) => !known.has(record.id));
  const taken = await takeIds(
    db,
    asking.map(({ offset, record }) => ({ offset, record: { ...record, id: adIdOf(record) } })),
  );
  const left = new Set(bound.filter(({ offset }) => !taken.has(offset)));
  return conversions.filter((each) => !left.has(each));
}

const isPaidOrder = ({ claims, conversion }: EventRecord): boolean =>
  conversion?.order !== undefined && (claims.conversion?.micros ?? 0) > 0 && isWanted(claims, conversion);

/** Of its ad and kind, whatever the order. */
function adIdOf({ claims, conversion }: EventRecord): string {
  const { order: _, ...unordered } = conversion ?? ({ kind: '', valueMicros: 0 } satisfies Conversion);
  return conversionIdOf(claims, unordered);
}

async function readCounting(
  db: Kysely<Tables>,
  lineItems: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (lineItems.length === 0) return new Map();
  const { rows } = await sql<{ id: string; counting: string }>`
    select id, terms #>> '{cost,counting}' as counting from line_items
    where id = any(${[...new Set(lineItems)]}::text[]) and terms #> '{cost,counting}' is not null`.execute(
    db,
  );
  return new Map(rows.map(({ id, counting }) => [id, counting]));
}
