import {
  type BidderAnswer,
  BLOCKED_PRIVACY,
  NO_BID,
  NOT_RECORDED,
  type NonBid,
  type NonBidReason,
  TIMED_OUT,
} from '@jianchat/auction';
import { type DisclosureEntry, type DisclosureRecord, encodeRecord, TOPIC } from '@jianchat/events';
import { type EventLog, LogFault } from '@jianchat/log';
import {
  type Admitted,
  type CompiledPolicy,
  type Gates,
  hasField,
  intersect,
  maskKey,
  type ShareDecision,
} from '@jianchat/policy';
import { type RequestText, requestText } from '../bid-request-text.ts';
import type { Counters } from '../counters.ts';
import type { Ask } from './candidates.ts';

export interface GatherMeans {
  readonly policy: CompiledPolicy;
  readonly gates: Gates;
  readonly log: EventLog;
  readonly counters: Counters;
  now(): number;
  /** The end of this turn of the event loop, shared by all its auctions. */
  turn(): Promise<void>;
}

export interface GatherInput {
  readonly auctionId: string;
  readonly admitted: Admitted;
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
  readonly sentText: string | undefined;
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
}

/**
 * Asks the bidders. What each may see is decided by the share gate; that it is told is on disk before the first byte
 * leaves. If it can't be written, nobody outside is asked.
 */
export async function gather(input: GatherInput, means: GatherMeans): Promise<Gathered> {
  const nonBids: NonBid[] = [];
  const letters = writeLetters(input, { means, nonBids });
  if (letters.length === 0) return { heard: [], nonBids, disclosures: [] };
  const disclosures = letters.map((letter) => entryOf(letter, input.admitted));
  if (!(await recordDisclosures(input, { means, disclosures }))) {
    for (const { ask } of letters) refuseAsk(ask, { reason: NOT_RECORDED, nonBids });
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

/** One text per distinct mask; who may see nothing gets no letter. */
function writeLetters(
  input: GatherInput,
  { means, nonBids }: { means: GatherMeans; nonBids: NonBid[] },
): readonly Letter[] {
  const texts = new Map<string | number, RequestText>();
  const permissions = input.admitted.request.ext?.prebid?.data?.eidpermissions;
  const letters: Letter[] = [];
  for (const ask of input.asks) {
    const decision =
      ask.row.contract === undefined ? undefined : means.gates.share(input.admitted, ask.row.contract);
    if (decision === undefined || decision.nothing) {
      refuseAsk(ask, { reason: BLOCKED_PRIVACY, nonBids });
      continue;
    }
    let text = texts.get(decision.maskKey);
    if (text === undefined) {
      const projected = means.gates.project(input.admitted.request, decision.mask);
      text = requestText(projected, permissions);
      texts.set(decision.maskKey, text);
    }
    // Without its imps' ids a request can't be answered: a contract that withholds them gets nothing.
    if (!text.complete(input.admitted.request.imp.length)) {
      refuseAsk(ask, { reason: BLOCKED_PRIVACY, nonBids });
      continue;
    }
    letters.push({ ask, decision, text });
  }
  return letters;
}

function entryOf({ ask, decision }: Letter, admitted: Admitted): DisclosureEntry {
  return {
    recipient: ask.row.bidder.id,
    contract: ask.row.bidder.contract,
    purposes: decision.purposes,
    fields: maskKey(intersect(decision.mask, admitted.kept)),
  };
}

async function recordDisclosures(
  input: GatherInput,
  { means, disclosures }: { means: GatherMeans; disclosures: readonly DisclosureEntry[] },
): Promise<boolean> {
  const { signals } = input.admitted;
  const atMs = Math.floor(means.now());
  const record: DisclosureRecord = {
    v: 1,
    auction: input.auctionId,
    atMs,
    policyVersion: means.policy.version,
    policyHash: means.policy.hash,
    regime: signals.regime,
    grants: signals.grants,
    floors: signals.floors,
    entries: disclosures,
  };
  try {
    await means.log.append(
      TOPIC.disclosures,
      // One auction discloses once, so there is nothing to compare it with.
      { key: '', value: encodeRecord(record) },
      { nowMs: atMs },
    );
    return true;
  } catch (fault) {
    if (!(fault instanceof LogFault)) throw fault;
    means.counters.count('disclosure.refused');
    return false;
  }
}

async function send(
  { ask, decision, text }: Letter,
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
  if (timeoutMs < ASK_MS_MIN) return { ask, answer: late, latencyMs: 0, sentText: undefined };
  const parameters = parametersAllowed(means.policy, decision);
  const body = text.for({
    bidder: ask.row.bidder.id,
    tmax: timeoutMs,
    imps: parameters ? ask.imps : ask.imps.map(({ index }) => ({ index, params: undefined })),
  });
  const answer = await ask.row.demand.ask({
    bidder: ask.row.bidder,
    body,
    timeoutMs,
    signal: input.signal,
  });
  return {
    ask,
    answer,
    latencyMs: Math.round(means.now() - startMs),
    sentText: input.keepTexts ? body : undefined,
  };
}

/** Parameters that a publisher addresses to a bidder go out only where the contract names that field. */
function parametersAllowed(policy: CompiledPolicy, { mask }: ShareDecision): boolean {
  const field =
    PARAMETERS.get(policy) ?? policy.fields.find((row) => row.name === 'bidderParameters')?.id ?? -1;
  PARAMETERS.set(policy, field);
  return field >= 0 && hasField(mask, field);
}

const PARAMETERS = new WeakMap<CompiledPolicy, number>();

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
