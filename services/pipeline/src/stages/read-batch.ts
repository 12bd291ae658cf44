import { setImmediate } from 'node:timers/promises';
import type { EventLog, LogEntry } from '@jianchat/log';
import { PipelineFault } from '../fault.ts';

/** A record with the place in the log that it has for ever. */
export interface Placed<R> {
  readonly offset: number;
  readonly record: R;
}

export interface Batch<R> {
  readonly from: number;
  /** One past the last offset read; equal to `from` where there was nothing. */
  readonly to: number;
  readonly records: readonly Placed<R>[];
  /** What could not be understood. */
  readonly poison: readonly LogEntry[];
}

/** Entries decoded in one go: the process may be answering ad requests between two pages. */
const PAGE = 200;

/**
 * Reads entries in order and tells those that are no record of the wanted shape apart. A record of a newer release ends
 * the batch; where it would be the first, it is the fault `record.newer`.
 */
export async function readBatch<R>(
  log: EventLog,
  topic: string,
  options: { from: number; limit: number; isRecord: (value: unknown) => value is R },
): Promise<Batch<R>> {
  const { from, limit, isRecord } = options;
  const end = await log.end(topic);
  const records: Placed<R>[] = [];
  const poison: LogEntry[] = [];
  let last: number | undefined;
  for (let left = limit; left > 0; ) {
    const start = last === undefined ? from : last + 1;
    const entries = await log.read(topic, { from: start, limit: Math.min(left, PAGE) });
    left = entries.length < PAGE ? 0 : left - entries.length;
    for (const entry of entries) {
      const record = parse(entry.value);
      if (isNewer(record)) {
        if (last === undefined) throw new PipelineFault('record.newer');
        return { from, to: last + 1, records, poison };
      }
      if (isRecord(record)) records.push({ offset: entry.offset, record });
      else poison.push(entry);
      last = entry.offset;
    }
    await setImmediate();
  }
  // Without entries before the end that was seen first, everything up to it has been trimmed.
  return { from, to: last === undefined ? Math.max(from, end) : last + 1, records, poison };
}

const utf8 = new TextDecoder('utf8', { fatal: true });

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch {
    return undefined;
  }
}

/** A record of a later release is whole: it waits for that release instead of being set aside. */
function isNewer(record: unknown): boolean {
  if (typeof record !== 'object' || record === null || !('v' in record)) return false;
  return Number.isSafeInteger(record.v) && Number(record.v) > 1;
}
