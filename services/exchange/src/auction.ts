import { type AuctionView, type NonBid, type OfferRules, readOfferRules } from '@jianchat/auction';
import type { AuctionRecord } from '@jianchat/events';
import type { BidResponse, ResponseMessage } from '@jianchat/openrtb';
import type { Admitted, RequestFor } from '@jianchat/policy';
import type { AccountInput } from '@jianchat/snapshot';
import type { Catalogue } from './catalogue.ts';
import type { JsonObject } from './json-object.ts';
import { type OffersOptions, offersOfAnswer, offersOfStored } from './offers-of-answer.ts';
import { ownRequests } from './own-requests/own-requests.ts';
import type { Parts } from './parts.ts';
import type { Refusal, Unserved } from './refusal.ts';
import { admit } from './stages/admit.ts';
import { type Candidates, candidates } from './stages/candidates.ts';
import { type Chosen, chooseBids } from './stages/choose.ts';
import { commitOffers } from './stages/commit.ts';
import { type Enrichment, enrich } from './stages/enrich.ts';
import { type Gathered, gather } from './stages/gather.ts';
import { NO_ACCOUNT, type Outer, type Parsed, parse } from './stages/parse.ts';
import { prepare } from './stages/prepare.ts';
import { type Ranking, rankImps } from './stages/rank.ts';
import { auctionRecord } from './stages/record.ts';
import { respond } from './stages/respond.ts';
import { readRequestSignals } from './stages/signals.ts';
import { type StoredAnswers, storedAnswers, storedNonBids, withoutStored } from './stages/stored-answers.ts';
import { readTraits } from './stages/traits.ts';
import { type AnswerTerms, readAnswerTerms } from './terms/answer-terms.ts';
import { ERROR, WARNING } from './terms/message-codes.ts';
import { createMessages, GENERAL, type Messages } from './terms/messages.ts';
import { withSyncedIds } from './user-sync/synced-ids.ts';

export interface AuctionInput {
  /** The body as it came, or the request that a route made of something else; no gate has seen it. */
  readonly body: Buffer | JsonObject;
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
  /** The prepared request, for what single bidders are told otherwise; nothing else reads it behind the gate. */
  readonly raw: JsonObject;
  /** What of it ad delivery may read; nothing else of it is seen here. */
  readonly request: RequestFor<'adDelivery'>;
  readonly enrichment: Enrichment;
  readonly view: AuctionView;
  readonly rules: OfferRules;
  readonly terms: AnswerTerms;
  readonly tmaxMs: number;
  readonly messages: Messages;
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
  const whole = candidates(auction.request, {
    parsed: auction.parsed,
    catalogue,
    auction: auction.view,
    convert: auction.terms.convert,
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
  const gathered = stored === undefined ? live : { ...live, heard: [...live.heard, ...stored.heard] };
  const ranked = rankAll({ auction, field, gathered, nonBids, stored });
  const { terms, messages, view } = auction;
  const chosen = chooseBids(ranked, { terms, catalogue, seed: view.seed, nonBids, messages });
  const committed = { ...chosen, rankings: commitOffers(chosen.rankings, nonBids) };
  return answer({ auction, field, gathered, chosen: committed, nonBids, debug }, { input, parts });
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
  const { account } = parsed;
  if (account === undefined) return unserved(request.id);
  const messages = createMessages();
  const reading = readAnswerTerms(request, {
    account: catalogue.termsOf(account),
    rates: parts.rates.current(input.startedMs),
    messages,
  });
  if (!reading.ok) return reading;
  const { terms } = reading;
  const currencies = request.cur ?? [];
  const currency = currencies[0] ?? 'USD';
  if (currencies.length > 1) messages.warn(GENERAL, manyCurrencies(currency));
  for (const warning of prepared.warnings) messages.warn(GENERAL, warning);
  const context = parts.gates.use(admitted, 'contextualAds');
  const enrichment = enrich(context, parts.countryAllowed(admitted) ? ipCountry : '');
  const random = parts.randomBytes(ID_BYTES);
  const auctionId = random.toString('base64url');
  let person: { readonly name: string | undefined } | undefined;
  const auction: Opened = {
    auctionId,
    parsed: { ...parsed, account },
    admitted,
    raw: prepared.raw,
    request,
    enrichment,
    view: {
      id: auctionId,
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
      person: () => {
        person ??= { name: parts.countedAs(admitted) };
        return person.name;
      },
      learnable: parts.learnable(admitted),
      seed: random.readUInt32LE(0),
    },
    rules: readOfferRules(request, currency, { blocks: parsed.media?.blocks ?? {} }),
    terms,
    tmaxMs: Math.min(request.tmax || parts.tmaxDefaultMs, parts.tmaxMaxMs),
    messages,
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
  readonly stored: StoredAnswers | undefined;
}

function rankAll({ auction, field, gathered, nonBids, stored }: RankingInput): readonly Ranking[] {
  const { wseat } = auction.request;
  const allowedSeats = wseat?.length ? new Set(wseat) : undefined;
  const options: OffersOptions = {
    imps: field.imps,
    allowedSeats,
    nonBids,
    terms: auction.terms,
    messages: auction.messages,
    currency: auction.view.currency,
  };
  const remote = gathered.heard.flatMap((heard) => offersOfAnswer(heard, options));
  return rankImps(field.imps, {
    local: field.local,
    remote,
    given: stored === undefined ? [] : offersOfStored(stored.bids, options),
    rules: auction.rules,
    seed: auction.view.seed,
    preferDeals: auction.terms.targeting?.preferDeals === true,
    nonBids,
    settle: field.settle,
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
      messages: auction.messages,
      terms: auction.terms,
      categoryLabels: chosen.labels,
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
      echoedVideo: (imp) =>
        request.imp[imp]?.ext?.prebid?.options?.echovideoattrs === true ? stored[imp]?.video : undefined,
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

/** An account may forbid it; then that is said. */
function wantsDebug({ request, parsed, messages }: Opened): boolean {
  if (request.test !== 1 && request.ext?.prebid?.debug !== true) return false;
  if (parsed.settings.debugAllowed !== false) return true;
  messages.warn(GENERAL, { code: WARNING.debugDisabled, message: 'debug turned off for account' });
  return false;
}
