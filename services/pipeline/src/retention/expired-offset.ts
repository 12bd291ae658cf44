import type { EventLog } from '@jianchat/log';

/** Records without a time are passed over; this many in a row end the search on the side of keeping. */
const LOOK_ON = 16;

/**
 * The offset before which every record of a topic is older than a time. Records lie in the order in which they were taken,
 * so the border is found by halving.
 */
export async function expiredBefore(
  log: EventLog,
  topic: string,
  { olderThanMs }: { readonly olderThanMs: number },
): Promise<number> {
  let low = 0;
  let high = await log.end(topic);
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const entries = await log.read(topic, { from: middle, limit: LOOK_ON });
    // What was trimmed is passed over, so the entry may lie well behind the middle, or behind all that is looked at.
    const entry = entries.find(({ value }) => timeOf(value) !== undefined);
    const atMs = entry === undefined ? undefined : timeOf(entry.value);
    if (entry !== undefined && entry.offset < high && atMs !== undefined && atMs < olderThanMs)
      low = entry.offset + 1;
    else high = middle;
  }
  return low;
}

function timeOf(value: Uint8Array): number | undefined {
  try {
    const record: unknown = JSON.parse(Buffer.from(value).toString());
    if (typeof record !== 'object' || record === null || !('atMs' in record)) return undefined;
    return typeof record.atMs === 'number' ? record.atMs : undefined;
  } catch {
    return undefined;
  }
}
