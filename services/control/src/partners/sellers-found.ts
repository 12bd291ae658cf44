import type { Listing, Seller } from '@jianchat/supply-chain';

/** What is kept of a sellers.json: of those who were looked for, and no other. */
export interface SellersFound extends Record<string, unknown> {
  readonly asked: readonly string[];
  /** Those of them who are listed, by id. */
  readonly sellers: Readonly<Record<string, Omit<Seller, 'id'>>>;
}

/** Sellers looked for in one file, at most. */
export const ASKED_MAX = 1_000;

export function foundSellers(sellers: ReadonlyMap<string, Seller>, asked: readonly string[]): SellersFound {
  const listed = asked.flatMap((id) => {
    const seller = sellers.get(id);
    if (seller === undefined) return [];
    const { id: _id, ...rest } = seller;
    return [[id, rest] as const];
  });
  return { asked, sellers: Object.fromEntries(listed) };
}

/** Undefined where the file is not known, or was read before somebody looked for this seller in it. */
export function readListing(found: Readonly<Record<string, unknown>> | undefined, id: string): Listing {
  if (!isAsked(found, id)) return undefined;
  // Only `foundSellers` makes it.
  const sellers = found?.['sellers'] as SellersFound['sellers'];
  const seller = Object.hasOwn(sellers, id) ? sellers[id] : undefined;
  return seller === undefined ? 'unlisted' : { id, ...seller };
}

export const isAsked = (found: Readonly<Record<string, unknown>> | undefined, id: string): boolean =>
  Array.isArray(found?.['asked']) && found['asked'].includes(id) && typeof found['sellers'] === 'object';
