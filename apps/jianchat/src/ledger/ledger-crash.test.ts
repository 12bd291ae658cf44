import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type DisclosureRecord, encodeRecord, TOPIC } from '@jianchat/events';
import { parseCheckpoint, proveAuction, verifyFolder } from '@jianchat/ledger';
import type { EventLog } from '@jianchat/log';
import { openLmdbLog } from '@jianchat/log/lmdb';
import { readTileFiles } from '@jianchat/tiles/files';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';

const KILLS = 12;
const RECORDS_PER_ROUND = 1500;
const childFile = fileURLToPath(new URL('../testing/ledger-child.ts', import.meta.url));

let folder: string;
let log: EventLog;
const ledgerPath = () => join(folder, 'ledger');

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'jianchat ledger '));
  log = openLmdbLog({ path: join(folder, 'log'), dedupeWindowMs: 90_000_000 });
});
afterAll(async () => {
  await log.close();
  rmSync(folder, { recursive: true, force: true });
});

it(`has every disclosure once after ${KILLS} kills, and broke no checkpoint it told`, {
  timeout: 120_000,
}, async () => {
  const told: string[] = [];
  let appended = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const child = startChild(told);
    const heard = told.length;
    const appending = appendRecords(appended, RECORDS_PER_ROUND);
    await vi.waitFor(() => expect(told.length).toBeGreaterThan(heard + 1), { timeout: 20_000 });
    await sleep(Math.random() * 60);
    child.kill('SIGKILL');
    await once(child, 'close');
    await appending;
    appended += RECORDS_PER_ROUND;
  }
  const last = startChild(told);
  await vi.waitFor(
    async () => {
      const { nextOffset } = await verifyFolder(readTileFiles(ledgerPath()), { growing: true });
      expect(nextOffset).toBe(appended);
    },
    { timeout: 60_000, interval: 500 },
  );
  last.kill('SIGKILL');
  await once(last, 'close');

  const files = readTileFiles(ledgerPath());
  const verdict = await verifyFolder(files);
  expect(verdict).toMatchObject({ faults: [], nextOffset: appended, unreadable: 0 });
  // Each record tells two recipients; offsets that follow one another without a gap leave no place for a third.
  expect(verdict.disclosures).toBe(2 * appended);
  for (const text of told) {
    const seen = Buffer.from(text);
    expect(parseCheckpoint(seen)).toBeDefined();
  }
  for (const text of [...new Set(told)].filter((_, at) => at % 5 === 0)) {
    const { faults } = await verifyFolder(files, { seen: Buffer.from(text) });
    expect(faults).toEqual([]);
  }
  for (const at of [0, 777, appended - 1])
    expect(await proveAuction(files, { auction: `auction-${at}` })).toMatchObject({ status: 'proven' });
});

function startChild(told: string[]): ChildProcess {
  const child = spawn(process.execPath, [childFile, join(folder, 'log'), ledgerPath()], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (!child.stdout) throw new Error('stdout is not a pipe');
  createInterface(child.stdout).on('line', (line) => {
    // A kill may cut the last line.
    if (line.endsWith('"')) told.push(JSON.parse(line));
  });
  return child;
}

async function appendRecords(from: number, count: number): Promise<void> {
  for (let at = from; at < from + count; at += 50) {
    await Promise.all(Array.from({ length: 50 }, (_, n) => append(at + n)));
    await sleep(2);
  }
}

async function append(at: number): Promise<void> {
  const record: DisclosureRecord = {
    v: 2,
    subject: 'c'.repeat(64),
    auction: `auction-${at}`,
    atMs: 1_800_000_000_000 + at,
    policyVersion: 1,
    policyHash: 'a'.repeat(64),
    regime: 1,
    grants: 3,
    floors: 0,
    entries: ['bidder-a', 'bidder-b'].map((recipient) => ({
      recipient,
      contract: 'demand',
      purposes: 1,
      fields: 'ff',
    })),
  };
  await log.append(
    TOPIC.disclosures,
    { key: record.auction, value: encodeRecord(record) },
    { nowMs: record.atMs },
  );
}
