import { COMPETITOR, type NonBidReason, type Offer } from '@jianchat/auction';

/** The direct ads chosen so far for a request, and who must not stand beside them. */
export interface Company {
  reasonAgainst(offer: Offer): NonBidReason | undefined;
  add(offer: Offer): void;
}

/** Competitive exclusion: of two advertisers that have a label in common, the one chosen first stands alone. */
export function createCompany(): Company {
  let advertisers: Map<string, string> | undefined;
  return {
    reasonAgainst({ labels, advertiser }) {
      if (advertisers === undefined || labels === undefined) return undefined;
      for (const label of labels) {
        const other = advertisers.get(label);
        if (other !== undefined && other !== advertiser) return COMPETITOR;
      }
      return undefined;
    },
    add({ labels, advertiser }) {
      if (labels === undefined) return;
      advertisers ??= new Map();
      for (const label of labels) if (!advertisers.has(label)) advertisers.set(label, advertiser);
    },
  };
}
