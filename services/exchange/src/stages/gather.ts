import {
  type BidderAnswer,
  BLOCKED_PRIVACY,
  CALLS_AT_ONCE,
  CALLS_PER_SECOND,
  type CallRefusal,
  type EndCall,
  NO_BID,
  NOT_RECORDED,
  type NonBid,
  type NonBidReason,
  PAUSED,
  TIMED_OUT,
  verdictOf,
} from '@jianchat/auction';
import type { DisclosureEntry } from '@jianchat/events';
import {
  type Admitted,
  type CompiledPolicy,
  emptyMask,
  type FieldMask,
  type Gates,
  maskKey,
  type RequestFor,
  type ShareDecision,
} from '@jianchat/policy';
import { type RequestText, requestText } from '../bid-request-text.ts';
import type { CallGates } from '../call-gates.ts';
import type { CounterName } from '../counters.ts';
import type { Ask } from './candidates.ts';
import { type DiscloseMeans, disclose } from './disclose.ts';
import { mayTellParameters, toldFields } from './told-fields.ts';

export interface GatherMeans extends DiscloseMeans {
  readonly gates: Gates;
  /** Who may be asked just now. */
  readonly callGates: CallGates;
  /** The end of this turn of the event loop, shared by all its auctions. */
  turn(): Promise<void>;
}

export interface GatherInput {
  readonly auctionId: string;
  readonly admitted: Admitted;
  /** What of it ad delivery may read. */
  readonly request: RequestFor<'adDelivery'>;
  readonly asks: readonly Ask[];
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

interface Letter {
  readonly ask: Ask;
  readonly decision: ShareDecision;
  readonly text: RequestText;
  /** The fields that the text was made of. */
  readonly copied: FieldMask;
  /** Whether the recipient's own parameters go along. */
  readonly parameters: boolean;
  /** Tells the bidder's gate that its call is over. */
  readonly end: EndCall;
}

/**
 * Asks the bidders. What each may see is decided by the share gate; that it is told is on disk before the first byte
 * leaves. If it can't be written, nobody outside is asked.
 */
export async function gather(input: GatherInput, means: GatherMeans): Promise<Gathered> {
  const nonBids: NonBid[] = [];
  const letters = writeLetters(input, { means, nonBids });
  if (letters.length === 0) return { heard: [], nonBids, disclosures: [] };
  const disclosures = letters.map((letter) => entryOf(letter, means.policy));
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
    if (answer.outcome === 'nobid') refuseAsk(ask, { reason: NO_BID, nonBids, latencyMs });
    else if (answer.outcome === 'failed') {
      if (answer.reason === TIMED_OUT) means.counters.count('bidder.timeout');
      refuseAsk(ask, { reason: answer.reason, nonBids, latencyMs });
    }
  }
  return { heard, nonBids, disclosures };
}

const REFUSAL_COUNTERS: Readonly<Record<CallRefusal, CounterName>> = {
  [PAUSED]: 'bidder.paused',
  [CALLS_PER_SECOND]: 'bidder.calls-per-second',
  [CALLS_AT_ONCE]: 'bidder.calls-at-once',
};

/** One text per distinct mask; who may see nothing, or may not be asked just now, gets no letter. */
function writeLetters(
  input: GatherInput,
  { means, nonBids }: { means: GatherMeans; nonBids: NonBid[] },
): readonly Letter[] {
  const texts = new Map<string | number, Pick<Letter, 'text' | 'copied'>>();
  const permissions = input.request.ext?.prebid?.data?.eidpermissions;
  const letters: Letter[] = [];
  for (const ask of input.asks) {
    const decision =
      ask.row.contract === undefined ? undefined : means.gates.share(input.admitted, ask.row.contract);
    if (decision === undefined || decision.nothing) {
      refuseAsk(ask, { reason: BLOCKED_PRIVACY, nonBids });
      continue;
    }
    let shared = texts.get(decision.maskKey);
    if (shared === undefined) {
      const copied = emptyMask(means.policy.fieldWords);
      const projected = means.gates.project(input.admitted, decision.mask, copied);
      shared = { text: requestText(projected, permissions), copied };
      texts.set(decision.maskKey, shared);
    }
    // Without its imps' ids a request can't be answered: a contract that withholds them gets nothing.
    if (!shared.text.complete(input.request.imp.length)) {
      refuseAsk(ask, { reason: BLOCKED_PRIVACY, nonBids });
      continue;
    }
    const nowMs = means.now();
    const end = means.callGates.of(ask.row.bidder, nowMs).begin(nowMs);
    if (typeof end !== 'function') {
      means.counters.count(REFUSAL_COUNTERS[end]);
      refuseAsk(ask, { reason: end, nonBids });
      continue;
    }
    letters.push({
      ask,
      decision,
      ...shared,
      parameters: mayTellParameters(means.policy, decision.mask),
      end,
    });
  }
  return letters;
}

function entryOf(
  { ask, decision, text, copied, parameters }: Letter,
  policy: CompiledPolicy,
): DisclosureEntry {
  const own = {
    ...text.ids(ask.row.bidder.id),
    parameters: parameters && ask.imps.some(({ params }) => params !== undefined),
  };
  return {
    recipient: ask.row.bidder.id,
    contract: ask.row.bidder.contract,
    purposes: decision.purposes,
    granted: decision.granted,
    fields: maskKey(toldFields(policy, copied, own)),
  };
}

async function send(
  { ask, text, parameters, end }: Letter,
  { input, means }: { input: GatherInput; means: GatherMeans },
): Promise<Heard> {
  const startMs = means.now();
  const left = Math.floor(input.tmaxMs - (startMs - input.startedMs) - MARGIN_MS);
  const timeoutMs = Math.min(ask.row.bidder.timeoutMs, left);
  const late: BidderAnswer = {
    outcome: 'failed',
    status: 0,
    reason: TIMED_OUT,
    message: 'no time left to ask',
  };
  if (timeoutMs < ASK_MS_MIN) {
    end('unknown', startMs);
    return { ask, answer: late, latencyMs: 0, sentTexts: [] };
  }
  const body = text.for({
    bidder: ask.row.bidder.id,
    tmax: timeoutMs,
    imps: parameters ? ask.imps : ask.imps.map(({ index }) => ({ index, params: undefined })),
  });
  const sentTexts: string[] = [];
  const answer = await ask.row.demand.ask({
    bidder: ask.row.bidder,
    body,
    timeoutMs,
    signal: input.signal,
    onSent: input.keepTexts ? (text) => sentTexts.push(text) : undefined,
  });
  const endMs = means.now();
  end(verdictOf(answer, { givenMs: timeoutMs, meantMs: ask.row.bidder.timeoutMs }), endMs);
  return { ask, answer, latencyMs: Math.round(endMs - startMs), sentTexts };
}

function refuseAsk(
  ask: Ask,
  { reason, nonBids, latencyMs = 0 }: { reason: NonBidReason; nonBids: NonBid[]; latencyMs?: number },
): void {
  const id = ask.row.bidder.id;
  for (const { index } of ask.imps)
    nonBids.push({
      imp: index,
      demandKind: ask.row.demand.kind,
      demand: id,
      seat: id,
      advertiser: '',
      creative: '',
      priceMicros: 0,
      reason,
      latencyMs,
    });
}
