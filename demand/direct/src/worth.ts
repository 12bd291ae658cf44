import type { AuctionView, ImpView, Offer } from '@jianchat/auction';
import type { SnapshotLineItem } from '@jianchat/snapshot';
import type { Delivered } from './delivered.ts';
import type { Entry } from './line-index.ts';

/**
 * How often an ad may be expected to be clicked, told by whoever has learnt it.
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

/** What line items that pay by the click or the conversion compete with. */
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
/** And one conversion of fifty clicks, as sure as fifty clicks make it. */
const PRIOR_CLICKS_OF_CONVERSION = 50;
const PRIOR_CONVERSIONS = 1;

export function createWorth(delivered: Delivered, expectedValue: ExpectedValue | undefined): Worth {
  return {
    rateTold: ({ plan: { line }, ready: { creative } }, imp, auction) =>
      expectedValue?.({ lineItem: line.id, creative: creative.id, imp, auction })?.clicksPerImpression,
    of({ plan: { line }, ready: { creative } }, imp, auction) {
      const told = expectedValue?.({ lineItem: line.id, creative: creative.id, imp, auction });
      const clickRate = told?.clicksPerImpression ?? ownClickRate(line, auction.nowMs);
      // Of a click's conversions only the line item's own so far tell.
      const rate =
        line.cost?.model === 'cpa' ? clickRate * conversionRate(delivered, line, auction.nowMs) : clickRate;
      const priceMicros = Math.round(successMicros(line) * rate * 1000);
      return told?.estimate === undefined ? { priceMicros } : { priceMicros, estimate: told.estimate };
    },
  };

  function ownClickRate(line: SnapshotLineItem, nowMs: number): number {
    const clicks = delivered.eventsTotal(line, 'click', nowMs);
    const impressions = delivered.eventsTotal(line, 'impression', nowMs);
    return (clicks + PRIOR_CLICKS) / (impressions + PRIOR_IMPRESSIONS);
  }
}

/** Conversions that a click of the line item may be expected to bring, by its own so far. */
export function conversionRate(delivered: Delivered, line: SnapshotLineItem, nowMs: number): number {
  const conversions = delivered.eventsTotal(line, 'conversion', nowMs) + PRIOR_CONVERSIONS;
  return conversions / (delivered.eventsTotal(line, 'click', nowMs) + PRIOR_CLICKS_OF_CONVERSION);
}

/** What a line item pays for one click or conversion; 0 where it pays for impressions. */
export function successMicros({ cost }: Pick<SnapshotLineItem, 'cost'>): number {
  if (cost?.model === 'cpc') return cost.clickMicros;
  return cost?.model === 'cpa' ? cost.conversionMicros : 0;
}
