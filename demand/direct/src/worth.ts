import type { AuctionView, ImpView, Offer } from '@jianchat/auction';
import type { SnapshotLineItem } from '@jianchat/snapshot';
import type { Delivered } from './delivered.ts';
import type { Entry } from './line-index.ts';

/**
 * What a thousand impressions of an ad may be expected to bring, told by whoever has learnt it.
 * @returns undefined where nothing is known
 */
export type ExpectedValue = (ask: {
  readonly lineItem: string;
  readonly creative: string;
  readonly imp: ImpView;
  readonly auction: AuctionView;
}) => ExpectedClicks | undefined;

export interface ExpectedClicks {
  readonly clicksPerImpression: number;
  /** What the auction's record says of it. */
  readonly estimate?: NonNullable<Offer['estimate']>;
}

/** What line items that pay by the click compete with. */
export interface Worth {
  of(entry: Entry, imp: ImpView, auction: AuctionView): Expected;
  /** Clicks expected of an impression of the creative; undefined where nobody has learnt any. */
  rateTold(entry: Entry, imp: ImpView, auction: AuctionView): number | undefined;
}

export interface Expected {
  /** Micros that a thousand impressions are expected to bring. */
  readonly priceMicros: number;
  readonly estimate?: NonNullable<Offer['estimate']>;
}

/** Before anything is known: one click in a thousand impressions, as sure as a thousand impressions make it. */
const PRIOR_IMPRESSIONS = 1_000;
const PRIOR_CLICKS = 1;

export function createWorth(delivered: Delivered, expectedValue: ExpectedValue | undefined): Worth {
  return {
    rateTold: ({ plan: { line }, ready: { creative } }, imp, auction) =>
      expectedValue?.({ lineItem: line.id, creative: creative.id, imp, auction })?.clicksPerImpression,
    of({ plan: { line }, ready: { creative } }, imp, auction) {
      const clickMicros = line.cost?.model === 'cpc' ? line.cost.clickMicros : 0;
      const told = expectedValue?.({ lineItem: line.id, creative: creative.id, imp, auction });
      const rate = told?.clicksPerImpression ?? ownRate(line, auction.nowMs);
      const priceMicros = Math.round(clickMicros * rate * 1000);
      return told?.estimate === undefined ? { priceMicros } : { priceMicros, estimate: told.estimate };
    },
  };

  function ownRate(line: SnapshotLineItem, nowMs: number): number {
    const clicks = delivered.eventsTotal(line, 'click', nowMs);
    const impressions = delivered.eventsTotal(line, 'impression', nowMs);
    return (clicks + PRIOR_CLICKS) / (impressions + PRIOR_IMPRESSIONS);
  }
}
