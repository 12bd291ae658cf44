/** sellers.json (IAB Tech Lab, version 1.0): who sells through a system. */

export type SellerType = 'PUBLISHER' | 'INTERMEDIARY' | 'BOTH';

export interface Seller {
  readonly id: string;
  readonly type: SellerType;
  /** Name and domain are left out where the seller is confidential. */
  readonly name?: string;
  readonly domain?: string;
  readonly confidential: boolean;
}

export type SellersReading =
  | { readonly ok: true; readonly sellers: ReadonlyMap<string, Seller>; readonly unreadable: number }
  | { readonly ok: false; readonly message: string };

/** The largest files list some hundred thousand. */
const SELLERS_MAX = 1_000_000;
const TYPES: ReadonlySet<string> = new Set(['PUBLISHER', 'INTERMEDIARY', 'BOTH']);

/** Reads a file's JSON. Entries that break the specification are counted and left out; ids may be numbers where text is meant. */
export function parseSellersJson(document: unknown): SellersReading {
  if (typeof document !== 'object' || document === null || !('sellers' in document))
    return { ok: false, message: 'it has no list of sellers' };
  const { sellers: list } = document;
  if (!Array.isArray(list) || list.length > SELLERS_MAX)
    return { ok: false, message: `"sellers" must be a list of at most ${SELLERS_MAX}` };
  const sellers = new Map<string, Seller>();
  let unreadable = 0;
  for (const entry of list) {
    const seller = sellerOf(entry);
    // An id stands once; of two nobody can tell which holds.
    if (seller === undefined || sellers.has(seller.id)) unreadable += 1;
    else sellers.set(seller.id, seller);
  }
  return { ok: true, sellers, unreadable };
}

function sellerOf(entry: unknown): Seller | undefined {
  if (typeof entry !== 'object' || entry === null) return undefined;
  const { seller_id, seller_type, name, domain, is_confidential } = entry as Record<string, unknown>;
  const id = typeof seller_id === 'number' ? String(seller_id) : seller_id;
  const type = typeof seller_type === 'string' ? seller_type.toUpperCase() : '';
  if (typeof id !== 'string' || id === '' || !TYPES.has(type)) return undefined;
  return {
    id,
    type: type as SellerType,
    ...(typeof name === 'string' && { name }),
    ...(typeof domain === 'string' && { domain: domain.toLowerCase() }),
    confidential: is_confidential === 1,
  };
}

/** What a file of our own says; the specification's names. */
export interface SellersFile {
  readonly contact_email?: string;
  readonly version: '1.0';
  readonly sellers: readonly {
    readonly seller_id: string;
    readonly seller_type: SellerType;
    readonly name?: string;
    readonly domain?: string;
    readonly is_confidential?: 1;
  }[];
}

/**
 * The file of a system with these sellers, in order of their ids. A seller without name or domain is confidential, since the
 * specification asks for both of every other.
 */
export function sellersFile(
  sellers: readonly Pick<Seller, 'id' | 'type' | 'name' | 'domain'>[],
  { contact }: { readonly contact: string | undefined },
): SellersFile {
  return {
    ...(contact !== undefined && { contact_email: contact }),
    version: '1.0',
    sellers: sellers
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ id, type, name, domain }) =>
        name === undefined || domain === undefined
          ? { seller_id: id, seller_type: type, is_confidential: 1 }
          : { seller_id: id, seller_type: type, name, domain },
      ),
  };
}
