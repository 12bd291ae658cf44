import type { MembersOf } from '@jianchat/events';
import type { EventLog, LogEntry } from '@jianchat/log';

interface QuarantineRecord {
  readonly v: 1;
  readonly topic: string;
  readonly offset: number;
  readonly atMs: number;
  readonly base64: string;
}

/** What the policy must declare of them. */
export const QUARANTINE_MEMBERS: MembersOf<QuarantineRecord> = {
  v: true,
  topic: true,
  offset: true,
  atMs: true,
  base64: true,
};

/** Where records go that nobody understands: kept byte for byte, for people to look at. */
export const QUARANTINE_TOPIC = 'quarantine';

/**
 * Sets entries aside before the consumer passes them. The key names topic and offset, so that a batch read again
 * within the log's de-duplication window is set aside once.
 */
export async function quarantine(
  log: EventLog,
  topic: string,
  options: { poison: readonly LogEntry[]; nowMs: number },
): Promise<void> {
  const { poison, nowMs } = options;
  await Promise.all(
    poison.map(({ offset, value }) => {
      const base64 = Buffer.from(value).toString('base64');
      const record: QuarantineRecord = { v: 1, topic, offset, atMs: nowMs, base64 };
      const message = { key: `${topic}:${offset}`, value: Buffer.from(JSON.stringify(record)) };
      return log.append(QUARANTINE_TOPIC, message, { nowMs });
    }),
  );
}
