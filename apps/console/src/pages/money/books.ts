import type { Answer } from '../../api/routes.ts';

export type Balance = Answer<'balances'>['balances'][number];

/** What a balance means, from its sign and from whose account it is. */
export type Meaning = 'debit' | 'credit' | 'income' | 'expense' | 'settled';

/** One currency's books. All sums in micros; `sum` over all accounts is 0 in double-entry books. */
export interface Books {
  readonly currency: string;
  readonly owedMicros: number;
  readonly owesMicros: number;
  readonly earnedMicros: number;
  readonly sumMicros: number;
  /** Largest amounts first. */
  readonly balances: readonly Balance[];
}

/** The platform's own accounts are results, not debts. */
function isOwn(balance: Balance): boolean {
  return balance.kind.startsWith('platform');
}

export function meaningOf(balance: Balance): Meaning {
  if (balance.balanceMicros === 0) return 'settled';
  const debit = balance.balanceMicros > 0;
  if (isOwn(balance)) return debit ? 'expense' : 'income';
  return debit ? 'debit' : 'credit';
}

export function booksOf(balances: readonly Balance[]): readonly Books[] {
  const byCurrency = Map.groupBy(balances, (balance) => balance.currency);
  return [...byCurrency].map(([currency, list]) => {
    const sum = (counts: (balance: Balance) => boolean) =>
      list.filter(counts).reduce((total, balance) => total + balance.balanceMicros, 0);
    return {
      currency,
      owedMicros: sum((balance) => !isOwn(balance) && balance.balanceMicros > 0),
      owesMicros: flipped(sum((balance) => !isOwn(balance) && balance.balanceMicros < 0)),
      earnedMicros: flipped(sum(isOwn)),
      sumMicros: sum(() => true),
      balances: list.toSorted((a, b) => Math.abs(b.balanceMicros) - Math.abs(a.balanceMicros)),
    };
  });
}

/** A credit as the amount it is; never a negative zero, which would be written "-0". */
function flipped(micros: number): number {
  return micros === 0 ? 0 : -micros;
}
