import type { AdFormat } from '@jianchat/events';
import type { Mediation, MediationNetwork, RealisedPrices } from '@jianchat/snapshot';

/** One step of a waterfall, in the order in which the app tries them. Prices are a thousand impressions', in micros of the auction's currency. */
export type WaterfallStep =
  /** The app asks this network's SDK. */
  | { readonly network: MediationNetwork; readonly priceMicros: number }
  /** Here the auction's best bid has its turn. */
  | { readonly auction: true; readonly priceMicros: number };

/** What ranking networks takes of an imp and of its auction. */
export interface MediatedImp {
  readonly mediation: Mediation;
  /** What its networks have really paid, by network. */
  readonly realised?: RealisedPrices[string];
  /** Formats the imp takes, in its order; the first is the one that prices go by. */
  readonly formats: readonly AdFormat[];
  /** ISO 3166-1 alpha-2, '' where unknown or not allowed. */
  readonly country: string;
  /** Lowest price that may win, micros of the auction's currency. */
  readonly floorMicros: number;
  /** The auction's best bid, micros of its currency; 0 where there is none. */
  readonly bestMicros: number;
  /** Networks whose SDK the app holds. */
  readonly networks: ReadonlySet<string>;
  /** Micros of the account's currency in the auction's; undefined where that can't be told. */
  convert(micros: number): number | undefined;
}

/** Ranks a placement's networks against its auction. */
export interface MediationDemand {
  waterfall(imp: MediatedImp): readonly WaterfallStep[];
}
