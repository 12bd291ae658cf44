import type { AuctionView, ImpView } from '@jianchat/auction';
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
}) => { readonly clicksPerImpression: number } | undefined;

/** What line items that pay by the click compete with. */
export interface Worth {
  /** Micros that a thousand impressions are expected to bring. */
  cpmOf(entry: Entry, imp: ImpView, auction: AuctionView): number;
}

/** Before anything is known: one click in a thousand impressions, as sure as a thousand impressions make it. */
const PRIOR_IMPRESSIONS = 1_000;
const PRIOR_CLICKS = 1;

export function createWorth(delivered: Delivered, expectedValue: ExpectedValue | undefined): Worth {
  return {
    cpmOf({ plan: { line }, ready: { creative } }, imp, auction) {
      const clickMicros = line.cost?.model === 'cpc' ? line.cost.clickMicros : 0;
      const told = expectedValue?.({ lineItem: line.id, creative: creative.id, imp, auction });
      const rate = told?.clicksPerImpression ?? ownRate(line.id, auction.nowMs);
      return Math.round(clickMicros * rate * 1000);
    },
  };

  function ownRate(line: string, nowMs: number): number {
    const clicks = delivered.eventsTotal(line, 'click', nowMs);
    const impressions = delivered.eventsTotal(line, 'impression', nowMs);
    return (clicks + PRIOR_CLICKS) / (impressions + PRIOR_IMPRESSIONS);
  }
}
