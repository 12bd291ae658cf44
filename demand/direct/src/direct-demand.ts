import { randomUUID } from 'node:crypto';
import {
  ADVERTISER_BLOCKED,
  type AuctionView,
  BELOW_FLOOR,
  BLOCKED_PRIVACY,
  convertMicros,
  type ImpView,
  isAboveFloors,
  type LocalAnswer,
  type LocalBook,
  type LocalDemand,
  NOT_SECURE,
  type NonBid,
  type NonBidReason,
  type Offer,
  type Rank,
  type Rate,
  recordedStanding,
  type ShadowPrice,
  settleGoal,
  zoneOffsetMs,
} from '@jianchat/auction';
import type { HotState } from '@jianchat/hot';
import type { SnapshotLineItem } from '@jianchat/snapshot';
import { type Candidate, createBest, placesFor } from './best-entries.ts';
import { type BlockedLines, blockedLines } from './blocked-lines.ts';
import { dealGoals, dealLines } from './deal-goals.ts';
import { createDelivered } from './delivered.ts';
import { createDelivery, type Delivery } from './delivery.ts';
import { type Capped, createFrequency, type Frequency } from './frequency.ts';
import { createLeader, estimatedMicros, type Leader } from './leader.ts';
import { createLeases } from './leases/leases.ts';
import { type Entry, type EntryList, indexLines, type LineIndex } from './line-index.ts';
import { type LinePlan, planOf } from './line-plan.ts';
import { lookAt } from './look-order.ts';
import { competing, inAuction, rankInAuction, rateBack, rateInto } from './own-currency.ts';
import { bidOfCreative, shapesOf } from './ready-creative.ts';
import { turnOf } from './rotation.ts';
import { createWorth, type ExpectedValue, type SentAd, type Worth } from './worth.ts';

export interface DirectDemandOptions {
  /** Where budgets are leased, and what was spent and delivered is read. */
  readonly hot: HotState;
  /** How long an ad that went out may still be charged, ms (60,000). */
  readonly reservationMs?: number;
  /** What an impression is expected to bring; without it line items' own clicks and conversions so far tell. */
  readonly expectedValue?: ExpectedValue;
  /** Of those that could not bid so many are named per imp (8). */
  readonly nonBidsMax?: number;
  /** Hears how many ads of one list an imp was not held against, because more may run there than are looked at. */
  readonly onPassedOver?: (ads: number) => void;
  /** Milliseconds since epoch, for leases (Date.now). */
  readonly now?: () => number;
}

/** Local demand that holds leases: they are renewed in the background until it is closed. */
export interface DirectDemand extends LocalDemand {
  /** Renews the leases now: what is held can be given out once this resolves. */
  renew(): Promise<void>;
  /** Gives all leases back. */
  close(): Promise<void>;
}

/** The code under which direct ads are answered. */
const SEAT = 'jianchat';
const NON_BIDS_MAX = 8;
const RENEW_MS = 1_000;

/** Direct line items of the snapshot as demand. */
export function createDirectDemand(options: DirectDemandOptions): DirectDemand {
  const { hot, reservationMs: windowMs = 60_000, nonBidsMax = NON_BIDS_MAX, now = Date.now } = options;
  const { onPassedOver: passedOver = () => undefined } = options;
  const leases = createLeases({ hot, windowMs, holder: randomUUID() });
  const delivered = createDelivered(hot);
  const delivery = createDelivery({ delivered, leases });
  const worth = createWorth(delivered, options.expectedValue);
  const sent = (ad: SentAd): void => options.expectedValue?.sent(ad);
  const frequency = createFrequency(hot);
  const shadows = new Map<string, ShadowPrice>();
  const renew = (): Promise<void> => leases.renew(now());
  const timer = setInterval(renew, RENEW_MS);
  timer.unref();
  return {
    reach: 'local',
    kind: 'direct',
    seat: SEAT,
    load(snapshot): LocalBook {
      const ready = (line: SnapshotLineItem): LinePlan => planOf(line, shadows.get(line.id));
      const plans = snapshot.lineItems.map(ready);
      const promised = dealLines(snapshot).map(ready);
      const all = [...plans, ...promised];
      shadows.clear();
      for (const { line, shadow } of all) if (shadow) shadows.set(line.id, shadow);
      delivery.load(all, snapshot);
      void renew();
      const index = indexLines(plans);
      const blocked = blockedLines(snapshot);
      return {
        offers: (imp, auction) =>
          offersFor(imp, auction, {
            index,
            delivery,
            worth,
            frequency,
            blocked,
            sent,
            passedOver,
            nonBidsMax,
          }),
        deals: dealGoals(promised, delivery),
      };
    },
    renew,
    async close() {
      clearInterval(timer);
      await leases.end(now());
    },
  };
}

interface Means {
  readonly index: LineIndex;
  readonly delivery: Delivery;
  readonly worth: Worth;
  readonly frequency: Frequency;
  readonly blocked: BlockedLines;
  readonly sent: (ad: SentAd) => void;
  readonly passedOver: (ads: number) => void;
  readonly nonBidsMax: number;
}

function offersFor(imp: ImpView, auction: AuctionView, means: Means): LocalAnswer {
  const nonBids: NonBid[] = [];
  const guaranteed: Guaranteed = new Map();
  const offers = bestOffers(imp, auction, { means, nonBids, guaranteed });
  const again: LocalAnswer['again'] = (reasonAgainst) =>
    bestOffers(imp, auction, { means, nonBids: [], guaranteed: new Map(), reasonAgainst });
  // Who makes up requests must not move what goals cost.
  if (guaranteed.size === 0 || auction.doubtful === true) return { offers, nonBids, again };
  const settle: LocalAnswer['settle'] = (settlement) => {
    for (const [{ shadow, line }, standing] of guaranteed) {
      const rate = rateBack(auction, line.currency);
      const bestOpenMicros = rate && convertMicros(settlement.bestOpenMicros, rate);
      if (shadow === undefined || bestOpenMicros === undefined) continue;
      const { booked } = settlement;
      settleGoal(shadow, { bestOpenMicros, booked }, { name: line.id, standing, nowMs: auction.nowMs });
    }
  };
  return { offers, nonBids, again, settle };
}

/** Line items with a goal that could have had the imp, and where they stood by their own currency; undefined where they waited. */
type Guaranteed = Map<LinePlan, Rank | undefined>;

interface Search {
  readonly means: Means;
  /** Filled with who was considered and could not bid. */
  readonly nonBids: NonBid[];
  /** Filled. */
  readonly guaranteed: Guaranteed;
  readonly reasonAgainst?: (offer: Offer) => NonBidReason | undefined;
}

function bestOffers(
  imp: ImpView,
  auction: AuctionView,
  { means, nonBids, guaranteed, reasonAgainst }: Search,
): readonly Offer[] {
  const best = createBest(auction.seed, placesFor(imp));
  const leader = createLeader();
  const made = (candidate: Candidate): Offer[] => offerOf(candidate, imp, { auction, leader, ...means });
  const consider = ({ currency, entries, index: byTraits }: EntryList): void => {
    const rate = rateInto(auction, currency);
    if (rate === undefined) return;
    const bits = byTraits.eligible(auction.traits, imp);
    const passedOver = lookAt(bits, auction.seed, (place) => {
      const entry = entries[place];
      // Those first that may stand highest: once the places are taken by better ones, nobody further down can have one.
      if (entry === undefined || !best.hasPlaceFor(rankInAuction(entry.ceiling, rate))) return false;
      if (matches(entry, imp, auction)) weigh(entry, rate);
      return true;
    });
    if (passedOver > 0) means.passedOver(passedOver);
  };
  const weigh = (entry: Entry, rate: Rate): void => {
    const standing = standingOf(entry, { imp, auction, means, rate });
    if (entry.plan.shadow !== undefined)
      guaranteed.set(entry.plan, isCandidate(standing) ? standing.rank : undefined);
    if (!isCandidate(standing)) {
      if (nonBids.length < means.nonBidsMax) nonBids.push(nonBid(entry, { imp, against: standing, rate }));
      return;
    }
    const candidate = competing(standing, rate);
    if (candidate === undefined) return;
    leader.take(candidate);
    if (reasonAgainst === undefined || made(candidate).some((offer) => reasonAgainst(offer) === undefined))
      best.take(candidate);
  };
  const { lists } = means.index;
  const scope = { placement: imp.placement, media: auction.media };
  for (const shape of shapesOf(imp)) for (const list of lists({ ...scope, shape })) consider(list);
  return best.entries().flatMap(made);
}

/** What no index can know: the time, and rules that are no list of values. */
function matches({ plan: { line }, targeting }: Entry, imp: ImpView, auction: AuctionView): boolean {
  return (
    line.startsAtMs <= auction.nowMs &&
    auction.nowMs < line.endsAtMs &&
    (targeting.rest === undefined || targeting.rest(auction.traits, imp))
  );
}

/** Why an entry can't run here and now; of one that was shown often enough, where it would have stood. */
type Against = NonBidReason | (Capped & { readonly rank: Rank });

const isCandidate = (standing: Against | Candidate): standing is Candidate =>
  typeof standing !== 'number' && 'entry' in standing;

/** Why the entry can't run here and now; else the candidate that it is, in its own currency. */
function standingOf(
  entry: Entry,
  { imp, auction, means, rate }: { imp: ImpView; auction: AuctionView; means: Means; rate: Rate },
): Against | Candidate {
  const fit = entry.ready.fit(imp);
  if (!fit.ok) return fit.reason;
  if (imp.imp.secure === 1 && !entry.isSecure && auction.takesInsecure !== true) return NOT_SECURE;
  const { plan } = entry;
  if (means.blocked(plan.line, auction.media)) return ADVERTISER_BLOCKED;
  // What nobody may measure can't be paid for.
  if (plan.line.cost?.model === 'cpa' && auction.converts !== true) return BLOCKED_PRIVACY;
  const expected =
    plan.priceMicros === undefined
      ? means.worth.of(entry, imp, { auction, size: fit.size })
      : { priceMicros: plan.priceMicros };
  const { priceMicros } = expected;
  if (
    inAuction(priceMicros, rate) < imp.floorMicros &&
    !isAboveFloors(plan.rank) &&
    plan.shadow === undefined
  )
    return BELOW_FLOOR;
  const standing = means.delivery.standing(plan, {
    nowMs: auction.nowMs,
    media: auction.media,
    seed: auction.seed,
    impressionsMilli: imp.impressionsMilli,
  });
  if (typeof standing === 'number') return standing;
  const ad = { line: plan.line, creative: entry.ready.creative.id };
  const capped = means.frequency.reasonAgainst(ad, auction);
  const rank: Rank = plan.priceMicros === undefined ? { ...standing, micros: priceMicros } : standing;
  if (capped !== undefined) return { ...capped, rank };
  const turn = turnOf(entry, imp, { auction, size: fit.size, ...means });
  return { entry, rank, ...expected, turn };
}

function offerOf(
  candidate: Candidate,
  imp: ImpView,
  { auction, leader, delivery, frequency, sent }: { auction: AuctionView; leader: Leader } & Means,
): Offer[] {
  const { entry, rank, priceMicros, ownMicros, estimate } = candidate;
  const { plan, ready } = entry;
  const { line } = plan;
  const { creative, format } = ready;
  const fit = ready.fit(imp);
  if (!fit.ok) return [];
  let explored = false;
  // Who makes up requests must not spend what finding out may cost.
  const told = estimate !== undefined && auction.doubtful !== true;
  const expectedMicros = told
    ? estimatedMicros({ priceMicros: ownMicros ?? priceMicros, estimate }) / 1_000
    : 0;
  const display = { nowMs: auction.nowMs, impressionsMilli: imp.impressionsMilli };
  const ad = { line, creative: creative.id };
  const utcOffsetMin = zoneOffsetMs(line.timeZone, auction.nowMs) / 60_000;
  return [
    {
      imp: imp.index,
      demandKind: 'direct',
      demand: line.id,
      seat: SEAT,
      advertiser: line.advertiser,
      priceMicros,
      rank,
      ...(plan.shadow && { booked: true }),
      ...(utcOffsetMin !== 0 && { utcOffsetMin }),
      ...(line.caps && { counted: frequency.countedBy(line, auction) }),
      ...(plan.charge && { charge: plan.charge }),
      ...(plan.conversion && { conversion: plan.conversion }),
      ...(estimate && { estimate }),
      ...(fit.size !== '' && { size: fit.size }),
      ...(line.labels && { labels: line.labels }),
      ...(line.roadblock && { roadblock: line.roadblock }),
      currency: auction.currency,
      ...(ownMicros !== undefined && { bidPrice: { micros: ownMicros, currency: line.currency } }),
      format,
      bid: { id: `${creative.id}.${imp.index}`, cid: line.id, ...bidOfCreative(ready), ...fit.bid },
      ...(!entry.isSecure && { insecure: true }),
      ...(line.dsa && { transparency: line.dsa }),
      meta: { advertiserDomains: creative.advertiserDomains, mediaType: format },
      adm: undefined,
      clickUrl: creative.clickUrl,
      latencyMs: 0,
      reserve(nextMicros) {
        const empty = delivery.take(plan, display);
        if (empty !== undefined) return empty;
        const capped = frequency.send(ad, auction, imp.index);
        if (capped !== undefined) {
          delivery.giveBack(plan, display);
          return capped;
        }
        if (!told) return undefined;
        explored = leader.isExplored(candidate, Math.max(nextMicros, imp.floorMicros));
        sent({ micros: expectedMicros, currency: line.currency, explored });
        return undefined;
      },
      release() {
        if (told) sent({ micros: -expectedMicros, currency: line.currency, explored });
        frequency.takeBack(ad, auction, imp.index);
        delivery.giveBack(plan, display);
      },
      render: fit.render,
    },
  ];
}

function nonBid(
  { plan: { line, priceMicros }, ready: { creative } }: Entry,
  { imp, against, rate }: { imp: ImpView; against: Against; rate: Rate },
): NonBid {
  const reason = typeof against === 'number' ? against : against.reason;
  return {
    imp: imp.index,
    demandKind: 'direct',
    demand: line.id,
    seat: SEAT,
    advertiser: line.advertiser,
    creative: creative.id,
    priceMicros: Math.min(inAuction(priceMicros ?? 0, rate), Number.MAX_SAFE_INTEGER),
    reason,
    latencyMs: 0,
    ...(typeof against !== 'number' && {
      standing: recordedStanding(rankInAuction(against.rank, rate), { counted: [against.countedBy] }),
    }),
  };
}
