import { list, number, record, text } from './json.ts';
import type { ImpRecord } from './server-record.ts';
import type { OutcomeName } from './texts.ts';

/** One bidder's part in one slot's auction, ready to be shown. */
export interface ReportRow {
  readonly bidder: string;
  readonly isDirect: boolean;
  readonly priceMicros: number | undefined;
  readonly currency: string;
  readonly outcome: OutcomeName;
  /** In the server's own words, where it gave any. */
  readonly reason: string | undefined;
  readonly responseMs: number | undefined;
}

/** A bid as far as the report needs it; Prebid.js' bids are such. */
interface KnownBid {
  readonly bidderCode: string;
  readonly cpm: number;
  readonly currency: string;
  readonly adId: string;
}

/** What the page itself knows about one slot. */
export interface SlotFacts {
  readonly placement: string;
  readonly bids: readonly KnownBid[];
  readonly winnerAdId: string | undefined;
  /** Bidders that were asked by name. */
  readonly asked: readonly string[];
  readonly directSeat: string;
  readonly seatNonBid: unknown;
  readonly responseMs: Readonly<Record<string, number>>;
}

/** Rows from the page's own knowledge: bids, `seatnonbid` codes, and silence for whoever was asked and said nothing. */
export function rowsFromPage(facts: SlotFacts): readonly ReportRow[] {
  const rows = facts.bids.map((bid): ReportRow => {
    const won = bid.adId === facts.winnerAdId;
    return {
      ...baseRow(bid.bidderCode, facts),
      priceMicros: Math.round(bid.cpm * 1_000_000),
      currency: bid.currency,
      outcome: won ? 'won' : 'lowerPrice',
    };
  });
  const named = new Set(rows.map(({ bidder }) => bidder));
  const refusals = readNonBids(facts.seatNonBid, facts.placement).filter(({ seat }) => !named.has(seat));
  for (const { seat, code } of refusals) {
    named.add(seat);
    rows.push({
      ...baseRow(seat, facts),
      outcome: outcomeOfCode(code),
      reason: plainCodes.has(code) ? undefined : `code ${code}`,
    });
  }
  for (const bidder of facts.asked) {
    if (!named.has(bidder)) rows.push({ ...baseRow(bidder, facts), outcome: 'noBid' });
  }
  return rows.toSorted(byOutcome);
}

/**
 * Rows from the server's record, which knows more: the best offer of each demand. Times that it leaves out, and bidders
 * that it does not name for this slot because they said nothing, come from the page.
 */
export function rowsFromServer(imp: ImpRecord, facts: SlotFacts): readonly ReportRow[] {
  const offers = imp.candidates.map((candidate): ReportRow => {
    const { demand, isDirect, priceMicros, currency, reasonCode = -1 } = candidate;
    return {
      bidder: demand,
      isDirect,
      priceMicros,
      currency,
      outcome: candidate.outcome === 'won' ? 'won' : outcomeOfCode(reasonCode),
      reason: plainCodes.has(reasonCode) ? undefined : candidate.reason,
      responseMs: candidate.latencyMs ?? facts.responseMs[demand],
    };
  });
  const best = new Map<string, ReportRow>();
  for (const row of offers.toSorted(byOutcome)) if (!best.has(row.bidder)) best.set(row.bidder, row);
  const silent = rowsFromPage(facts).filter(
    ({ bidder, priceMicros }) => priceMicros === undefined && !best.has(bidder),
  );
  return [...best.values(), ...silent];
}

function baseRow(bidder: string, facts: SlotFacts): ReportRow {
  return {
    bidder,
    isDirect: bidder === facts.directSeat,
    priceMicros: undefined,
    currency: 'USD',
    outcome: 'other',
    reason: undefined,
    responseMs: facts.responseMs[bidder],
  };
}

/** Winner first, then by price, then those without one. */
function byOutcome(left: ReportRow, right: ReportRow): number {
  const rank = (row: ReportRow) =>
    row.outcome === 'won' ? Number.POSITIVE_INFINITY : (row.priceMicros ?? -1);
  const [a, b] = [rank(left), rank(right)];
  return a === b ? 0 : b - a;
}

function readNonBids(seatNonBid: unknown, placement: string): { seat: string; code: number }[] {
  return list(seatNonBid)
    .map(record)
    .flatMap(({ seat, nonbid }) =>
      list(nonbid)
        .map(record)
        .filter((one) => one['impid'] === placement)
        .flatMap((one) => {
          const code = number(one['statuscode']);
          const name = text(seat);
          return name === undefined || code === undefined ? [] : [{ seat: name, code }];
        }),
    );
}

/** The published non-bid codes (`seatnonbid`), and the server's own from 500 on. */
function outcomeOfCode(code: number): OutcomeName {
  if (code === 0 || code === 502) return 'noBid';
  if (code === 501) return 'lowerPrice';
  if (code === 101) return 'timeout';
  if (code >= 100 && code < 200) return 'error';
  if ((code >= 200 && code < 300) || code === 500) return 'blocked';
  if (code === 301 || code === 304) return 'belowFloor';
  return 'other';
}

/** Codes whose outcome says it all. */
const plainCodes: ReadonlySet<number> = new Set([0, 101, 301, 501, 502]);

/** A CPM price for people, in the notation of their language: `$2.51`. */
export function formatCpm(priceMicros: number, currency: string, language: string): string {
  try {
    const format = new Intl.NumberFormat(language, {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
    });
    return format.format(priceMicros / 1_000_000);
  } catch {
    return `${currency} ${(priceMicros / 1_000_000).toFixed(2)}`;
  }
}
