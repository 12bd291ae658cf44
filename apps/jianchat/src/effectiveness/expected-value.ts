import type { ImpView } from '@jianchat/auction';
import type { ExpectedValue } from '@jianchat/demand-direct';
import { type ImpEstimator, PPB, type Serving } from '@jianchat/effectiveness';
import type { Snapshot } from '@jianchat/snapshot';

/** What the learned model expects of an ad that pays per click or per conversion; undefined where nothing may be said. */
export function createExpectedValue(serving: Serving): ExpectedValue {
  let last: { readonly imp: ImpView; readonly estimator: ImpEstimator | undefined } | undefined;
  return ({ creative, imp, auction }) => {
    const ad = serving.ad(creative);
    if (ad === undefined) return undefined;
    // Candidates of one imp come one after another: what its place adds is summed up once.
    if (last?.imp !== imp) {
      const place = {
        media: auction.media,
        placement: imp.placement,
        deviceType: auction.deviceType,
        country: auction.country,
        atMs: auction.nowMs,
      };
      const estimator = serving.estimator(auction.learnable ?? 0);
      last = { imp, estimator: estimator?.imp(place, { seed: auction.seed, imp: imp.index }) };
    }
    const estimate = last.estimator?.estimate({ goal: 'click', ad });
    return estimate && { clicksPerImpression: estimate.rankedPpb / PPB, estimate };
  };
}

/** The ads of a snapshot, as the model knows them by the events they will cause. */
export const adsOf = ({ lineItems }: Snapshot) =>
  lineItems.flatMap(({ id, advertiser, creatives }) =>
    creatives.map((creative) => ({
      format: creative.kind,
      advertiser,
      lineItem: id,
      creative: creative.id,
    })),
  );
