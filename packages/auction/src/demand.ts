import type { DemandKind, DeviceClass } from '@jianchat/events';
import type { Bid } from '@jianchat/openrtb';
import type { BidderInput, Capabilities, CapUnit, Snapshot, UserSync } from '@jianchat/snapshot';
import type { Conversion } from './currency/conversion.ts';
import type { ImpView } from './imp-view.ts';
import type { Traits } from './match/traits.ts';
import type { NonBidReason } from './non-bid-reason.ts';
import type { NonBid, Offer } from './offer.ts';
import type { Rank } from './priority.ts';
import type { Settlement } from './settlement.ts';

/**
 * The port every kind of demand implements, one folder each under `demand/`.
 *
 * - local demand decides in this process from the snapshot; nothing leaves, so nothing is disclosed.
 * - remote demand is asked over the network; the exchange decides which fields go out (share gate), records that
 *   durably, and hands over a body ready to send. The demand itself never sees more than that body.
 */
export type Demand = LocalDemand | RemoteDemand;

export interface LocalDemand {
  readonly reach: 'local';
  readonly kind: DemandKind;
  /** The seat its bids are answered under; the name that asks for it in `imp.ext.prebid.bidder`. */
  readonly seat: string;
  /** Prepares for one snapshot. Called when a snapshot arrives, never per request. */
  load(snapshot: Snapshot): LocalBook;
}

export interface LocalBook {
  /** Offers for one imp, and who was considered and could not bid. Never throws, never waits. */
  offers(imp: ImpView, auction: AuctionView): LocalAnswer;
  /** Who keeps the goals of deals, so that they are met together with those of line items; one demand does. */
  readonly deals?: DealGoals;
}

/** One ad that goes out. */
export interface Display {
  readonly nowMs: number;
  /** Impressions that it stands for, in thousandths. */
  readonly impressionsMilli: number;
}

/** How far deals are with what was promised of them. Amounts are in the deal's currency. */
export interface DealGoals {
  /** Why the deal does not run now, else where a bid with it stands; undefined for a deal without a goal. */
  standing(
    deal: string,
    auction: Pick<AuctionView, 'nowMs' | 'media' | 'seed'>,
  ): NonBidReason | Rank | undefined;
  /** One display goes out; the reason where nothing is left to give. */
  take(deal: string, display: Display): NonBidReason | undefined;
  /** One that was taken in this turn does not go out after all. */
  giveBack(deal: string, display: Display): void;
  /** Minutes by which the clock that its days are counted on is before UTC. */
  utcOffsetMin(deal: string, nowMs: number): number;
  /** An impression that the deal could have had, standing so, and how it ended. */
  settle(deal: string, settlement: Settlement, at: { readonly standing: Rank; readonly nowMs: number }): void;
}

export interface LocalAnswer {
  /** The best first. */
  readonly offers: readonly Offer[];
  readonly nonBids: readonly NonBid[];
  /**
   * The best again, of those that nothing speaks against: asked where none of the offers may stand. Costs more than the first
   * look, for every one is made whole.
   */
  again?(reasonAgainst: (offer: Offer) => NonBidReason | undefined): readonly Offer[];
  /** Told once all bids are in. */
  settle?(settlement: Settlement): void;
}

/** What local demand may know of an auction: context, and what the policy let through the use gate. */
export interface AuctionView {
  /** Random, 128 bits in base64url: what events of its ads name it by. */
  readonly id: string;
  readonly media: string;
  /** Whole milliseconds since epoch. */
  readonly nowMs: number;
  readonly currency: string;
  /** Rates between currencies; without them local demand competes in its own currency only. */
  readonly convert?: Conversion;
  /** ISO 3166-1 alpha-2, '' where unknown or not allowed. */
  readonly country: string;
  readonly deviceType: DeviceClass;
  /** Family of the operating system, as `android`; without it unknown or not allowed. */
  readonly os?: string;
  /** What targeting may ask for. */
  readonly traits: Traits;
  /**
   * Under what may be counted how often ads are shown to the person, household or device of the request (`ShownCounter` of
   * `@jianchat/hot`). Undefined where there is none that is known, or none may be counted. Made when it is first asked for.
   */
  counter(unit: CapUnit): string | undefined;
  /**
   * Which inputs of a learned model this request's signals let be used (`TemplateMask` of `@jianchat/effectiveness`); without it none.
   */
  readonly learnable?: number;
  /** Whether the account lets ads go out that fetch over plain http where a page asks for https; without it, none does. */
  readonly takesInsecure?: boolean;
  /** Whether policy and signals let conversions be collected after this auction's ads. */
  readonly converts?: boolean;
  /** Whether they let whoever shows an ad remember it, for conversions that follow without a click. */
  readonly remembersViews?: boolean;
  /** True where the request may be a robot's or part of a flood: nothing is learnt from it. */
  readonly doubtful?: boolean;
  /** 32 random bits, the same for all imps of the auction. */
  readonly seed: number;
}

export interface RemoteDemand {
  readonly reach: 'remote';
  readonly kind: DemandKind;
  /** The adapters it brings, by name: `bidder.adapter` says which one speaks for a bidder. */
  readonly adapters: ReadonlyMap<string, AdapterFacts>;
  /** The check of this bidder's parameters: its own schema where it has one, else its adapter's. Called per snapshot. */
  parameterCheck(bidder: BidderInput): ParameterCheck;
  /** What a bidder's answer says that was stored instead of sent. */
  readStored(body: Readonly<Record<string, unknown>>): BidderAnswer;
  /** Asks one bidder. Never rejects; resolves within `timeoutMs` or when `signal` aborts. */
  ask(call: BidderCall): Promise<BidderAnswer>;
  close(): Promise<void>;
}

/** What is known of an adapter as data; `/info/bidders` and `/bidders/params` tell it. */
export interface AdapterFacts {
  /** '' where only the operator knows it. Macros as in `BidderInput.endpoint`. */
  readonly endpoint: string;
  /** Id on the IAB Europe Global Vendor List, 0 where there is none. */
  readonly gvlId: number;
  readonly openrtb: '2.5' | '2.6';
  readonly capabilities: Capabilities;
  /** Undefined where browsers are not synced with it. */
  readonly userSync: UserSync | undefined;
  /** The adapter whose code and parameters it shares. */
  readonly aliasOf: string | undefined;
  /** JSON Schema (draft-07) of an imp's parameters. */
  readonly paramsSchema: Readonly<Record<string, unknown>>;
}

/** What is wrong with an imp's parameters, undefined where they are sound; names no value. */
export type ParameterCheck = (params: unknown) => string | undefined;

export interface BidderCall {
  readonly bidder: BidderInput;
  /** The bid request as JSON text, projected under the bidder's contract. */
  readonly body: string;
  readonly timeoutMs: number;
  /** Aborts when the client has gone: the connection to the bidder is given up, too. */
  readonly signal: AbortSignal | undefined;
  /** Told each text that goes out, where somebody wants to see them (debug). */
  readonly onSent?: ((text: string) => void) | undefined;
}

/** One bid with the seat that made it; fields are those of OpenRTB's vocabulary and of their types, nothing else. */
export interface SeatedBid {
  readonly seat: string | undefined;
  readonly bid: Bid;
  /** Where it is not that of the whole answer. */
  readonly currency?: string;
}

/** `faults`: what was wrong with bids that could not be placed; of what was received they name the bid's id alone. */
export type BidderAnswer =
  | {
      readonly outcome: 'bids';
      readonly status: number;
      readonly currency: string;
      readonly bids: readonly SeatedBid[];
      readonly faults?: readonly string[];
    }
  | { readonly outcome: 'nobid'; readonly status: number; readonly faults?: readonly string[] }
  /** `message` says what was wrong, never what was received. */
  | {
      readonly outcome: 'failed';
      readonly status: number;
      readonly reason: NonBidReason;
      readonly message: string;
    };
