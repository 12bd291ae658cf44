import type { ImpView } from '@jianchat/auction';
import type { OpenObject } from '@jianchat/openrtb';
import type { BidderRow } from '../catalogue.ts';
import type { OfferedDeal } from '../deals/deal-book.ts';

/** The formats an imp can offer. */
export const FORMATS = ['banner', 'video', 'audio', 'native'] as const;
export type Format = (typeof FORMATS)[number];

/** An imp as one bidder is asked about it. */
export interface AskedImp {
  readonly index: number;
  readonly params: OpenObject;
  /** The formats it is asked for; undefined for all that the imp has. */
  readonly formats: readonly Format[] | undefined;
  /** Deals of the platform that the bidder may use for it. */
  readonly deals?: readonly OfferedDeal[];
}

/** Somebody who is named by at least one imp, with its own parameters for each. */
export interface Ask {
  /** The bidder: its contract, its endpoint, its money, also where the client calls it otherwise. */
  readonly row: BidderRow;
  /** What the client calls it: its own id or an alias. Its bids are answered under this name. */
  readonly seat: string;
  /** The vendor id that the client says of an alias (`ext.prebid.aliasgvlids`); it can only take something away. */
  readonly vendor: number | undefined;
  readonly imps: readonly AskedImp[];
}

/** The formats an imp has. */
export function formatsOf({ imp }: ImpView): readonly Format[] {
  return FORMATS.filter((format) => imp[format] !== undefined);
}
