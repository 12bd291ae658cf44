import type { AuctionRecord } from '@jianchat/events';

/** The newest answered requests, findable by id. */
export interface AuctionRing {
  add(record: AuctionRecord): void;
  get(id: string): AuctionRecord | undefined;
  /** Newest first; of one account, or of all for null. */
  newest(limit: number, account: string | null): readonly AuctionRecord[];
}

export function createAuctionRing(capacity: number): AuctionRing {
  const slots: AuctionRecord[] = [];
  const byId = new Map<string, AuctionRecord>();
  let next = 0;
  return {
    add(record) {
      const leaving = slots[next];
      // An id that came twice belongs to the later record.
      if (leaving !== undefined && byId.get(leaving.id) === leaving) byId.delete(leaving.id);
      slots[next] = record;
      byId.set(record.id, record);
      next = (next + 1) % capacity;
    },
    get: (id) => byId.get(id),
    newest(limit, account) {
      const found: AuctionRecord[] = [];
      for (let age = 1; age <= slots.length && found.length < limit; age += 1) {
        const record = slots[(next - age + capacity) % capacity];
        if (record !== undefined && (account === null || record.account === account)) found.push(record);
      }
      return found;
    },
  };
}
