import { BLOCKED_PRIVACY, FAILED, type NonBidReason } from '@jianchat/auction';
import { downTo25, type OpenObject } from '@jianchat/openrtb';
import type { OutgoingCall } from './adapter.ts';

import { type BidderRoute, endpointFor } from './bidder-route.ts';
import type { OutgoingRequest } from './outgoing-request.ts';

export type WrittenCalls =
  | { readonly ok: true; readonly calls: readonly OutgoingCall[] }
  | { readonly ok: false; readonly reason: NonBidReason; readonly message: string };

/**
 * The HTTP requests for one bidder.
 * @param text the bid request as the exchange wrote it for this bidder: JSON with each imp's parameters in `imp.ext.bidder`
 */
export function writeCalls(text: string, route: BidderRoute): WrittenCalls {
  // Our own text, written from the projection under the bidder's contract a moment ago.
  const request = JSON.parse(text) as OutgoingRequest;
  const { floorCurrency } = route;
  if (floorCurrency !== undefined)
    request.imp = request.imp.filter(
      ({ bidfloor, bidfloorcur = 'USD' }) => !bidfloor || bidfloorcur === floorCurrency,
    );
  if (request.imp.length === 0)
    return { ok: false, reason: FAILED, message: `no imp has a floor in ${floorCurrency}` };
  const params: OpenObject[] = [];
  for (const imp of request.imp) {
    if (imp.ext === undefined || !('bidder' in imp.ext)) {
      if (route.needsParameters)
        return { ok: false, reason: BLOCKED_PRIVACY, message: 'the contract withholds the parameters' };
      params.push({});
      continue;
    }
    const { bidder, ...ext } = imp.ext;
    params.push(bidder as OpenObject);
    if (Object.keys(ext).length === 0) delete imp.ext;
    else imp.ext = ext;
  }
  if (route.openrtb === '2.5') downTo25(request);
  const written = route.adapter.write({
    request,
    params,
    endpoint: endpointFor(route),
    settings: route.settings,
  });
  if (!written.ok) return { ok: false, reason: FAILED, message: written.message };
  if (written.calls.length === 0) return { ok: false, reason: FAILED, message: 'nothing could be asked' };
  return written;
}
