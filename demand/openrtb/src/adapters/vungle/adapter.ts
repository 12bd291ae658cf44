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
 */
export const adapter: Adapter<Params> = {
  write(input) {
    const { request } = input;
    if (request.app === undefined) return { ok: false, message: 'the partner buys in apps only' };
    const kept = { ...input, ...inDollars(input.request.imp, input.params) };
    const written = eachImp({ ...kept, request: { ...request, imp: kept.imps } }, (alone, own) => {
      const token = alone.user?.buyeruid;
      alone.app = { ...alone.app, id: own.app_store_id };
      for (const imp of alone.imp) {
        imp.tagid = own.placement_reference_id;
        const vungle = { ...own, ...(token !== undefined && { bid_token: token }) };
        imp.ext = Object.assign({ ...imp.ext }, { vungle });
      }
    });
    return written;
  },
  readBid: (bid) => withParts(bid, { type: bid.mtype === undefined ? 'video' : undefined }),
};

/** Floors are in US dollars there, and currencies are not converted here: an imp with another floor is not offered. */
function inDollars<Imp extends { bidfloor?: number; bidfloorcur?: string }>(
  imps: readonly Imp[],
  params: readonly Params[],
): { imps: Imp[]; params: readonly Params[] } {
  const inUsd = ({ bidfloor = 0, bidfloorcur = 'USD' }: Imp) => bidfloor === 0 || bidfloorcur === 'USD';
  return { imps: imps.filter(inUsd), params: params.filter((_, index) => imps[index] && inUsd(imps[index])) };
}
