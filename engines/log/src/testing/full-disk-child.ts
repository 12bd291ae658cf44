/*
 * Started by a test on a small file system: fills the log until it says so, makes room, and appends again. Prints what
 * it found as JSON. Arguments: the folder, and a file there whose removal makes room.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LogFault } from '../event-log.ts';
import { openLmdbLog } from '../lmdb/index.ts';

const [folder = '', filler = ''] = process.argv.slice(2);
const log = openLmdbLog({ path: join(folder, 'log'), dedupeWindowMs: 60_000 });
const value = Buffer.alloc(2000, 'v');
const append = (key: string) => log.append('topic', { key, value }, { nowMs: 1_800_000_000_000 });
let tried = 0;
let acknowledged = 0;

/** Batches of ten, until one is refused; gives the codes of its refusals. */
async function fill(): Promise<string[]> {
  for (;;) {
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => append(`key-${tried++}`)));
    const refusals = outcomes.flatMap((o) => (o.status === 'rejected' ? [o.reason] : []));
    acknowledged += outcomes.length - refusals.length;
    if (refusals.length > 0) return refusals.map((r) => (r instanceof LogFault ? r.code : String(r)));
  }
}

const codes = await fill();
// Clients go on trying: once, some hundred failed commits ended the process by a corrupted heap.
for (let more = 0; more < 300; more += 1) codes.push(...(await fill()));
const readyWhileFull = log.ready();
const endWhileFull = await log.end('topic');
const acknowledgedWhileFull = acknowledged;
rmSync(filler);
while (!log.ready()) await sleep(20);
const [after] = await Promise.allSettled([append('key-0'), append('with-room')]).then((o) => o.slice(1));
const entries = await log.read('topic', { from: 0, limit: 1_000_000 });
const gapless = entries.every(
  (entry, index) => entry.offset === index && entry.value.length === value.length,
);
const found = {
  codes,
  readyWhileFull,
  endWhileFull,
  acknowledgedWhileFull,
  after,
  gapless,
  entries: entries.length,
};
process.stdout.write(JSON.stringify(found));
await log.close();
