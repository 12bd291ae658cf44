import { type BidderAnswer, type ImpView, NO_BID, type NonBid, type SeatedBid } from '@jianchat/auction';
import type { RequestFor } from '@jianchat/policy';
import { bidderCalled } from '../asks/named-bidders.ts';
import type { BidderRow, Catalogue } from '../catalogue.ts';
import { asObject, type JsonObject } from '../json-object.ts';
import { quoteId, type Refusal, refuse } from '../refusal.ts';
import type { Candidates } from './candidates.ts';
import type { Heard } from './gather.ts';

/** Answers that stand in for demand: of a whole auction, or of one bidder. */
export interface StoredAnswers {
  /** Imps nobody is asked for: their bids were stored. */
  readonly imps: ReadonlySet<number>;
  /** Their bids, each with its seat, at the imp it is for. */
  readonly bids: readonly { readonly seated: SeatedBid; readonly imp: number; readonly currency: string }[];
  /** What bidders answered in place of being asked. */
  readonly heard: readonly Heard[];
}

type Reading = { readonly ok: true; readonly stored: StoredAnswers | undefined } | Refusal;

interface Means {
  readonly catalogue: Catalogue;
  readonly imps: readonly ImpView[];
  /** `ext.prebid.aliases` */
  readonly aliases: Readonly<Record<string, string>> | undefined;
}

/** Bidders' parts in one imp: the name of a stored answer by bidder. */
interface Part {
  readonly index: number;
  readonly id: string;
  readonly replacesImpId: boolean;
}

/**
 * What `storedauctionresponse` (of the request or of imps) and `storedbidresponse` name. A name that nothing is stored under refuses
 * the request, in Prebid Server's words.
 */
export function storedAnswers(request: RequestFor<'adDelivery'>, given: Omit<Means, 'aliases'>): Reading {
  const means: Means = { ...given, aliases: request.ext?.prebid?.aliases };
  const whole = request.ext?.prebid?.storedauctionresponse?.id;
  if (whole === undefined && !request.imp.some(({ ext }) => namesStored(ext?.prebid)))
    return { ok: true, stored: undefined };
  const imps = new Set<number>();
  const bids: StoredAnswers['bids'][number][] = [];
  const parts = new Map<string, { row: BidderRow; parts: Part[] }>();
  if (whole !== undefined) {
    const answer = readStored(whole, means);
    if (answer === undefined)
      return refuse(
        `failed to fetch stored auction response for storedAuctionResponse id = ${quoteId(whole)}`,
      );
    const byId = new Map(means.imps.map(({ id, index }) => [id, index]));
    for (const index of byId.values()) imps.add(index);
    for (const seated of bidsOf(answer)) {
      const imp = byId.get(seated.bid.impid);
      if (imp !== undefined) bids.push({ seated, imp, currency: currencyOf(answer) });
    }
  }
  for (const view of means.imps) {
    if (imps.has(view.index)) continue;
    const fault = readImp(view, { means, imps, bids, parts });
    if (fault !== undefined) return refuse(fault);
  }
  const heard: Heard[] = [];
  for (const [seat, { row, parts: own }] of parts) {
    const outcome = heardOf(row, { seat, parts: own, means });
    if (typeof outcome === 'string') return refuse(outcome);
    heard.push(...outcome);
  }
  return { ok: true, stored: { imps, bids, heard } };
}

type ImpPrebid = NonNullable<NonNullable<RequestFor<'adDelivery'>['imp'][number]['ext']>['prebid']>;

function namesStored(prebid: ImpPrebid | undefined): boolean {
  return prebid?.storedauctionresponse !== undefined || (prebid?.storedbidresponse?.length ?? 0) > 0;
}

/** @returns what is wrong with what the imp names */
function readImp(
  view: ImpView,
  into: {
    means: Means;
    imps: Set<number>;
    bids: StoredAnswers['bids'][number][];
    parts: Map<string, { row: BidderRow; parts: Part[] }>;
  },
): string | undefined {
  const { index } = view;
  const prebid = view.imp.ext?.prebid;
  const auction = prebid?.storedauctionresponse;
  if (auction !== undefined) {
    if (!auction.id)
      return `request.imp[${index}] has ext.prebid.storedauctionresponse specified, but "id" field is missing`;
    const answer = readStored(auction.id, { catalogue: into.means.catalogue, imp: view.id });
    if (answer === undefined)
      return `failed to fetch stored auction response for impId = ${quoteId(view.id)} and storedAuctionResponse id = ${quoteId(auction.id)}`;
    into.imps.add(index);
    for (const seated of bidsOf(answer)) into.bids.push({ seated, imp: index, currency: currencyOf(answer) });
    return undefined;
  }
  for (const entry of prebid?.storedbidresponse ?? []) {
    if (!entry.id || !entry.bidder)
      return `request.imp[${index}] has ext.prebid.storedbidresponse specified, but "id" or/and "bidder" fields are missing`;
    const name = entry.bidder.toLowerCase();
    const bidder = Object.keys(prebid?.bidder ?? {}).find((known) => known.toLowerCase() === name);
    const row = bidder === undefined ? undefined : bidderCalled(bidder, into.means);
    // Whoever is not asked for can't answer either.
    if (bidder === undefined || row === undefined) continue;
    const known = into.parts.get(bidder) ?? { row, parts: [] };
    known.parts.push({ index, id: entry.id, replacesImpId: entry.replaceimpid !== false });
    into.parts.set(bidder, known);
  }
  return undefined;
}

/** One bidder's stored answers as if it had given them, one for each currency they are in; a text where one is not stored. */
function heardOf(
  row: BidderRow,
  { seat, parts, means }: { seat: string; parts: readonly Part[]; means: Means },
): readonly Heard[] | string {
  const read: { readonly part: Part; readonly answer: BidderAnswer }[] = [];
  for (const part of parts) {
    const body = means.catalogue.storedResponses.get(part.id);
    if (body === undefined)
      return `failed to fetch stored bid response for impId = ${quoteId(impIdOf(part, means))}, bidder = ${row.bidder.id} and storedBidResponse id = ${quoteId(part.id)}`;
    const own = part.replacesImpId ? withImp(body, impIdOf(part, means)) : body;
    read.push({ part, answer: row.demand.readStored(own) });
  }
  return [...Map.groupBy(read, ({ answer }) => currencyOf(answer))].map(([currency, own]): Heard => {
    const bids = own.flatMap(({ answer }) => bidsOf(answer));
    const none: BidderAnswer = own.find(({ answer }) => answer.outcome === 'failed')?.answer ?? {
      outcome: 'nobid',
      status: 204,
    };
    return {
      ask: {
        row,
        seat,
        vendor: undefined,
        imps: own.map(({ part: { index } }) => ({ index, params: {}, formats: undefined })),
      },
      answer: bids.length > 0 ? { outcome: 'bids', status: 200, currency, bids } : none,
      latencyMs: 0,
      sentTexts: [],
      stored: true,
    };
  });
}

const impIdOf = ({ index }: Part, { imps }: Means): string => imps[index]?.id ?? '';

/** A stored answer as any bidder's adapter-less demand would read it; of an imp's own, every bid is for that imp. */
function readStored(
  id: string,
  { catalogue, imp }: { catalogue: Catalogue; imp?: string },
): BidderAnswer | undefined {
  const body = catalogue.storedResponses.get(id);
  return body && catalogue.readStored(imp === undefined ? body : withImp(body, imp));
}

function withImp(body: JsonObject, impid: string): JsonObject {
  const of = (list: unknown): readonly unknown[] => (Array.isArray(list) ? list : []);
  return {
    ...body,
    seatbid: of(body['seatbid']).map((seat) => ({
      ...asObject(seat),
      bid: of(asObject(seat)['bid']).map((bid) => ({ ...asObject(bid), impid })),
    })),
  };
}

const bidsOf = (answer: BidderAnswer): readonly SeatedBid[] => (answer.outcome === 'bids' ? answer.bids : []);
const currencyOf = (answer: BidderAnswer): string => (answer.outcome === 'bids' ? answer.currency : 'USD');

/** The field without whoever is spoken for: stored imps have no demand, and a stored bidder is not asked for that imp. */
export function withoutStored(field: Candidates, stored: StoredAnswers): Candidates {
  const bySeat = Map.groupBy(stored.heard, ({ ask }) => ask.seat);
  const isAnswered = (bidder: string, index: number): boolean =>
    bySeat.get(bidder)?.some(({ ask }) => ask.imps.some((imp) => imp.index === index)) === true;
  const isLive = (bidder: string, index: number): boolean =>
    !stored.imps.has(index) && !isAnswered(bidder, index);
  return {
    ...field,
    local: field.local.map((lists, index) => (stored.imps.has(index) ? [] : lists)),
    nonBids: field.nonBids.filter(({ imp }) => !stored.imps.has(imp)),
    asks: field.asks
      .map((ask) => ({ ...ask, imps: ask.imps.filter(({ index }) => isLive(ask.seat, index)) }))
      .filter(({ imps }) => imps.length > 0),
  };
}

/** Stored answers without a bid, as non-bids. */
export function storedNonBids(stored: StoredAnswers): readonly NonBid[] {
  return stored.heard.flatMap(({ ask, answer }) =>
    answer.outcome === 'bids'
      ? []
      : ask.imps.map(({ index }) => ({
          imp: index,
          demandKind: ask.row.demand.kind,
          demand: ask.row.bidder.id,
          seat: ask.seat,
          advertiser: '',
          creative: '',
          priceMicros: 0,
          reason: answer.outcome === 'failed' ? answer.reason : NO_BID,
          latencyMs: 0,
        })),
  );
}
