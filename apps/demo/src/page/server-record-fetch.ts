import { readServerRecord, type ServerRecord } from './server-record.ts';

/** When the record is asked for, ms after the auction: it is written behind the answer. */
const askAfterMs = [200, 600, 1_500, 3_000, 6_000];

/** The server's record of an auction once it can be read; undefined when this server tells none. */
export async function fetchServerRecord(auctionId: string): Promise<ServerRecord | undefined> {
  const start = performance.now();
  for (const after of askAfterMs) {
    await new Promise((resolve) => setTimeout(resolve, start + after - performance.now()));
    const answer = await fetch(`/demo/api/auctions/${encodeURIComponent(auctionId)}`, {
      headers: { accept: 'application/json' },
    }).catch(() => undefined);
    // Not found may mean not yet; any other refusal will not change.
    if (answer && !answer.ok && answer.status !== 404) return undefined;
    const record = answer?.ok ? readServerRecord(await answer.json().catch(() => undefined)) : undefined;
    if (record) return record;
  }
  return undefined;
}
