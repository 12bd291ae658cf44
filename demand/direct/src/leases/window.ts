const SLOTS = 12;

/** What was added within the last `windowMs`, in slots of a twelfth of it. */
export interface Window {
  /** The sum of what is still within the window. */
  sum(nowMs: number): number;
  add(amount: number, nowMs: number): void;
}

export function createWindow(windowMs: number, onGone: (amount: number) => void = () => undefined): Window {
  const slotMs = windowMs / SLOTS;
  const slots = new Float64Array(SLOTS + 1);
  let newest = Number.NEGATIVE_INFINITY;
  let total = 0;
  const forget = (nowMs: number): void => {
    const slot = Math.floor(nowMs / slotMs);
    if (slot <= newest) return;
    let gone = 0;
    for (let at = Math.max(newest + 1, slot - SLOTS); at <= slot; at++) {
      const index = at % slots.length;
      gone += slots[index] ?? 0;
      slots[index] = 0;
    }
    newest = slot;
    if (gone === 0) return;
    total = slots.reduce((sum, amount) => sum + amount, 0);
    onGone(gone);
  };
  return {
    sum(nowMs) {
      forget(nowMs);
      return total;
    },
    add(amount, nowMs) {
      forget(nowMs);
      const index = newest % slots.length;
      slots[index] = (slots[index] ?? 0) + amount;
      total += amount;
    },
  };
}
