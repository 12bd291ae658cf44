/* Measures the ledger on the core this process was bound to; see `ledger.ts`. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DisclosureRecord, encodeRecord, TOPIC } from '@jianchat/events';
import { type Batch, type LoggedRecord, makeBatch, openLedger, verifyFolder } from '@jianchat/ledger';
import { openLmdbLog } from '@jianchat/log/lmdb';
import { openTileFiles, readTileFiles } from '@jianchat/tiles/files';

const ROUNDS = 5;
const RECORDS = 20_000;
const RECIPIENTS = 3;
const DISCLOSURES = RECORDS * RECIPIENTS;
/** Records between two checkpoints, as the consumer reads them. */
const RECORDS_AT_ONCE = 512;

const folder = mkdtempSync(join(tmpdir(), 'jianchat-bench-'));
try {
  const records = sampleRecords();
  const append: number[] = [];
  const commit: number[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    process.stderr.write(`round ${round} of ${ROUNDS}…\n`);
    append.push(await secondsOfAppend(join(folder, `log-${round}`), records));
    commit.push(await secondsOfLedger(join(folder, `ledger-${round}`), records));
  }
  print(records, DISCLOSURES / median(append), DISCLOSURES / median(commit));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function sampleRecords(): readonly LoggedRecord[] {
  return Array.from({ length: RECORDS }, (_, offset) => {
    const record: DisclosureRecord = {
      v: 2,
      subject: 'c'.repeat(64),
      auction: Buffer.from(`auction ${String(offset).padStart(8, '0')}`).toString('base64url'),
      atMs: 1_800_000_000_000 + offset,
      policyVersion: 1,
      policyHash: 'a'.repeat(64),
      regime: 1,
      grants: 2047,
      floors: 0,
      entries: Array.from({ length: RECIPIENTS }, (_, at) => ({
        recipient: `bidder-${at}`,
        contract: 'demand',
        purposes: 5,
        fields: 'ffffffffffff',
      })),
    };
    return { offset, value: encodeRecord(record) };
  });
}

/** The ceiling: the same bytes to the event log, as many under way as the ledger commits at once. */
async function secondsOfAppend(path: string, records: readonly LoggedRecord[]): Promise<number> {
  const log = openLmdbLog({ path, dedupeWindowMs: 90_000_000 });
  const startedMs = performance.now();
  for (let at = 0; at < records.length; at += RECORDS_AT_ONCE) {
    const some = records.slice(at, at + RECORDS_AT_ONCE);
    await Promise.all(
      some.map(({ offset, value }) =>
        log.append(TOPIC.disclosures, { key: String(offset), value }, { nowMs: 0 }),
      ),
    );
  }
  const seconds = (performance.now() - startedMs) / 1000;
  await log.close();
  return seconds;
}

/** Hashes, batches, tree, signed checkpoints and durable files; afterwards the folder is verified, unmeasured. */
async function secondsOfLedger(path: string, records: readonly LoggedRecord[]): Promise<number> {
  const store = openTileFiles(path);
  const ledger = await openLedger({
    store,
    signingSeed: Buffer.alloc(32, 1),
    origin: 'bench.example/ledger',
  });
  const startedMs = performance.now();
  while (ledger.nextOffset() < records.length) {
    const from = ledger.nextOffset();
    await ledger.append(batchesOf(records.slice(from, from + RECORDS_AT_ONCE), ledger.room()));
  }
  const seconds = (performance.now() - startedMs) / 1000;
  const { faults, disclosures } = await verifyFolder(readTileFiles(path));
  if (faults.length > 0 || disclosures !== DISCLOSURES) throw new Error('the ledger is not sound');
  return seconds;
}

function batchesOf(records: readonly LoggedRecord[], room: number): readonly Batch[] {
  const batches: Batch[] = [];
  let rest = records;
  while (batches.length < room) {
    const made = makeBatch(rest, { saltKey: Buffer.alloc(32, 2) });
    if (made.status !== 'made') break;
    batches.push(made.batch);
    rest = made.rest;
  }
  return batches;
}

function print(records: readonly LoggedRecord[], appendPerSec: number, ledgerPerSec: number): void {
  const bytes = records[0]?.value.length ?? 0;
  process.stdout.write(
    `\n${RECORDS} records of ${bytes} bytes with ${RECIPIENTS} disclosures each, a checkpoint every ${RECORDS_AT_ONCE} records, all on one core, medians of ${ROUNDS} alternating rounds\n\n` +
      '| what | disclosures/s |\n|---|---:|\n' +
      `| event log, plain append | ${appendPerSec.toFixed(0)} |\n` +
      `| ledger: batch, tree, signed checkpoint, durable files | ${ledgerPerSec.toFixed(0)} |\n\n` +
      `ratio ${(ledgerPerSec / appendPerSec).toFixed(2)}, ledger goal ≥ 10000 disclosures/s\n`,
  );
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
