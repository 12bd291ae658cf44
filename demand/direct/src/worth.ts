import type { AuctionView, ImpView, Offer } from '@jianchat/auction';
import type { SnapshotLineItem } from '@jianchat/snapshot';
import type { Delivered } from './delivered.ts';
import type { Entry } from './line-index.ts';

/** How often what a line item pays for may be expected to follow an impression, told by whoever has learnt it. */
export interface ExpectedValue {
  /** Undefined where nothing is known. */
  of(ask: ExpectationAsked): Expectation | undefined;
  /** An ad goes out whose worth was told; `micros` is below 0 for one that does not go out after all. */
  sent(ad: SentAd): void;
}

type Goal = 'click' | 'conversion' | 'anyConversion';

export interface ExpectationAsked {
  /** `conversion`: one after a click, per impression; `anyConversion`: after a click or a view. */
  readonly goal: Goal;
  readonly creative: string;
  /** As in `CreativeFit`. */
  readonly size: string;
  /** In which its line item pays, ISO 4217. */
  readonly currency: string;
  readonly imp: ImpView;
  readonly auction: AuctionView;
}

export interface Expectation {
  readonly perImpression: number;
  /** What the auction's record says of it. */
  readonly estimate: Estimate;
}

export interface SentAd {
  /** What it is expected to pay, by the best estimate. */
  readonly micros: number;
  /** In which it pays, ISO 4217. */
  readonly currency: string;
  /** Whether it was chosen only to find out what it is worth. */
  readonly explored: boolean;
}

type Estimate = NonNullable<Offer['estimate']>;

/** What line items that pay by the click or the conversion compete with. */
export interface Worth {
  of(entry: Entry, imp: ImpView, shown: Shown): Expected;
  /** What is expected to follow an impression of the creative, of what its line item is after; undefined where nobody has learnt it. */
  rateTold(entry: Entry, imp: ImpView, shown: Shown): number | undefined;
}

/** Where an ad would be shown, and in which size. */
export interface Shown {
  readonly auction: AuctionView;
  /** As in `CreativeFit`. */
  readonly size: string;
}

export interface Expected {
  /** Micros that a thousand impressions are expected to bring. */
  readonly priceMicros: number;
  readonly estimate?: Estimate;
}

/** Before anything is known: one click in a thousand impressions, as sure as a thousand impressions make it. */
const PRIOR_IMPRESSIONS = 1_000;
const PRIOR_CLICKS = 1;
/** And one conversion of fifty clicks, as sure as fifty clicks make it. */
const PRIOR_CLICKS_OF_CONVERSION = 50;
const PRIOR_CONVERSIONS = 1;

/** Where views are not remembered, nothing can follow them that is paid for. */
function goalOf({ cost, conversionRules }: SnapshotLineItem, { remembersViews }: AuctionView): Goal {
  if (cost?.model !== 'cpa') return 'click';
  const { viewHours, viewsCount } = conversionRules ?? {};
  const viewsPay = remembersViews === true && viewHours !== undefined && viewsCount === true;
  return viewsPay ? 'anyConversion' : 'conversion';
}

export function createWorth(delivered: Delivered, expectedValue: ExpectedValue | undefined): Worth {
  return {
    rateTold: ({ plan: { line }, ready: { creative } }, imp, shown) =>
      expectedValue?.of({
        goal: goalOf(line, shown.auction),
        creative: creative.id,
        currency: line.currency,
        imp,
        ...shown,
      })?.perImpression,
    of({ plan: { line }, ready: { creative } }, imp, shown) {
      const { auction } = shown;
      const about = { creative: creative.id, currency: line.currency, imp, ...shown };
      const goal = goalOf(line, auction);
      const priceOf = (perImpression: number): number =>
        Math.round(successMicros(line) * perImpression * 1000);
      const told = expectedValue?.of({ goal, ...about });
      if (told !== undefined) return { priceMicros: priceOf(told.perImpression), estimate: told.estimate };
      if (goal === 'click') return { priceMicros: priceOf(ownClickRate(line, auction.nowMs)) };
      // Where nobody may learn from conversions, the line item's own so far tell; of clicks more may be known.
      const clicks = expectedValue?.of({ goal: 'click', ...about });
      const clickRate = clicks?.perImpression ?? ownClickRate(line, auction.nowMs);
      const priceMicros = priceOf(clickRate * conversionRate(delivered, line, auction.nowMs));
      return clicks === undefined ? { priceMicros } : { priceMicros, estimate: clicks.estimate };
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
