import { type AdServerKey, adServerTargeting, type ImpView } from '@jianchat/auction';
import type { Bid } from '@jianchat/openrtb';
import { WARNING } from '../../terms/message-codes.ts';
import { GENERAL } from '../../terms/messages.ts';
import type { Outcome } from './outcome.ts';

/** Adds the keys that the request asks for by itself (`adservertargeting`) to a bid that is ready to go out. */
export function addKeys(
  bid: Bid,
  {
    keys,
    outcome,
    imp,
    seat,
    responseExt,
  }: {
    keys: readonly AdServerKey[];
    outcome: Outcome;
    imp: ImpView;
    seat: string;
    responseExt: () => unknown;
  },
): void {
  const { targeting, warnings } = adServerTargeting(keys, {
    request: outcome.request,
    imp: imp.imp,
    seat,
    bid,
    response: { id: outcome.requestId, bidid: outcome.auctionId, cur: outcome.currency },
    responseExt,
  });
  for (const text of warnings)
    outcome.messages.warn(GENERAL, {
      code: WARNING.adServerTargeting,
      message: `${text} for bidder: ${seat}, bid id: ${bid.id.slice(0, 64)}`,
    });
  const own = Object.entries(targeting);
  const prebid = bid.ext?.prebid;
  if (own.length === 0 || prebid === undefined) return;
  const charsMax = outcome.terms.targeting?.keyCharsMax ?? KEY_CHARS_MAX;
  prebid.targeting = {
    ...prebid.targeting,
    ...Object.fromEntries(own.map(([key, value]) => [key.slice(0, charsMax), value])),
  };
}

/** Google Ad Manager's limit on a key. */
const KEY_CHARS_MAX = 20;
