import { hash } from 'node:crypto';

const ID_CHARS = 22;

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
  return hash('sha256', JSON.stringify([request, imp, demand, seat, own]), 'base64url').slice(0, ID_CHARS);
}
