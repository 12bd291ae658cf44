/*
 * Another process at the same log, started by the conformance suite:
 *   log-child.ts ENGINE_FILE ADDRESS append PREFIX COUNT   appends, and prints `KEY OFFSET` for each acknowledgement
 *   log-child.ts ENGINE_FILE ADDRESS read COUNT            reads from the start, and prints `OFFSET KEY` for each
 */
import { pathToFileURL } from 'node:url';
import type { EventLog } from '../event-log.ts';
import type { LogEngine } from './log-engine.ts';

const [engineFile = '', address = '', task, ...rest] = process.argv.slice(2);
const { engine }: { engine: LogEngine } = await import(pathToFileURL(engineFile).href);
const log = await engine.open(address);
if (task === 'append') await append(log, rest[0] ?? '', Number(rest[1]));
else await read(log, Number(rest[0]));
await log.close();

/** Several at a time, so that commits hold more than one. */
async function append(to: EventLog, prefix: string, count: number): Promise<void> {
  let next = 0;
  const one = async () => {
    while (next < count) {
      const key = `${prefix}${next++}`;
      const outcome = await to.append('topic', { key, value: Buffer.from(key) }, { nowMs: Date.now() });
      process.stdout.write(`${key} ${outcome.status === 'appended' ? outcome.offset : 'duplicate'}\n`);
    }
  };
  await Promise.all(Array.from({ length: 50 }, one));
}

async function read(from: EventLog, count: number): Promise<void> {
  const { signal } = new AbortController();
  let next = 0;
  while (next < count) {
    await from.wait('topic', { from: next, maxWaitMs: 10_000, signal });
    for (const entry of await from.read('topic', { from: next, limit: 300 })) {
      process.stdout.write(`${entry.offset} ${entry.key}\n`);
      next = entry.offset + 1;
    }
  }
}
