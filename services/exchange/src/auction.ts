import { type NonBid, type Offer, rejected } from '@jianchat/auction';
import type { AuctionRecord } from '@jianchat/events';
import type { BidResponse } from '@jianchat/openrtb';
import type { RequestFor } from '@jianchat/policy';
import { adClaims } from './ad-claims.ts';
import type { Catalogue } from './catalogue.ts';
import { type OffersOptions, offersOfStored } from './offers-of-answer.ts';
import { type OnOfferFault, offerFaults, offersOfAll } from './one-bidder.ts';
import { type AuctionInput, type Opened, openAuction } from './open-auction.ts';
import { ownRequests } from './own-requests/own-requests.ts';
import type { Parts } from './parts.ts';
import type { Refusal, Unserved } from './refusal.ts';
import { cacheBids } from './stages/cache-bids.ts';
import { type Candidates, candidates } from './stages/candidates.ts';
import { bidsOfSeat, type Chosen, chooseBids } from './stages/choose.ts';
import { commitOffers, hold } from './stages/commit.ts';
import { withDealTiers } from './stages/deal-tiers.ts';
import { type Gathered, gather } from './stages/gather.ts';
import { mediate } from './stages/mediate.ts';
import { type Ranking, rankImps } from './stages/rank.ts';
import { auctionRecord } from './stages/record.ts';
import { type ReplaceOffer, replaceOffers } from './stages/replace-offer.ts';
import type { RespondMeans } from './stages/respond/outcome.ts';
import { traceOf } from './stages/respond/trace.ts';
import { type Responded, respond } from './stages/respond.ts';
import { readRequestSignals } from './stages/signals.ts';
import { type StoredAnswers, storedAnswers, storedNonBids, withoutStored } from './stages/stored-answers.ts';
import { checkSupply, type SupplyStop } from './supply/check-supply.ts';
import { ERROR, WARNING } from './terms/message-codes.ts';
import { GENERAL } from './terms/messages.ts';
import { warnOfInsecure } from './terms/offer-checks.ts';

/** An auction held: the answer, and its record for the log. */
export interface Held {
  readonly ok: true;
  readonly response: BidResponse;
  /** Called once the answer is on its way. */
  record(): AuctionRecord;
  /** Bidders' ads that went out, and those that wait for a review; neither has one for certain. */
  toReview(): readonly Offer[];
}

/** One ad request, through all stages. */
export async function holdAuction(
  input: AuctionInput,
  { parts, catalogue }: { parts: Parts; catalogue: Catalogue },
): Promise<Held | Refusal | Unserved> {
  const opened = openAuction(input, { parts, catalogue });
  if (!opened.ok) return opened;
  const { auction } = opened;
  const whole = candidates(auction.request, {
    parsed: auction.parsed,
    catalogue,
    auction: auction.view,
    convert: auction.terms.convert,
    floors: auction.floors,
    stops: stopsOf(auction, { parts, catalogue }),
  });
  const reading = storedAnswers(auction.request, { catalogue, imps: whole.imps });
  if (!reading.ok) return reading;
  const { stored } = reading;
  const field = stored === undefined ? whole : withoutStored(whole, stored);
  const debug = wantsDebug(auction);
  const live =
    field.asks.length === 0
      ? NOBODY_ASKED
      : await gatherBids({ auction, field, input, debug, catalogue }, parts);
  for (const message of field.warnings) auction.messages.warn(GENERAL, { code: ERROR.unknown, message });
  for (const [seat, messages] of field.bidderWarnings)
    for (const message of messages) auction.messages.warn(seat, { code: ERROR.badInput, message });
  const nonBids: NonBid[] = [...field.nonBids, ...live.nonBids];
  if (stored !== undefined) nonBids.push(...storedNonBids(stored));
  const { terms, messages } = auction;
  const unreviewed: Offer[] = [];
  const held = new Set<Offer>();
  const holds = (offer: Offer, next: Offer | undefined): boolean => {
    const reason = hold(offer, { held, next });
    if (reason !== undefined) nonBids.push(rejected(offer, reason));
    return reason === undefined;
  };
  const onFault = offerFaults({ nonBids, messages, held }, parts);
  const { ranked, heard } = rankAll(
    {
      auction,
      field,
      heard: [...live.heard, ...(stored?.heard ?? [])],
      nonBids,
      unreviewed,
      stored,
      onFault,
    },
    { parts, catalogue },
  );
  const bids = choose(ranked, { auction, field, catalogue, nonBids });
  const replace = replacing({ auction, field, bids });
  const committed = { ...bids, rankings: commitOffers(bids.rankings, { nonBids, replace, held }) };
  warnOfInsecure(committed.rankings, auction.rules.checks);
  const chosen = terms.supportsDeals ? withDealTiers(committed, messages) : committed;
  const { generateBidId, cacheUrl } = catalogue.rows.host;
  const generatesBidIds = generateBidId === true;
  return answer(
    {
      auction,
      field,
      gathered: { ...live, heard },
      chosen,
      nonBids,
      unreviewed,
      holds,
      onFault,
      debug,
      generatesBidIds,
      cacheUrl,
    },
    { input, parts },
  );
}

interface Choosing {
  readonly auction: Opened;
  readonly field: Candidates;
  readonly catalogue: Catalogue;
  readonly nonBids: NonBid[];
}

function choose(
  ranked: readonly Ranking[],
  { auction: { rules, terms, view, messages }, field: { local }, catalogue, nonBids }: Choosing,
): Chosen {
  return chooseBids(ranked, { local, rules, terms, catalogue, seed: view.seed, nonBids, messages });
}

function replacing({
  auction: { terms, rules },
  field,
  bids,
}: {
  auction: Opened;
  field: Candidates;
  bids: Chosen;
}): ReplaceOffer {
  // Categories of a break are given out once: nobody who has none can join.
  if (bids.labels !== undefined) return (_dropped, rankings) => rankings;
  return replaceOffers({ local: field.local, rules, bidsOfSeat: (seat) => bidsOfSeat(terms, seat) });
}

function stopsOf(
  { request, parsed, messages, view }: Opened,
  { parts, catalogue }: { parts: Parts; catalogue: Catalogue },
): SupplyStop {
  return checkSupply(request, {
    catalogue,
    settings: parsed.settings,
    media: parsed.media?.id ?? '',
    messages,
    counters: parts.counters,
    watch: parts.chains,
    nowMs: view.nowMs,
  });
}

const NOBODY_ASKED: Gathered = { heard: [], nonBids: [], disclosures: [] };

interface Gathering {
  readonly auction: Opened;
  readonly field: Candidates;
  readonly input: AuctionInput;
  readonly debug: boolean;
  readonly catalogue: Catalogue;
}

function gatherBids({ auction, field, input, debug, catalogue }: Gathering, parts: Parts): Promise<Gathered> {
  let signal: AbortSignal | undefined;
  if (input.onGone !== undefined) {
    const gone = new AbortController();
    input.onGone(() => gone.abort());
    signal = gone.signal;
  }
  return gather(
    {
      auctionId: auction.auctionId,
      admitted: auction.admitted,
      request: auction.request,
      asks: field.asks,
      host: catalogue.rows.host,
      settings: auction.parsed.settings,
      own: ownRequests(auction.raw, {
        policy: parts.policy,
        gates: parts.gates,
        admitted: auction.admitted,
        readSignals: (raw) => readRequestSignals(raw, input.outer, parts).signals,
        warn: (seat, message) => auction.messages.warn(seat, { code: ERROR.badInput, message }),
      }),
      floors: auction.floors,
      startedMs: input.startedMs,
      tmaxMs: auction.tmaxMs,
      keepTexts: debug,
      signal,
    },
    parts,
  );
}

interface RankingInput {
  readonly auction: Opened;
  readonly field: Candidates;
  readonly heard: Gathered['heard'];
  readonly nonBids: NonBid[];
  readonly unreviewed: Offer[];
  readonly stored: StoredAnswers | undefined;
  readonly onFault: OnOfferFault;
}

function rankAll(
  { auction, field, heard, nonBids, unreviewed, stored, onFault }: RankingInput,
  { parts, catalogue: { deals, verdicts } }: { parts: Parts; catalogue: Catalogue },
): { readonly ranked: readonly Ranking[]; readonly heard: Gathered['heard'] } {
  const { wseat } = auction.request;
  const allowedSeats = wseat?.length ? new Set(wseat) : undefined;
  const options: OffersOptions = {
    imps: field.imps,
    allowedSeats,
    verdicts,
    unreviewed,
    nonBids,
    terms: auction.terms,
    messages: auction.messages,
    auction: auction.view,
    deals,
  };
  const remote = offersOfAll(heard, options, parts);
  const ranked = rankImps(field.imps, {
    local: field.local,
    remote: remote.offers,
    given: stored === undefined ? [] : offersOfStored(stored.bids, options),
    rules: auction.rules,
    seed: auction.view.seed,
    preferDeals: auction.terms.targeting?.preferDeals === true,
    nonBids,
    settle: field.settle,
    onFault,
  });
  return { ranked, heard: remote.heard };
}

interface Decided {
  readonly auction: Opened;
  readonly field: Candidates;
  readonly gathered: Gathered;
  readonly chosen: Chosen;
  readonly nonBids: readonly NonBid[];
  readonly unreviewed: readonly Offer[];
  readonly holds: RespondMeans['holds'];
  readonly onFault: OnOfferFault;
  readonly debug: boolean;
  readonly generatesBidIds: boolean;
  readonly cacheUrl: string | undefined;
}

async function answer(
  decided: Decided,
  { input, parts }: { input: AuctionInput; parts: Parts },
): Promise<Held> {
  const { auction, gathered, chosen, nonBids } = decided;
  let { rankings } = chosen;
  const { request } = auction;
  const { account, media, stored } = auction.parsed;
  const common = {
    auction: auction.auctionId,
    atMs: auction.view.nowMs,
    account: account.id,
    revenueShareBps: account.revenueShareBps,
    deviceType: auction.enrichment.deviceType,
    country: auction.enrichment.country,
    policyVersion: parts.policy.version,
    kinds: parts.reportable(auction.admitted),
    ...(auction.view.doubtful === true && { doubtful: true as const }),
  };
  const tellsSizes = parts.sizesAllowed(auction.admitted);
  const record = (): AuctionRecord =>
    auctionRecord({
      auctionId: auction.auctionId,
      startedMs: input.startedMs,
      endedMs: parts.now(),
      account: account.id,
      media: media?.id ?? '',
      policyVersion: parts.policy.version,
      doubtful: auction.view.doubtful === true,
      currency: auction.view.currency,
      admitted: auction.admitted,
      enrichment: auction.enrichment,
      tellsSizes,
      rankings,
      nonBids,
      disclosures: gathered.disclosures,
    });
  const responded = respond(
    {
      requestId: request.id,
      auctionId: auction.auctionId,
      atMs: auction.view.nowMs,
      currency: auction.view.currency,
      tmaxMs: auction.tmaxMs,
      rankings,
      nonBids,
      heard: gathered.heard,
      messages: auction.messages,
      terms: auction.terms,
      categoryLabels: chosen.labels,
      tierSatisfied: chosen.tierSatisfied,
      request,
      generatesBidIds: decided.generatesBidIds,
      floors: auction.floors,
      waterfalls: mediate(request, {
        demand: parts.mediation,
        rankings,
        stored,
        terms: auction.terms,
        currencies: { account: account.currency, auction: auction.view.currency },
        country: auction.enrichment.country,
        claims: common,
        means: parts,
      }),
      environment: environmentOf(request),
      wantsNonBids: request.ext?.prebid?.returnallbidstatus === true,
      debugRequest: decided.debug ? parts.gates.forSender(auction.admitted) : undefined,
      trace: decided.debug
        ? traceOf(request.ext?.prebid?.trace, { policy: parts.policy, record })
        : undefined,
    },
    {
      mint: parts.mint,
      publicUrl: parts.publicUrl,
      holds: decided.holds,
      onFault: decided.onFault,
      claims: (offer) => ({
        ...common,
        media: stored[offer.imp]?.row?.media.id ?? media?.id ?? '',
        placement: stored[offer.imp]?.id ?? '',
        ...adClaims(offer, {
          auction,
          imp: rankings.find(({ imp }) => imp.index === offer.imp)?.imp,
          tellsSizes,
        }),
      }),
      echoedVideo: (imp) =>
        request.imp[imp]?.ext?.prebid?.options?.echovideoattrs === true ? stored[imp]?.video : undefined,
    },
  );
  rankings = responded.rankings;
  await keepAds(responded, { auction, parts, cacheUrl: decided.cacheUrl });
  const toReview = (): readonly Offer[] => [
    ...decided.unreviewed,
    ...rankings.flatMap(({ imp, standing }) => (imp.pod === undefined ? standing.slice(0, 1) : standing)),
  ];
  return { ok: true, response: responded.finish(), record, toReview };
}

/** Keeps ads in the cache, where the request asks for it and has keys that can say where they are. */
function keepAds(
  { placed }: Responded,
  { auction, parts, cacheUrl }: { auction: Opened; parts: Parts; cacheUrl: string | undefined },
): Promise<void> | undefined {
  const { cache: terms, targeting } = auction.terms;
  if (terms === undefined || targeting === undefined) return undefined;
  const { creatives, publicUrl, randomBytes } = parts;
  const { settings } = auction.parsed;
  return cacheBids(placed, {
    terms,
    targeting,
    means: {
      creatives,
      settings,
      messages: auction.messages,
      cacheUrl: cacheUrl ?? `${publicUrl}/cache`,
      randomBytes,
    },
  });
}

function environmentOf({ app, site }: RequestFor<'adDelivery'>): 'mobile-app' | 'amp' | undefined {
  if (app) return 'mobile-app';
  return site?.ext?.amp === 1 ? 'amp' : undefined;
}

/** An account may forbid it; then that is said. */
function wantsDebug({ request, parsed, messages }: Opened): boolean {
  if (request.test !== 1 && request.ext?.prebid?.debug !== true) return false;
  if (parsed.settings.debugAllowed !== false) return true;
  messages.warn(GENERAL, { code: WARNING.debugDisabled, message: 'debug turned off for account' });
  return false;
}
