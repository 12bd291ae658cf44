import { NO_BID, NON_BID_REASONS, TIMED_OUT } from '@jianchat/auction';
import type { ResponseExt, SeatNonBid } from '@jianchat/openrtb';
import { ERROR } from '../../terms/message-codes.ts';
import type { Heard } from '../gather.ts';
import type { Outcome } from './outcome.ts';

/** `ext` of the answer as the messages stand. */
export function extOf(outcome: Outcome): ResponseExt {
  const ext: ResponseExt = {
    responsetimemillis: Object.fromEntries(outcome.heard.map(({ ask, latencyMs }) => [ask.seat, latencyMs])),
    tmaxrequest: outcome.tmaxMs,
    prebid: { auctiontimestamp: outcome.atMs },
  };
  const passthrough = outcome.request.ext?.prebid?.passthrough;
  if (passthrough !== undefined) ext.prebid = { ...ext.prebid, passthrough };
  const errors = outcome.messages.errors();
  if (errors !== undefined) ext.errors = errors;
  const warnings = outcome.messages.warnings();
  if (warnings !== undefined) ext.warnings = warnings;
  if (outcome.wantsNonBids) {
    const seatnonbid = seatNonBids(outcome);
    ext.seatnonbid = seatnonbid;
    ext.prebid = { ...ext.prebid, seatnonbid };
  }
  if (outcome.waterfalls !== undefined) ext.mediation = outcome.waterfalls;
  if (outcome.debugRequest !== undefined) ext.debug = debugOf(outcome);
  return ext;
}

/** Tells of who failed; what went wrong before stands in the messages already. */
export function tellOfBidders({ heard, messages }: Outcome): void {
  for (const { ask, answer } of heard) {
    if (answer.outcome !== 'failed') continue;
    const answered = answer.status > 0 ? ERROR.badServerResponse : ERROR.unknown;
    const code = answer.reason === TIMED_OUT ? ERROR.timeout : answered;
    messages.error(ask.seat, { code, message: answer.message });
  }
}

function seatNonBids({ nonBids, rankings }: Outcome): SeatNonBid[] {
  const seats = new Map<string, SeatNonBid>();
  for (const nonBid of nonBids) {
    // Codes from 500 on are ours: an outside reader gets the published "no bid".
    const statuscode = nonBid.reason >= 500 ? NO_BID : nonBid.reason;
    const seat = seats.get(nonBid.seat) ?? { seat: nonBid.seat, nonbid: [] };
    seat.nonbid.push({ impid: rankings[nonBid.imp]?.imp.id ?? '', statuscode });
    seats.set(nonBid.seat, seat);
  }
  return [...seats.values()];
}

/** What was asked of whom. Never the raw request: only what the gates let through. */
function debugOf({ heard, debugRequest, trace }: Outcome): NonNullable<ResponseExt['debug']> {
  return {
    httpcalls: Object.fromEntries(
      heard.map(({ ask, answer, sentTexts }) => [
        ask.seat,
        sentTexts.map((text) => ({ requestbody: text, status: answer.status, outcome: textOf(answer) })),
      ]),
    ),
    resolvedrequest: debugRequest,
    ...(trace && { trace }),
  };
}

function textOf(answer: Heard['answer']): string {
  return answer.outcome === 'failed' ? NON_BID_REASONS[answer.reason] : answer.outcome;
}
