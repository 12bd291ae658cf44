import { type HotState, leaseKey } from '@jianchat/hot';
import { decodeBook, encodeBook, endLease, renewLease } from './lease-book.ts';
import { createRecentMost, type RecentMost } from './recent-most.ts';
import { createReservations, type Reservations } from './reservations.ts';
import { createWindow, type Window } from './window.ts';

/** Something that several processes give out of together and that has a limit: a budget, a goal. */
export interface Purse {
  /** Unique over all kinds: `line/ID`, `order/ID`, `goal/ID`. */
  readonly name: string;
  /** What one thing costs, as a rule; one that stands for several is given out by its own amount. */
  readonly unit: number;
  /** What of the limit is not spent, as far as the pipeline has told. */
  unspent(nowMs: number): number;
  /** Whether what could not be reserved under that name is still waited for: so much is held besides, to have it the next time. */
  awaits?(key: string, nowMs: number): boolean;
}

/** Something that costs once, whatever goes out by it, such as a day. */
export interface Reservation {
  /** One of the same name is reserved once. */
  readonly key: string;
  readonly amount: number;
}

/**
 * Slices of purses, leased from hot state. A process gives out only what it holds; what went out in the last `windowMs`
 * stays in its holding, since it may still be charged. So all processes together give out no more than the limit, but for
 * things that are charged later than `windowMs` after they went out. A process that dies gives back at its lease's end.
 */
export interface Leases {
  /** From now on a slice of it is held; called again for a name, the newer purse counts. */
  hold(purses: readonly Purse[]): void;
  /** Whether one more thing of that amount can be given out; default of each: the purse's unit. */
  has(name: string, nowMs: number, amount?: number): boolean;
  /** Gives one out; false where nothing is left to give. */
  take(name: string, nowMs: number, amount?: number): boolean;
  /** Takes one back that was taken in this turn and does not go out. */
  giveBack(name: string, nowMs: number, amount?: number): void;
  /** Whether it is reserved, or could be. */
  mayReserve(name: string, nowMs: number, reservation: Reservation): boolean;
  /** Reserves it for whatever goes out now: it stays in the holding until the last such thing can no longer be charged. */
  reserve(name: string, nowMs: number, reservation: Reservation): boolean;
  /** What went out of this process and may still be charged. */
  outstanding(name: string, nowMs: number): number;
  /** How many processes hold a part of it, this one among them. */
  holders(name: string): number;
  /** Asks the shared place for what is wanted. Called regularly; resolves when done or given up until the next time. */
  renew(nowMs: number): Promise<void>;
  /** Gives everything back but what went out and may still be charged. */
  end(nowMs: number): Promise<void>;
}

export interface LeaseOptions {
  readonly hot: Pick<HotState, 'readBytes' | 'change'>;
  /** Tells this process from others and from those that went before it. */
  readonly holder: string;
  readonly windowMs: number;
}

/** A lease is renewed this long before it ends, at the latest; busy ones earlier. */
const IDLE_MS = 20_000;
const MARGIN_MS = 10_000;
/** Wanted at least, in things; and as much as went out within this time. */
const UNITS_MIN = 20;
const AHEAD_MS = 5_000;
/** What costs more than others is remembered so long. */
const ASKED_MS = 600_000;
/** Purses changed in one go. */
const BATCH_MAX = 500;

interface Account {
  purse: Purse;
  /** What stands in the shared place as ours, less what has left the window since. */
  held: number;
  untilMs: number;
  /** When nothing was changed since, there is nothing to renew. */
  renewedMs: number;
  /** What has left the window in all. */
  gone: number;
  holders: number;
  readonly sent: Window;
  readonly recent: Window;
  /** The most that one thing was asked to cost: of slices that are less nothing could be given out. */
  readonly asked: RecentMost;
  readonly reserved: Reservations;
  /** What could not be reserved, by its name. */
  readonly awaited: Map<string, number>;
}

export function createLeases({ hot, holder, windowMs }: LeaseOptions): Leases {
  const accounts = new Map<string, Account>();
  /** Of purses that no snapshot names any more, while something of theirs may still be charged: they may come back. */
  const leaving = new Map<string, Account>();
  let underWay: Promise<void> | undefined;
  let queued: Promise<void> | undefined;

  const openAccount = (purse: Purse): Account => {
    // What has left the window is charged or was never shown: either way it is not ours to give again.
    const leave = (gone: number): void => {
      account.gone += gone;
      account.held = Math.max(0, account.held - gone);
    };
    const account: Account = {
      purse,
      held: 0,
      untilMs: Number.NEGATIVE_INFINITY,
      renewedMs: Number.NEGATIVE_INFINITY,
      gone: 0,
      holders: 1,
      sent: createWindow(windowMs, leave),
      recent: createWindow(AHEAD_MS),
      asked: createRecentMost(ASKED_MS),
      reserved: createReservations(leave),
      awaited: new Map(),
    };
    return account;
  };
  const outstandingOf = ({ sent, reserved }: Account, nowMs: number): number =>
    sent.sum(nowMs) + reserved.sum(nowMs);
  /** Until then things may be given out: what goes out at the last moment stays covered for the whole window. */
  const isCovered = (account: Account, nowMs: number): boolean => nowMs < account.untilMs - windowMs;
  const usable = (account: Account, nowMs: number): number => {
    const outstanding = outstandingOf(account, nowMs);
    return isCovered(account, nowMs) ? account.held - outstanding : 0;
  };
  const holds = (account: Account, nowMs: number, amount: number): boolean => {
    account.asked.see(amount, nowMs);
    return usable(account, nowMs) >= amount;
  };
  const mayReserve = (account: Account, nowMs: number, { key, amount }: Reservation): boolean => {
    if (account.reserved.has(key, nowMs)) return isCovered(account, nowMs);
    if (usable(account, nowMs) >= amount) return true;
    account.awaited.set(key, amount);
    return false;
  };
  const largestOf = ({ purse, asked }: Account, nowMs: number): number =>
    Math.max(purse.unit, asked.of(nowMs));
  const awaitedOf = ({ awaited, purse }: Account, nowMs: number): { sum: number; most: number } => {
    for (const key of awaited.keys()) if (purse.awaits?.(key, nowMs) !== true) awaited.delete(key);
    const amounts = [...awaited.values()];
    return { sum: amounts.reduce((sum, amount) => sum + amount, 0), most: Math.max(0, ...amounts) };
  };
  const isDue = (account: Account, nowMs: number): boolean => {
    const enough = largestOf(account, nowMs) + awaitedOf(account, nowMs).sum;
    const busy = account.recent.sum(nowMs) > 0 || usable(account, nowMs) < enough;
    return busy || nowMs >= account.renewedMs + IDLE_MS;
  };

  const renewSome = async (some: readonly Account[], nowMs: number): Promise<void> => {
    const untilMs = nowMs + windowMs + IDLE_MS + MARGIN_MS;
    const asked = some.flatMap((account) => {
      const key = leaseKey(account.purse.name);
      const was = hot.readBytes(key);
      const outstanding = outstandingOf(account, nowMs);
      const largest = largestOf(account, nowMs);
      const awaited = awaitedOf(account, nowMs);
      const renewed = renewLease(decodeBook(was), {
        holder,
        outstanding,
        wanted: Math.max(largest * UNITS_MIN, account.recent.sum(nowMs)) + awaited.sum,
        unit: Math.max(largest, awaited.most),
        unspent: account.purse.unspent(nowMs),
        nowMs,
        untilMs,
      });
      account.renewedMs = nowMs;
      if (renewed.amount === 0 && account.held === 0) return [];
      // What is given up is given up before anybody else can have it.
      account.held = Math.min(account.held, renewed.amount);
      const value = renewed.book.length === 0 ? undefined : encodeBook(renewed.book);
      return [
        { account, renewed, gone: account.gone, group: [{ key, value, was: was ?? ('absent' as const) }] },
      ];
    });
    const done = await hot.change(asked.map(({ group }) => group));
    for (const [at, { account, renewed, gone }] of asked.entries()) {
      if (done[at] !== true) account.renewedMs = Number.NEGATIVE_INFINITY;
      else {
        // Less what left the window meanwhile: the entry still covers it, and nobody may give it out again.
        account.held = Math.max(0, renewed.amount - (account.gone - gone));
        account.untilMs = untilMs;
        account.holders = Math.max(1, renewed.book.length);
      }
    }
  };
  const renewDue = async (nowMs: number): Promise<void> => {
    for (const [name, account] of leaving) if (outstandingOf(account, nowMs) === 0) leaving.delete(name);
    const due = [...accounts.values()].filter((account) => isDue(account, nowMs));
    for (let at = 0; at < due.length; at += BATCH_MAX) await renewSome(due.slice(at, at + BATCH_MAX), nowMs);
  };

  /** A store that fails leaves the leases as they are: they end by themselves. */
  const run = (nowMs: number): Promise<void> => {
    underWay = renewDue(nowMs)
      .catch(() => undefined)
      .finally(() => {
        underWay = undefined;
      });
    return underWay;
  };

  return {
    hold(purses) {
      const names = new Set(purses.map(({ name }) => name));
      for (const [name, account] of accounts)
        if (!names.has(name)) {
          accounts.delete(name);
          leaving.set(name, account);
        }
      for (const purse of purses) {
        const known = accounts.get(purse.name) ?? leaving.get(purse.name) ?? openAccount(purse);
        known.purse = purse;
        accounts.set(purse.name, known);
        leaving.delete(purse.name);
      }
    },
    has(name, nowMs, amount) {
      const account = accounts.get(name);
      return account !== undefined && holds(account, nowMs, amount ?? account.purse.unit);
    },
    take(name, nowMs, amount) {
      const account = accounts.get(name);
      if (account === undefined) return false;
      const asked = amount ?? account.purse.unit;
      if (!holds(account, nowMs, asked)) return false;
      account.sent.add(asked, nowMs);
      account.recent.add(asked, nowMs);
      return true;
    },
    giveBack(name, nowMs, amount) {
      const account = accounts.get(name);
      if (account === undefined) return;
      account.sent.add(-(amount ?? account.purse.unit), nowMs);
      account.recent.add(-(amount ?? account.purse.unit), nowMs);
    },
    mayReserve(name, nowMs, reservation) {
      const account = accounts.get(name);
      return account !== undefined && mayReserve(account, nowMs, reservation);
    },
    reserve(name, nowMs, reservation) {
      const account = accounts.get(name);
      if (account === undefined || !mayReserve(account, nowMs, reservation)) return false;
      const { key, amount } = reservation;
      account.reserved.keep(key, { amount, untilMs: nowMs + windowMs });
      account.awaited.delete(key);
      return true;
    },
    outstanding(name, nowMs) {
      const account = accounts.get(name);
      return account === undefined ? 0 : outstandingOf(account, nowMs);
    },
    holders: (name) => accounts.get(name)?.holders ?? 1,
    async renew(nowMs) {
      // One that is under way may not know of purses that came since: another follows it, and no more than one.
      if (underWay === undefined) return run(nowMs);
      queued ??= underWay.then(() => {
        queued = undefined;
        return run(nowMs);
      });
      return queued;
    },
    async end(nowMs) {
      await queued;
      await underWay;
      const ended = [...accounts, ...leaving];
      accounts.clear();
      leaving.clear();
      for (let at = 0; at < ended.length; at += BATCH_MAX)
        await hot
          .change(
            ended.slice(at, at + BATCH_MAX).flatMap(([name, account]) => {
              const key = leaseKey(name);
              const was = hot.readBytes(key);
              if (was === undefined) return [];
              const outstanding = outstandingOf(account, nowMs);
              const left = endLease(decodeBook(was), {
                holder,
                outstanding,
                nowMs,
                untilMs: nowMs + windowMs,
              });
              return [[{ key, was, value: left.length === 0 ? undefined : encodeBook(left) }]];
            }),
          )
          .catch(() => undefined);
    },
  };
}
