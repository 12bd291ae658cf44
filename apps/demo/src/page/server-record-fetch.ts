import { readServerRecord, type ServerRecord } from './server-record.ts';

/** When the record is asked for, ms after the auction: it is written behind the answer, and its events come still later. */
const askAfterMs = [300, 900, 2_000, 4_000, 8_000, 12_000];

/**
 * Gives the server's record of an auction each time it can be read, newest last; nothing at all when this server tells none.
 * A server without the route, or one that refuses, is not asked again.
 */
export async function* fetchServerRecord(auctionId: string): AsyncGenerator<ServerRecord> {
  const start = performance.now();
  for (const after of askAfterMs) {
    await new Promise((resolve) => setTimeout(resolve, start + after - performance.now()));
    const answer = await fetch(`/demo/api/auctions/${encodeURIComponent(auctionId)}`, {
      headers: { accept: 'application/json' },
    }).catch(() => undefined);
    if (!answer?.ok) {
      if (answer !== undefined && answer.status !== 404) return;
      continue;
    }
    const record = readServerRecord(await answer.json().catch(() => undefined));
    if (record) yield record;
  }
}
