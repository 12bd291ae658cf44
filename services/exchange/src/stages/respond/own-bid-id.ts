import { hash } from 'node:crypto';

const ID_BYTES = 16;

/** What makes a bid one and the same, whenever it is made. */
export interface BidOrigin {
  /** As the client sent them. */
  readonly request: string;
  readonly imp: string;
  /** Bidder or line item. */
  readonly demand: string;
  readonly seat: string;
  /** What the bidder calls it, or the creative. */
  readonly own: string;
}

/** An id that the host gives to a bid: 128 bits made of where it comes from, so that a request sent twice gets it twice. */
export function ownBidId({ request, imp, demand, seat, own }: BidOrigin): string {
  const origin = JSON.stringify([request, imp, demand, seat, own]);
  // Not a slice of the whole hash's text: answers with such are written as JSON half as fast.
  return Buffer.from(hash('sha256', origin, 'latin1'), 'latin1').toString('base64url', 0, ID_BYTES);
}
