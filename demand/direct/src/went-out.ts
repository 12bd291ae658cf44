import type { ShownCounter, ShownScope } from '@jianchat/hot';

/** What this process sent and may not be counted yet: it stands for shown, so that somebody who loads page after page gets no more in between. */
export interface WentOut {
  /**
   * How many went out within the last minute and are not counted yet.
   * @param counted times that were counted, in seconds since epoch: an ad is counted at the time of its auction
   */
  waiting(
    counter: ShownCounter,
    scope: string,
    of: { readonly counted: readonly number[]; readonly nowMs: number },
  ): number;
  add(counter: ShownCounter, scopes: readonly ShownScope[], nowMs: number): void;
  /** One that was sent at that time does not go out after all. */
  takeBack(counter: ShownCounter, scopes: readonly ShownScope[], atMs: number): void;
}

interface Sent {
  readonly scope: string;
  readonly atMs: number;
}

const WAITING_MS = 60_000;
const COUNTERS_MAX = 50_000;

export function createWentOut(): WentOut {
  /** Those that were added to last stand last. */
  const byCounter = new Map<ShownCounter, Sent[]>();
  const forgetOld = (nowMs: number): void => {
    for (const [counter, sent] of byCounter) {
      const last = sent.at(-1);
      if (byCounter.size < COUNTERS_MAX && last !== undefined && last.atMs > nowMs - WAITING_MS) return;
      byCounter.delete(counter);
    }
  };
  return {
    waiting(counter, scope, { counted, nowMs }) {
      const sent = byCounter.get(counter);
      if (sent === undefined) return 0;
      // Of up to a thousand times, few are as young as what is waiting.
      const sinceS = Math.floor((nowMs - WAITING_MS) / 1000);
      const left = counted.filter((atS) => atS >= sinceS);
      let waiting = 0;
      for (const one of sent) {
        if (one.scope !== scope || one.atMs <= nowMs - WAITING_MS) continue;
        const at = left.indexOf(Math.floor(one.atMs / 1000));
        if (at < 0) waiting++;
        else left.splice(at, 1);
      }
      return waiting;
    },
    add(counter, scopes, nowMs) {
      forgetOld(nowMs);
      const recent = (byCounter.get(counter) ?? []).filter(({ atMs }) => atMs > nowMs - WAITING_MS);
      for (const { scope } of scopes) recent.push({ scope, atMs: nowMs });
      byCounter.delete(counter);
      byCounter.set(counter, recent);
    },
    takeBack(counter, scopes, atMs) {
      const recent = byCounter.get(counter) ?? [];
      for (const { scope } of scopes) {
        const at = recent.findLastIndex((sent) => sent.scope === scope && sent.atMs === atMs);
        if (at >= 0) recent.splice(at, 1);
      }
    },
  };
}
