import {
  type AuctionView,
  type Conversion,
  type OfferChecks,
  type OfferRules,
  readOfferRules,
} from '@jianchat/auction';
import { mayReport } from '@jianchat/events';
import type { ResponseMessage } from '@jianchat/openrtb';
import type { Admitted, RequestFor } from '@jianchat/policy';
import type { AccountInput } from '@jianchat/snapshot';
import type { Catalogue } from './catalogue.ts';
import type { Outer } from './http/outer.ts';
import { at, type JsonObject } from './json-object.ts';
import type { Parts } from './parts.ts';
import { consentWarnings } from './prepare/consent-warnings.ts';
import type { Refusal, Unserved } from './refusal.ts';
import { admit } from './stages/admit.ts';
import { type Enrichment, enrich } from './stages/enrich.ts';
import { NO_ACCOUNT, type Parsed, parse } from './stages/parse.ts';
import { prepare } from './stages/prepare.ts';
import { readRequestSignals } from './stages/signals.ts';
import { readTraits } from './stages/traits.ts';
import { type AnswerTerms, readAnswerTerms } from './terms/answer-terms.ts';
import type { AuctionFloors } from './terms/auction-floors.ts';
import { ERROR } from './terms/message-codes.ts';
import { createMessages, GENERAL, type Messages } from './terms/messages.ts';
import { offerChecks } from './terms/offer-checks.ts';
import { offerListener } from './terms/offer-listener.ts';
import { openFloors } from './terms/open-floors.ts';
import { withSyncedIds } from './user-sync/synced-ids.ts';
import { newUuid } from './uuid.ts';

export interface AuctionInput {
  /** The body as it came, or the request that a route made of something else; no gate has seen it. */
  readonly body: Buffer | JsonObject;
  readonly outer: Outer;
  readonly startedMs: number;
  /** Calls back when the client has gone before the answer. */
  readonly onGone: ((callback: () => void) => void) | undefined;
}

/** Everything that is settled about a request before demand is heard. */
export interface Opened {
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
  /** Undefined where imps' own floors hold. */
  readonly floors: AuctionFloors | undefined;
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

/** A request that came through the first gate. */
interface TakenIn {
  readonly ok: true;
  readonly parsed: Parsed;
  readonly admitted: Admitted;
  readonly raw: JsonObject;
  readonly request: RequestFor<'adDelivery'>;
  readonly ipCountry: string;
  readonly warnings: readonly ResponseMessage[];
}

function takeIn(
  input: AuctionInput,
  { parts, catalogue }: { parts: Parts; catalogue: Catalogue },
): TakenIn | Refusal {
  const newId = () => newUuid(parts.randomBytes);
  const { outer } = input;
  const parsed = parse(input.body, { catalogue, outer, newId });
  if (!parsed.ok) return parsed;
  const raw = withSyncedIds(parsed.raw, { cookie: outer.cookie, catalogue, nowMs: input.startedMs });
  const { signals, ipCountry } = readRequestSignals(raw, outer, parts);
  const prepared = prepare(raw, {
    host: catalogue.rows.host,
    isBidder: catalogue.isBidder,
    randomBytes: parts.randomBytes,
  });
  if (!prepared.ok) return prepared;
  const admission = admit(prepared.raw, { gates: parts.gates, signals, known: catalogue.isBidder });
  if (!admission.ok) return admission;
  const { admitted, request } = admission;
  return {
    ok: true,
    parsed,
    admitted,
    raw: prepared.raw,
    request,
    ipCountry,
    warnings: [...consentWarnings(signals.reasons), ...prepared.warnings],
  };
}

/** Takes a request in and settles how its auction is held; or the answer of a request that gets none. */
export function openAuction(
  input: AuctionInput,
  { parts, catalogue }: { parts: Parts; catalogue: Catalogue },
): { ok: true; auction: Opened } | Refusal | Unserved {
  const taken = takeIn(input, { parts, catalogue });
  if (!taken.ok) return taken;
  const { parsed, admitted, request, ipCountry } = taken;
  const { account } = parsed;
  if (account === undefined) return unserved(request.id);
  const messages = createMessages();
  const accountTerms = catalogue.termsOf(account);
  const reading = readAnswerTerms(request, {
    account: accountTerms,
    rates: parts.rates.current(input.startedMs),
    messages,
  });
  if (!reading.ok) return reading;
  const { terms } = reading;
  const currency = currencyOf(request, messages);
  for (const warning of taken.warnings) messages.warn(GENERAL, warning);
  const context = parts.gates.use(admitted, 'contextualAds');
  const enrichment = enrich(context, {
    ipCountry: parts.countryAllowed(admitted) ? ipCountry : '',
    os: parts.osAllowed(admitted),
  });
  const checks = offerChecks(accountTerms.settings, messages);
  const view = viewOf(taken, {
    parts,
    context,
    enrichment,
    currency,
    convert: terms.convertByHost,
    checks,
    nowMs: input.startedMs,
    test: request.test === 1,
  });
  const floors = openFloors(request, {
    source: parts.floors,
    account: { id: account.id, terms: accountTerms },
    context,
    enrichment,
    terms,
    currency,
    nowMs: input.startedMs,
    seed: view.seed,
    messages,
  });
  const auction: Opened = {
    auctionId: view.id,
    parsed: { ...parsed, account },
    admitted,
    raw: taken.raw,
    request,
    enrichment,
    view,
    rules: readOfferRules(request, {
      currency,
      convert: terms.convert,
      checks,
      blocks: parsed.media?.blocks ?? {},
      listener: offerListener(messages),
    }),
    terms,
    floors,
    tmaxMs: tmaxOf(request.tmax, { parts, catalogue }),
    messages,
  };
  return { ok: true, auction };
}

/** The request's time, or the host's where it says none, and never more than the host lets it have. */
function tmaxOf(
  asked: number | undefined,
  { parts, catalogue }: { parts: Parts; catalogue: Catalogue },
): number {
  const { tmax = {} } = catalogue.rows.host;
  return Math.min(asked || (tmax.defaultMs ?? parts.tmaxDefaultMs), tmax.maxMs ?? parts.tmaxMaxMs);
}

/** What local demand may know of the auction. */
function viewOf(
  { parsed, admitted, raw }: TakenIn,
  {
    parts,
    context,
    enrichment,
    currency,
    convert,
    checks,
    nowMs,
    test,
  }: {
    parts: Parts;
    context: RequestFor<'contextualAds'> | undefined;
    enrichment: Enrichment;
    currency: string;
    convert: Conversion;
    checks: Pick<OfferChecks, 'secure'>;
    nowMs: number;
    test: boolean;
  },
): AuctionView {
  const random = parts.randomBytes(ID_BYTES);
  const media = parsed.media?.id ?? '';
  return {
    id: random.toString('base64url'),
    media,
    nowMs: Math.floor(nowMs),
    currency,
    convert,
    country: enrichment.country,
    deviceType: enrichment.deviceType,
    ...(enrichment.os !== '' && { os: enrichment.os }),
    traits: readTraits({
      context,
      person: () => parts.gates.use(admitted, 'personalisedAds'),
      enrichment,
      media,
    }),
    counter: parts.countedAs(admitted, parsed.account?.id ?? ''),
    takesInsecure: checks.secure !== 'enforce',
    learnable: parts.learnable(admitted),
    converts: mayReport(parts.reportable(admitted), 'conversion'),
    remembersViews: parts.remembersViews(admitted),
    doubtful: parts.doubts(admitted, {
      address: at(raw['device'], 'ip') || at(raw['device'], 'ipv6'),
      test,
      nowMs,
    }),
    seed: random.readUInt32LE(0),
  };
}

/** Prices of an auction are in one currency: the first the request names. */
function currencyOf({ cur = [] }: RequestFor<'adDelivery'>, messages: Messages): string {
  const currency = cur[0] ?? 'USD';
  if (cur.length > 1)
    messages.warn(GENERAL, {
      code: ERROR.unknown,
      message: `A prebid request can only process one currency. Taking the first currency in the list, ${currency.slice(0, 3)}, as the active currency`,
    });
  return currency;
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
