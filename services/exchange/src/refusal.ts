import type { BidResponse } from '@jianchat/openrtb';

/** A request that gets no auction, answered the way Prebid Server does: plain text, one line per fault. */
export interface Refusal {
  readonly ok: false;
  readonly status: 400 | 500 | 503;
  /** Sentences for the client; they never hold values of a person. */
  readonly messages: readonly string[];
}

export function refuse(message: string, status: Refusal['status'] = 400): Refusal {
  return { ok: false, status, messages: [message] };
}

/** A sound request that no auction is held for: answered 200 without a bid, and nothing is recorded. */
export interface Unserved {
  readonly ok: false;
  readonly status: 200;
  readonly requestId: string;
  /** AdCOM "No-Bid Reason Codes". */
  readonly nbr: number;
  readonly message: string;
  /** Prebid Server's error code of the message. */
  readonly code: number;
}

/** Body of the answer: `Invalid request: …` per message. */
export function refusalText(refusal: Refusal): string {
  return refusal.messages.map((message) => `Invalid request: ${message}\n`).join('');
}

/** Ids of a client are quoted in refusals only as far as an id can be long. */
export function quoteId(id: string): string {
  return id.length <= 64 ? id : `${id.slice(0, 64)}…`;
}

/** The answer without a bid, with the reason where Prebid's clients look for it. */
export function unservedBody({ requestId, nbr, message, code }: Unserved): BidResponse {
  return { id: requestId, seatbid: [], nbr, ext: { errors: { prebid: [{ code, message }] } } };
}
