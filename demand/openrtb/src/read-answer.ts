import {
  type BidderAnswer,
  FAILED,
  INVALID_RESPONSE,
  type NonBidReason,
  TIMED_OUT,
  UNREACHABLE,
} from '@jianchat/auction';
import type { Adapter, AnswerContext } from './adapter.ts';
import type { HttpOutcome } from './http-call.ts';
import { readBidResponse } from './read-response.ts';

/** Largest response that is read. */
export const ANSWER_BYTES_MAX = 262_144;

export function failure(reason: NonBidReason, message: string, status = 0): BidderAnswer {
  return { outcome: 'failed', status, reason, message };
}

/**
 * What an HTTP outcome means as an answer.
 * @param body what was sent; undefined where no adapter needs it
 */
export function answerOf(
  outcome: HttpOutcome,
  { adapter, body }: { adapter: Adapter | undefined; body: AnswerContext['body'] | undefined },
): BidderAnswer {
  switch (outcome.kind) {
    case 'timeout':
      return failure(TIMED_OUT, 'no answer in time');
    case 'unreachable':
      return failure(UNREACHABLE, 'no connection');
    case 'cancelled':
      return failure(FAILED, 'the client has gone');
    case 'too large':
      return failure(INVALID_RESPONSE, `the response exceeds ${ANSWER_BYTES_MAX} bytes`, outcome.status);
    case 'answered':
      return readAnswer(outcome, { adapter, body });
  }
}

function readAnswer(
  { status, body: text, headers }: Extract<HttpOutcome, { kind: 'answered' }>,
  { adapter, body }: { adapter: Adapter | undefined; body: AnswerContext['body'] | undefined },
): BidderAnswer {
  if (status === 204) return { outcome: 'nobid', status };
  if (status !== 200) return failure(FAILED, `unexpected status code: ${status}`, status);
  if (text === '') return { outcome: 'nobid', status };
  const readBid = adapter?.readBid;
  const reading = readBidResponse(
    text,
    readBid === undefined || body === undefined
      ? undefined
      : (bid, raw) => readBid(bid, raw, { body, headers }),
  );
  if (!reading.ok) return failure(INVALID_RESPONSE, reading.message, status);
  const { currency, bids } = reading;
  const faults = reading.faults.length > 0 ? { faults: reading.faults } : {};
  return bids.length === 0
    ? { outcome: 'nobid', status, ...faults }
    : { outcome: 'bids', status, currency, bids, ...faults };
}
