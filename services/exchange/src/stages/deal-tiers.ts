import { type Offer, readDealTier, tierLabel } from '@jianchat/auction';
import { ERROR } from '../terms/message-codes.ts';
import { GENERAL, type Messages } from '../terms/messages.ts';
import type { Chosen } from './choose.ts';

/** Which bids satisfy the tier that their bidder's parameters name (`supportdeals`), and the keys that then begin with it. */
export function withDealTiers(chosen: Chosen, messages: Messages): Chosen {
  const satisfied = new Set<Offer>();
  const labels = chosen.labels === undefined ? undefined : new Map(chosen.labels);
  for (const { imp, standing } of chosen.rankings) {
    for (const offer of standing) {
      const priority = offer.dealPriority;
      if (priority === undefined || priority <= 0) continue;
      const tier = readDealTier(imp.imp.ext?.prebid?.bidder?.[offer.demand]);
      if (tier === undefined) {
        messages.error(GENERAL, {
          code: ERROR.unknown,
          message: `dealTier configuration invalid for bidder '${offer.demand}', imp ID '${imp.id.slice(0, 64)}'`,
        });
        continue;
      }
      if (priority < tier.priorityMin) continue;
      satisfied.add(offer);
      const label = labels?.get(offer);
      if (label !== undefined) labels?.set(offer, tierLabel(label, { prefix: tier.prefix, priority }));
    }
  }
  return { ...chosen, labels, tierSatisfied: satisfied };
}
