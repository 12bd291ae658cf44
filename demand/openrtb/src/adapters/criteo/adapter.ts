import type { Adapter } from '../../adapter.ts';
import { withParts } from '../../bid-parts.ts';
import { genericAdapter } from '../../generic-adapter.ts';
import { asText, objectAt } from '../../raw-json.ts';

/** The request goes out as it is; bids say in `ext.prebid` which network they are of. */
export const adapter: Adapter = {
  ...genericAdapter({ parameters: {}, imps: 'together', keepBidderExt: true }),
  readBid(bid, raw) {
    const networkName = asText(objectAt(raw, 'ext', 'prebid')?.['networkName'], 200);
    return withParts(bid, { meta: networkName === undefined ? undefined : { networkName } });
  },
};
