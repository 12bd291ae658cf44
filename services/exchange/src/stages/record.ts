import { LOST, type NonBid, type Offer, recordedReason, standingOf, WON } from '@jianchat/auction';
import {
  type AuctionRecord,
  type CandidateRecord,
  type DisclosureEntry,
  encodeRecord,
  TOPIC,
} from '@jianchat/events';
import type { EventLog } from '@jianchat/log';
import { type Admitted, maskKey } from '@jianchat/policy';
import type { Counters } from '../counters.ts';
import type { Enrichment } from './enrich.ts';
import type { Ranking } from './rank.ts';

export interface RecordInput {
  readonly auctionId: string;
  readonly startedMs: number;
  readonly endedMs: number;
  readonly account: string;
  readonly media: string;
  readonly policyVersion: number;
  readonly doubtful: boolean;
  readonly currency: string;
  readonly admitted: Admitted;
  readonly enrichment: Enrichment;
  readonly tellsSizes: boolean;
  readonly rankings: readonly Ranking[];
  readonly nonBids: readonly NonBid[];
  readonly disclosures: readonly DisclosureEntry[];
}

/** Candidates kept per imp: enough to explain the outcome, bounded whatever demand there is. */
const CANDIDATES_MAX = 50;

/** The auction as the log keeps it: integers, ids of demand and names of fields, nothing of the person. */
export function auctionRecord(input: RecordInput): AuctionRecord {
  const { admitted, enrichment } = input;
  return {
    v: 1,
    id: input.auctionId,
    atMs: Math.floor(input.startedMs),
    durationUs: Math.round((input.endedMs - input.startedMs) * 1000),
    account: input.account,
    media: input.media,
    channel: enrichment.channel,
    policyVersion: input.policyVersion,
    ...(input.doubtful && { doubtful: true }),
    regime: admitted.signals.regime,
    grants: admitted.signals.grants,
    floors: admitted.signals.floors,
    reasons: admitted.signals.reasons,
    present: maskKey(admitted.present),
    undeclared: admitted.undeclared,
    country: enrichment.country,
    deviceType: enrichment.deviceType,
    ...(enrichment.os !== '' && { os: enrichment.os }),
    imps: input.rankings.map(({ imp, standing }) => ({
      placement: imp.placement,
      format: standing[0]?.format ?? imp.formats[0] ?? 'banner',
      // A floor that can't be compared stands as the highest number, because JSON has no infinity.
      floorMicros: Math.min(imp.floorMicros, Number.MAX_SAFE_INTEGER),
      currency: input.currency,
      candidates: candidatesOf(standing, imp, input),
      winner: standing.length > 0 ? 0 : -1,
    })),
    disclosures: input.disclosures,
  };
}

/** Everybody who competed for an imp, the winner first. */
export function candidatesOf(
  standing: readonly Offer[],
  { index, pod }: Ranking['imp'],
  { nonBids, tellsSizes }: Pick<RecordInput, 'nonBids' | 'tellsSizes'>,
): readonly CandidateRecord[] {
  const candidates: CandidateRecord[] = standing.map((offer, at) => ({
    demandKind: offer.demandKind,
    demand: offer.demand,
    advertiser: offer.advertiser,
    creative: offer.bid.crid ?? '',
    priceMicros: offer.priceMicros,
    reason: at === 0 || pod !== undefined ? WON : LOST,
    latencyMs: offer.latencyMs,
    ...estimateMembers(offer, tellsSizes),
    ...standingMember(standingOf(offer)),
  }));
  const own = nonBids
    .filter((nonBid) => nonBid.imp === index && !isStanding(nonBid, standing))
    .sort((a, b) => b.priceMicros - a.priceMicros);
  for (const nonBid of own) {
    if (candidates.length >= CANDIDATES_MAX) break;
    const { demandKind, demand, advertiser, creative, priceMicros, reason, latencyMs, standing } = nonBid;
    candidates.push({
      demandKind,
      demand,
      advertiser,
      creative,
      priceMicros,
      reason: recordedReason(reason),
      latencyMs,
      ...estimateMembers(nonBid, tellsSizes),
      ...standingMember(standing),
    });
  }
  return candidates.slice(0, CANDIDATES_MAX);
}

/** Who lost at first and then took the place of another stands. */
const isStanding = ({ demand, creative, reason }: NonBid, standing: readonly Offer[]): boolean =>
  reason === LOST && standing.some((offer) => offer.demand === demand && offer.bid.crid === creative);

const estimateMembers = (
  { estimate, size }: Pick<Offer, 'estimate' | 'size'>,
  tellsSizes: boolean,
): Pick<CandidateRecord, 'estimate' | 'size'> =>
  estimate === undefined ? {} : { estimate, ...(tellsSizes && size !== undefined && { size }) };

const standingMember = (standing: CandidateRecord['standing']) =>
  standing === undefined ? {} : { standing };

export interface Recorder {
  /** Hands a record to the log without waiting. Given up, and counted, when too many are under way or the log refuses. */
  write(record: AuctionRecord): void;
  /** Resolves when everything handed over is durable or given up. */
  settled(): Promise<void>;
}

const UNDER_WAY_MAX = 20_000;
/** Records wait this long for company: one commit for many costs a fraction of one each. Events carry all that charging needs. */
const LINGER_MS = 50;

export function createRecorder(log: EventLog, counters: Counters): Recorder {
  const underWay = new Set<Promise<void>>();
  return {
    write(record) {
      if (underWay.size >= UNDER_WAY_MAX) {
        counters.count('record.dropped');
        return;
      }
      const written = log
        // Encoded at once, while its parts are at hand: a text is kept for less than they are.
        .append(
          TOPIC.auctions,
          { key: '', value: encodeRecord(record) },
          { nowMs: record.atMs, lingerMs: LINGER_MS },
        )
        .then(
          () => undefined,
          () => counters.count('record.dropped'),
        )
        .finally(() => underWay.delete(written));
      underWay.add(written);
    },
    async settled() {
      await log.flush();
      await Promise.all(underWay);
    },
  };
}
