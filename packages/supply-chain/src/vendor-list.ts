/** The TCF's Global Vendor List (version 3 of its format), as far as contracts are compared with it. */

/** What a vendor says of itself. */
export interface Vendor {
  /** TCF purposes it pursues, on whichever basis. */
  readonly purposes: ReadonlySet<number>;
  readonly legitimateInterests: ReadonlySet<number>;
  readonly specialFeatures: ReadonlySet<number>;
  /** It has left the list: consent to it counts no more. */
  readonly deleted: boolean;
}

export type VendorListReading =
  | { readonly ok: true; readonly version: number; readonly vendors: ReadonlyMap<number, Vendor> }
  | { readonly ok: false; readonly message: string };

/** Reads `vendor-list.json`, and keeps only the vendors asked for: of a thousand three may be wanted. */
export function parseVendorList(document: unknown, wanted: ReadonlySet<number>): VendorListReading {
  const { vendorListVersion: version, vendors: listed } = objectOf(document);
  if (typeof version !== 'number' || typeof listed !== 'object' || listed === null)
    return { ok: false, message: 'it is no list of vendors' };
  const vendors = new Map<number, Vendor>();
  for (const [key, entry] of Object.entries(listed)) {
    const id = Number(key);
    if (!wanted.has(id)) continue;
    const { purposes, legIntPurposes, flexiblePurposes, specialFeatures, deletedDate } = objectOf(entry);
    const interests = idsOf(legIntPurposes);
    vendors.set(id, {
      purposes: new Set([...idsOf(purposes), ...interests]),
      legitimateInterests: new Set([...interests, ...idsOf(flexiblePurposes)]),
      specialFeatures: new Set(idsOf(specialFeatures)),
      deleted: typeof deletedDate === 'string',
    });
  }
  return { ok: true, version, vendors };
}

const objectOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

const idsOf = (value: unknown): readonly number[] =>
  Array.isArray(value) ? value.filter((id): id is number => Number.isInteger(id)) : [];
