/** What was reserved whole, each under a name of its own, until a while after the last thing that goes by it went out. */
export interface Reservations {
  /** Of those that are not over. */
  sum(nowMs: number): number;
  has(key: string, nowMs: number): boolean;
  /** Makes it, or lets what is there last longer. */
  keep(key: string, reserved: { readonly amount: number; readonly untilMs: number }): void;
}

export function createReservations(onGone: (amount: number) => void): Reservations {
  const reserved = new Map<string, { readonly amount: number; readonly untilMs: number }>();
  const forget = (nowMs: number): void => {
    for (const [key, { amount, untilMs }] of reserved)
      if (untilMs <= nowMs) {
        reserved.delete(key);
        onGone(amount);
      }
  };
  return {
    sum(nowMs) {
      forget(nowMs);
      let sum = 0;
      for (const { amount } of reserved.values()) sum += amount;
      return sum;
    },
    has(key, nowMs) {
      forget(nowMs);
      return reserved.has(key);
    },
    keep: (key, made) =>
      void reserved.set(key, { ...made, amount: reserved.get(key)?.amount ?? made.amount }),
  };
}
