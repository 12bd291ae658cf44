import type { App, BidRequest, Imp, Site } from '@jianchat/openrtb';

/**
 * A bid request on its way out. It was read back from the text that the share gate cut for this recipient, so it holds nothing
 * that the contract does not allow, and it is the adapter's own copy to change.
 */
export type OutgoingRequest = BidRequest;
export type OutgoingImp = Imp;

/** Where the ad is shown: the site or the app, whichever the request names. */
export function placeOf(request: OutgoingRequest): Site | App | undefined {
  return request.site ?? request.app;
}

/**
 * The publisher's object with these members set, for partners who know publishers by their own numbers. Where the contract
 * withheld site and app there is no place to name one in, and none is made up.
 */
export function namePublisher(request: OutgoingRequest, id: string): void {
  const place = placeOf(request);
  if (place !== undefined) place.publisher = { ...place.publisher, id };
}
