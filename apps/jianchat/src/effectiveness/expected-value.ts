import type { ImpView } from '@jianchat/auction';
import { type ExpectedValue, sizesOf } from '@jianchat/demand-direct';
import { type ExplorationPurse, type ImpEstimator, PPB, type Serving } from '@jianchat/effectiveness';
import type { Snapshot } from '@jianchat/snapshot';

type Ask = Parameters<ExpectedValue['of']>[0];

/** What the learned model expects of an ad that pays per click or per conversion; nothing where nothing may be said. */
export function createExpectedValue(serving: Serving, purse: ExplorationPurse): ExpectedValue {
  const estimators = {
    click: createImpCache(serving),
    conversion: createImpCache(serving),
    anyConversion: createImpCache(serving),
  };
  return {
    of(ask) {
      const ad = serving.ad(ask.creative, ask.size);
      if (ad === undefined) return undefined;
      const estimate = estimators[ask.goal](ask)?.estimate({ goal: ask.goal, ad, currency: ask.currency });
      return estimate && { perImpression: estimate.rankedPpb / PPB, estimate };
    },
    sent: (ad) => purse.spend(ad),
  };
}

/** Candidates of one imp come one after another: what its place adds is summed up once. */
function createImpCache(serving: Serving): (ask: Ask) => ImpEstimator | undefined {
  let last: { readonly imp: ImpView; readonly estimator: ImpEstimator | undefined } | undefined;
  return ({ goal, imp, auction }) => {
    if (last?.imp !== imp) {
      const place = {
        media: auction.media,
        placement: imp.placement,
        deviceType: auction.deviceType,
        os: auction.os ?? '',
        country: auction.country,
        atMs: auction.nowMs,
      };
      const estimator = serving.estimator(auction.learnable ?? 0, goal);
      const { seed, doubtful = false } = auction;
      last = { imp, estimator: estimator?.imp(place, { seed, imp: imp.index, doubtful }) };
    }
    return last.estimator;
  };
}

/** The ads of a snapshot, as the model knows them by the events they will cause. */
export const adsOf = ({ lineItems }: Snapshot) =>
  lineItems.flatMap(({ id, advertiser, creatives }) =>
    creatives.flatMap((creative) =>
      sizesOf(creative).map((size) => ({
        format: creative.kind,
        advertiser,
        lineItem: id,
        creative: creative.id,
        size,
      })),
    ),
  );
