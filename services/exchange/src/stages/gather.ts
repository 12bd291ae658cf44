import {
  type BidderAnswer,
  CALLS_AT_ONCE,
  CALLS_PER_SECOND,
  type CallRefusal,
  type EndCall,
  FAILED,
  INVALID_RESPONSE,
  NO_BID,
  NOT_RECORDED,
  type NonBid,
  type NonBidReason,
  PAUSED,
  TIMED_OUT,
  UNREACHABLE,
  verdictOf,
} from '@jianchat/auction';
import type { DisclosureEntry } from '@jianchat/events';
import type { Gates } from '@jianchat/policy';
import type { Ask } from '../asks/ask.ts';
import type { CallGates } from '../call-gates.ts';
import type { CallOutcome, CounterName } from '../counters.ts';
import { bodyOf, entriesOf, type Letter, type LetterInput, writeLetters } from '../letters/write-letters.ts';
import { type DiscloseMeans, disclose } from './disclose.ts';

export interface GatherMeans extends DiscloseMeans {
  readonly gates: Gates;
  /** Where clients reach the platform, without a slash at the end. */
  readonly publicUrl: string;
  /** Who may be asked just now. */
  readonly callGates: CallGates;
  /** The end of this turn of the event loop, shared by all its auctions. */
  turn(): Promise<void>;
  /** Told of a fault of ours that costs one bidder its part in an auction. */
  onFault(fault: unknown): void;
}

export interface GatherInput extends LetterInput {
  readonly auctionId: string;
  readonly startedMs: number;
  /** Time the client gives the whole auction, ms. */
  readonly tmaxMs: number;
  /** Whether the texts sent are kept for the answer's debug part. */
  readonly keepTexts: boolean;
  readonly signal: AbortSignal | undefined;
}

/** One bidder's part in the auction. */
export interface Heard {
  readonly ask: Ask;
  readonly answer: BidderAnswer;
  readonly latencyMs: number;
  /** What went out, where that is kept: an adapter may ask more than once. */
  readonly sentTexts: readonly string[];
  /** True for an answer that was stored: nobody was asked. */
  readonly stored?: boolean;
}

export interface Gathered {
  readonly heard: readonly Heard[];
  readonly nonBids: readonly NonBid[];
  readonly disclosures: readonly DisclosureEntry[];
}

/** Time kept back for ranking and answering, ms. */
const MARGIN_MS = 20;
/** A bidder that would get less than this is not asked, ms. */
const ASK_MS_MIN = 10;

/**
 * Asks the bidders. What each may see is decided by the share gate; that it is told is on disk before the first byte
 * leaves. If it can't be written, nobody outside is asked.
 */
export async function gather(input: GatherInput, means: GatherMeans): Promise<Gathered> {
  const nonBids: NonBid[] = [];
  const letters = postLetters(input, { means, nonBids });
  if (letters.length === 0) return { heard: [], nonBids, disclosures: [] };
  const disclosures = entriesOf(letters, means.policy);
  if (!(await disclose({ ...input, entries: disclosures }, means))) {
    for (const { ask, end } of letters) {
      end('unknown', means.now());
      refuseAsk(ask, { reason: NOT_RECORDED, nonBids });
    }
    return { heard: [], nonBids, disclosures: [] };
  }
  const heard = await Promise.all(letters.map((letter) => send(letter, { input, means })));
  await means.turn();
  for (const { ask, answer, latencyMs } of heard) {
    means.counters.countCall(ask.row.bidder.id, outcomeOf(answer));
    if (answer.outcome === 'nobid') refuseAsk(ask, { reason: NO_BID, nonBids, latencyMs });
    else if (answer.outcome === 'failed') {
      if (answer.reason === TIMED_OUT) means.counters.count('bidder.timeout');
      refuseAsk(ask, { reason: answer.reason, nonBids, latencyMs });
    }
  }
  return { heard, nonBids, disclosures };
}

function outcomeOf(answer: BidderAnswer): CallOutcome {
  if (answer.outcome === 'bids') return 'bids';
  if (answer.outcome === 'nobid') return 'no-bid';
  switch (answer.reason) {
    case TIMED_OUT:
      return 'timeout';
    case UNREACHABLE:
      return 'unreachable';
    case INVALID_RESPONSE:
      return 'invalid';
    default:
      return 'failed';
  }
}

const REFUSAL_COUNTERS: Readonly<Record<CallRefusal, CounterName>> = {
  [PAUSED]: 'bidder.paused',
  [CALLS_PER_SECOND]: 'bidder.calls-per-second',
  [CALLS_AT_ONCE]: 'bidder.calls-at-once',
};

/** A letter whose bidder may be asked just now. */
interface Posted extends Letter {
  /** Tells the bidder's gate that its call is over. */
  readonly end: EndCall;
}

/** Who may see nothing, or may not be asked just now, gets no letter. */
function postLetters(
  input: GatherInput,
  { means, nonBids }: { means: GatherMeans; nonBids: NonBid[] },
): readonly Posted[] {
  const written = writeLetters(input, {
    policy: means.policy,
    gates: means.gates,
    publicUrl: means.publicUrl,
    onRefused: (ask, reason) => refuseAsk(ask, { reason, nonBids }),
  });
  return written.flatMap((letter) => {
    const nowMs = means.now();
    const end = means.callGates.of(letter.ask.row.bidder, nowMs).begin(nowMs);
    if (typeof end === 'function') return [{ ...letter, end }];
    means.counters.count(REFUSAL_COUNTERS[end]);
    means.counters.countCall(letter.ask.row.bidder.id, 'not-asked');
    refuseAsk(letter.ask, { reason: end, nonBids });
    return [];
  });
}

/** What stands for a bidder's answer where we failed with it. */
export const OUR_FAULT = {
  outcome: 'failed',
  status: 0,
  reason: FAILED,
  message: 'a fault on our side; it was logged',
} as const satisfies BidderAnswer;

async function send(
  letter: Posted,
  { input, means }: { input: GatherInput; means: GatherMeans },
): Promise<Heard> {
  const { ask, end } = letter;
  const startMs = means.now();
  const { answerMs = MARGIN_MS, bidderMinMs = ASK_MS_MIN, networkMs = 0 } = input.host.tmax ?? {};
  const left = Math.floor(input.tmaxMs - (startMs - input.startedMs) - answerMs);
  const timeoutMs = Math.min(ask.row.bidder.timeoutMs, left);
  const late: BidderAnswer = {
    outcome: 'failed',
    status: 0,
    reason: TIMED_OUT,
    message: 'no time left to ask',
  };
  if (timeoutMs - networkMs < bidderMinMs) {
    end('unknown', startMs);
    return { ask, answer: late, latencyMs: 0, sentTexts: [] };
  }
  const body = bodyOf(letter, timeoutMs - networkMs);
  const sentTexts: string[] = [];
  const answer = await ask.row.demand
    .ask({
      bidder: ask.row.bidder,
      body,
      timeoutMs,
      signal: input.signal,
      onSent:
        input.keepTexts && ask.row.bidder.settings.debugAllowed !== false
          ? (text) => sentTexts.push(text)
          : undefined,
    })
    .catch((fault: unknown): BidderAnswer => {
      // What goes wrong with one bidder's dialect costs nobody else the auction.
      means.onFault(fault);
      means.counters.count('bidder.failed');
      return OUR_FAULT;
    });
  const endMs = means.now();
  end(verdictOf(answer, { givenMs: timeoutMs, meantMs: ask.row.bidder.timeoutMs }), endMs);
  return { ask, answer, latencyMs: Math.round(endMs - startMs), sentTexts };
}

export function refuseAsk(
  ask: Ask,
  { reason, nonBids, latencyMs = 0 }: { reason: NonBidReason; nonBids: NonBid[]; latencyMs?: number },
): void {
  for (const { index } of ask.imps)
    nonBids.push({
      imp: index,
      demandKind: ask.row.demand.kind,
      demand: ask.row.bidder.id,
      seat: ask.seat,
      advertiser: '',
      creative: '',
      priceMicros: 0,
      reason,
      latencyMs,
    });
}
