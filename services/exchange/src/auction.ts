import { type AuctionView, type NonBid, type OfferRules, readOfferRules } from '@jianchat/auction';
import type { AuctionRecord } from '@jianchat/events';
import type { BidResponse, ResponseMessage } from '@jianchat/openrtb';
import type { Admitted, RequestFor } from '@jianchat/policy';
import type { AccountInput } from '@jianchat/snapshot';
import type { Catalogue } from './catalogue.ts';
import { offersOfAnswer } from './offers-of-answer.ts';
import type { Parts } from './parts.ts';
import type { Refusal, Unserved } from './refusal.ts';
import { admit } from './stages/admit.ts';
import { type Candidates, candidates } from './stages/candidates.ts';
import { type Chosen, chooseBids } from './stages/choose.ts';
import { type Enrichment, enrich } from './stages/enrich.ts';
import { type Gathered, gather } from './stages/gather.ts';
import { NO_ACCOUNT, type Outer, type Parsed, parse } from './stages/parse.ts';
import { prepare } from './stages/prepare.ts';
import { type Ranking, rankImps } from './stages/rank.ts';
import { auctionRecord } from './stages/record.ts';
import { respond } from './stages/respond.ts';
import { readRequestSignals } from './stages/signals.ts';
import { readTraits } from './stages/traits.ts';
import { type AnswerTerms, readAnswerTerms } from './terms/answer-terms.ts';
import { ERROR } from './terms/message-codes.ts';
import { withSyncedIds } from './user-sync/synced-ids.ts';

export interface AuctionInput {
  readonly body: Buffer;
  readonly outer: Outer;
  readonly startedMs: number;
  /** Calls back when the client has gone before the answer. */
  readonly onGone: ((callback: () => void) => void) | undefined;
}

/** An auction held: the answer, and its record for the log. */
export interface Held {
  readonly ok: true;
  readonly response: BidResponse;
  /** Called once the answer is on its way. */
  record(): AuctionRecord;
}

/** Everything that is settled about a request before demand is heard. */
interface Opened {
  readonly auctionId: string;
  readonly parsed: Served;
  readonly admitted: Admitted;
  /** What of it ad delivery may read; nothing else of it is seen here. */
  readonly request: RequestFor<'adDelivery'>;
  readonly enrichment: Enrichment;
  readonly view: AuctionView;
  readonly rules: OfferRules;
  readonly terms: AnswerTerms;
  readonly tmaxMs: number;
  readonly warnings: readonly ResponseMessage[];
}

/** A request whose account is known. */
type Served = Parsed & { readonly account: AccountInput };

const ID_BYTES = 16;
/** AdCOM "No-Bid Reason Codes": blocked publisher or site. */
const NBR_PUBLISHER = 7;
/** Prebid Server's `AcctRequiredErrorCode`. */
const ACCOUNT_REQUIRED = 8;

/** One ad request, through all stages. */
export async function holdAuction(
  input: AuctionInput,
  { parts, catalogue }: { parts: Parts; catalogue: Catalogue },
): Promise<Held | Refusal | Unserved> {
  const opened = open(input, { parts, catalogue });
  if (!opened.ok) return opened;
  const { auction } = opened;
  const field = candidates(auction.request, {
    parsed: auction.parsed,
    catalogue,
    auction: auction.view,
  });
  const debug = wantsDebug(auction.request);
  const gathered =
    field.asks.length === 0 ? NOBODY_ASKED : await gatherBids({ auction, field, input, debug }, parts);
  const nonBids: NonBid[] = [...field.nonBids, ...gathered.nonBids];
  const ranked = rankAll({ auction, field, gathered, nonBids });
  const chosen = chooseBids(ranked, { terms: auction.terms, catalogue, seed: auction.view.seed, nonBids });
  return answer({ auction, field, gathered, chosen, nonBids, debug }, { input, parts });
}

const NOBODY_ASKED: Gathered = { heard: [], nonBids: [], disclosures: [] };

function open(
  input: AuctionInput,
  { parts, catalogue }: { parts: Parts; catalogue: Catalogue },
): { ok: true; auction: Opened } | Refusal | Unserved {
  const parsed = parse(input.body, catalogue);
  if (!parsed.ok) return parsed;
  const { cookie } = input.outer;
  const identified = withSyncedIds(parsed.raw, { cookie, catalogue, nowMs: input.startedMs });
  const { raw, signals, ipCountry } = readRequestSignals(identified, input.outer, parts);
  const prepared = prepare(raw, {
    host: catalogue.rows.host,
    isBidder: catalogue.isBidder,
    randomBytes: parts.randomBytes,
  });
  if (!prepared.ok) return prepared;
  const admission = admit(prepared.raw, { gates: parts.gates, signals, known: catalogue.isBidder });
  if (!admission.ok) return admission;
  const { admitted, request } = admission;
  const reading = readAnswerTerms(request, {});
  if (!reading.ok) return reading;
  const { terms } = reading;
  const { account } = parsed;
  if (account === undefined) return unserved(request.id);
  const currencies = request.cur ?? [];
  const currency = currencies[0] ?? 'USD';
  const context = parts.gates.use(admitted, 'contextualAds');
  const enrichment = enrich(context, parts.countryAllowed(admitted) ? ipCountry : '');
  const random = parts.randomBytes(ID_BYTES);
  const auction: Opened = {
    auctionId: random.toString('base64url'),
    parsed: { ...parsed, account },
    admitted,
    request,
    enrichment,
    view: {
      media: parsed.media?.id ?? '',
      nowMs: Math.floor(input.startedMs),
      currency,
      country: enrichment.country,
      deviceType: enrichment.deviceType,
      traits: readTraits({
        context,
        person: () => parts.gates.use(admitted, 'personalisedAds'),
        enrichment,
        media: parsed.media?.id ?? '',
      }),
      seed: random.readUInt32LE(0),
    },
    rules: readOfferRules(request, currency),
    terms,
    tmaxMs: Math.min(request.tmax || parts.tmaxDefaultMs, parts.tmaxMaxMs),
    warnings: [
      ...terms.warnings,
      ...(currencies.length > 1 ? [manyCurrencies(currency)] : []),
      ...prepared.warnings,
    ],
  };
  return { ok: true, auction };
}

function manyCurrencies(currency: string): ResponseMessage {
  return {
    code: ERROR.unknown,
    message: `A prebid request can only process one currency. Taking the first currency in the list, ${currency.slice(0, 3)}, as the active currency`,
  };
}

function unserved(requestId: string): Unserved {
  return {
    ok: false,
    status: 200,
    requestId,
    nbr: NBR_PUBLISHER,
    message: NO_ACCOUNT,
    code: ACCOUNT_REQUIRED,
  };
}

interface Gathering {
  readonly auction: Opened;
  readonly field: Candidates;
  readonly input: AuctionInput;
  readonly debug: boolean;
}

function gatherBids({ auction, field, input, debug }: Gathering, parts: Parts): Promise<Gathered> {
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
  readonly gathered: Gathered;
  readonly nonBids: NonBid[];
}

function rankAll({ auction, field, gathered, nonBids }: RankingInput): readonly Ranking[] {
  const { wseat } = auction.request;
  const allowedSeats = wseat?.length ? new Set(wseat) : undefined;
  const remote = gathered.heard.flatMap((heard) =>
    offersOfAnswer(heard, { imps: field.imps, allowedSeats, nonBids }),
  );
  return rankImps(field.imps, {
    local: field.local,
    remote,
    rules: auction.rules,
    seed: auction.view.seed,
    preferDeals: auction.terms.targeting?.preferDeals === true,
    nonBids,
  });
}

interface Decided {
  readonly auction: Opened;
  readonly field: Candidates;
  readonly gathered: Gathered;
  readonly chosen: Chosen;
  readonly nonBids: readonly NonBid[];
  readonly debug: boolean;
}

function answer(decided: Decided, { input, parts }: { input: AuctionInput; parts: Parts }): Held {
  const { auction, field, gathered, chosen, nonBids } = decided;
  const { rankings } = chosen;
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
  };
  const response = respond(
    {
      requestId: request.id,
      auctionId: auction.auctionId,
      atMs: auction.view.nowMs,
      currency: auction.view.currency,
      tmaxMs: auction.tmaxMs,
      rankings,
      nonBids,
      heard: gathered.heard,
      unknownBidders: field.unknown,
      warnings: [...auction.warnings, ...field.warnings.map((message) => ({ code: ERROR.unknown, message }))],
      terms: auction.terms,
      categoryLabels: chosen.labels,
      errors: chosen.errors,
      environment: environmentOf(request),
      wantsNonBids: request.ext?.prebid?.returnallbidstatus === true,
      debugRequest: decided.debug ? parts.gates.forSender(auction.admitted) : undefined,
    },
    {
      mint: parts.mint,
      publicUrl: parts.publicUrl,
      claims: (offer) => ({
        ...common,
        media: stored[offer.imp]?.row?.media.id ?? media?.id ?? '',
        placement: stored[offer.imp]?.id ?? '',
      }),
    },
  );
  const record = (): AuctionRecord =>
    auctionRecord({
      auctionId: auction.auctionId,
      startedMs: input.startedMs,
      endedMs: parts.now(),
      account: account.id,
      media: media?.id ?? '',
      policyVersion: parts.policy.version,
      currency: auction.view.currency,
      admitted: auction.admitted,
      enrichment: auction.enrichment,
      rankings,
      nonBids,
      disclosures: gathered.disclosures,
    });
  return { ok: true, response, record };
}

function environmentOf({ app, site }: RequestFor<'adDelivery'>): 'mobile-app' | 'amp' | undefined {
  if (app) return 'mobile-app';
  return site?.ext?.amp === 1 ? 'amp' : undefined;
}

function wantsDebug({ test, ext }: RequestFor<'adDelivery'>): boolean {
  return test === 1 || ext?.prebid?.debug === true;
}
