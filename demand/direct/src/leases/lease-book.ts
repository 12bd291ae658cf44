/** What one process holds of a purse: it may give out so much and no more, until then. */
export interface Holding {
  readonly holder: string;
  readonly amount: number;
  readonly untilMs: number;
}

/** All holdings of a purse, as they stand in the shared place under one key. */
export type LeaseBook = readonly Holding[];

export interface LeaseRequest {
  readonly holder: string;
  /** What went out and may still be charged: it stays covered, whatever is left. */
  readonly outstanding: number;
  /** What the process would like to hold besides. */
  readonly wanted: number;
  /** What one thing costs: less than this is of no use. */
  readonly unit: number;
  /** What of the purse's limit is not spent, over all processes. */
  readonly unspent: number;
  readonly nowMs: number;
  readonly untilMs: number;
}

/**
 * The book with the holder's own entry made anew. The sum of all entries exceeds what is unspent only by what went out
 * already. Of what is left a holder takes half at most, so that another process finds something, unless half is of no use.
 */
export function renewLease(book: LeaseBook, request: LeaseRequest): { book: LeaseBook; amount: number } {
  const { holder, outstanding, wanted, unit, unspent, nowMs, untilMs } = request;
  const others = book.filter((holding) => holding.holder !== holder && holding.untilMs > nowMs);
  const taken = others.reduce((sum, { amount }) => sum + amount, 0);
  const left = Math.max(0, unspent - taken - outstanding);
  const share = left / 2 >= unit ? left / 2 : left;
  const amount = outstanding + Math.min(Math.max(0, wanted), share);
  return { book: amount > 0 ? [...others, { holder, amount, untilMs }] : others, amount };
}

/** The book once a holder has ended in good order: of its entry only what may still be charged is left. */
export function endLease(
  book: LeaseBook,
  ending: Pick<LeaseRequest, 'holder' | 'outstanding' | 'nowMs' | 'untilMs'>,
): LeaseBook {
  const { holder, outstanding, nowMs, untilMs } = ending;
  const others = book.filter((holding) => holding.holder !== holder && holding.untilMs > nowMs);
  return outstanding > 0 ? [...others, { holder, amount: outstanding, untilMs }] : others;
}

export function encodeBook(book: LeaseBook): Buffer {
  return Buffer.from(JSON.stringify(book.map(({ holder, amount, untilMs }) => [holder, amount, untilMs])));
}

/** The bytes are our own; none is an empty book. */
export function decodeBook(bytes: Uint8Array | undefined): LeaseBook {
  if (bytes === undefined) return [];
  const rows: readonly (readonly [string, number, number])[] = JSON.parse(
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString(),
  );
  return rows.map(([holder, amount, untilMs]) => ({ holder, amount, untilMs }));
}
