import type { EventLog, LogEntry } from '@jianchat/log';

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
      const record = { v: 1, topic, offset, atMs: nowMs, base64: Buffer.from(value).toString('base64') };
      const message = { key: `${topic}:${offset}`, value: Buffer.from(JSON.stringify(record)) };
      return log.append(QUARANTINE_TOPIC, message, { nowMs });
    }),
  );
}
