import type { Adapter } from '../../adapter.ts';
import { withParts } from '../../bid-parts.ts';
import { eachImp } from '../../generic-adapter.ts';

interface Params {
  /** The app's id at the partner. */
  readonly app_store_id: string;
  /** The placement's id there. */
  readonly placement_reference_id: string;
}

/**
 * One imp a call. What the partner's SDK in the app says of the device is its bidding token; it arrives as the partner's own buyer id
 * (`user.ext.prebid.buyeruids`), so it goes out only where the contract names buyer ids, and stands in the record of what was told.
 * A site is told as an app of which nothing but the id is known: the partner reads no other place.
 */
export const adapter: Adapter<Params> = {
  write(input) {
    const { app, site } = input.request;
    if (app === undefined && site === undefined)
      return { ok: false, message: 'the contract withholds app and site' };
    return eachImp(input, (alone, own) => {
      const token = alone.user?.buyeruid;
      alone.app = { ...alone.app, id: own.app_store_id };
      delete alone.site;
      for (const imp of alone.imp) {
        imp.tagid = own.placement_reference_id;
        const vungle = { ...own, ...(token !== undefined && { bid_token: token }) };
        imp.ext = Object.assign({ ...imp.ext }, { bidder: own, vungle });
      }
    });
  },
  readBid: (bid) => withParts(bid, { type: 'video' }),
};
