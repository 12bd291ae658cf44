import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DisclosureRecord, encodeRecord, TOPIC } from '@jianchat/events';
import { type Batch, type LoggedRecord, makeBatch, openLedger, verifyFolder } from '@jianchat/ledger';
import type { EventLog } from '@jianchat/log';
import { openLmdbLog } from '@jianchat/log/lmdb';
import { openTileFiles } from '@jianchat/tiles/files';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadPolicy } from '../compose/policy.ts';
import { projectPath } from '../settings/read-settings.ts';
import { batchDays, batchesSinceS, keepBatches } from './keep-batches.ts';

const DAY_MS = 86_400_000;
const RECORDS = 300;
const FIRST_MS = 1_800_000_000_000;

let folder: string;
let log: EventLog;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jianchat keeping '));
  log = openLmdbLog({ path: join(folder, 'log'), dedupeWindowMs: DAY_MS });
});
afterEach(async () => {
  await log.close();
  rmSync(folder, { recursive: true, force: true });
});

/** One disclosure a minute, each a leaf of its own: the first 256 fill a bundle. */
async function fill(): Promise<number> {
  for (let at = 0; at < RECORDS; at += 1) {
    const record: DisclosureRecord = {
      v: 2,
      auction: `auction-${at}`,
      subject: 'c'.repeat(64),
      atMs: FIRST_MS + at * 60_000,
      policyVersion: 1,
      policyHash: 'a'.repeat(64),
      regime: 1,
      grants: 0,
      floors: 0,
      entries: [{ recipient: 'bidder', contract: 'demand', purposes: 1, fields: 'ff' }],
    };
    void log.append(TOPIC.disclosures, { key: '', value: encodeRecord(record) }, { nowMs: record.atMs });
  }
  const ledger = await openLedger({
    store: openTileFiles(join(folder, 'ledger')),
    signingSeed: Buffer.alloc(32, 1),
    origin: 'ads.example/ledger',
  });
  await log.wait(TOPIC.disclosures, {
    from: RECORDS - 1,
    maxWaitMs: 20_000,
    signal: new AbortController().signal,
  });
  let rest: readonly LoggedRecord[] = await log.read(TOPIC.disclosures, { from: 0, limit: RECORDS });
  while (rest.length > 0) {
    const batches: Batch[] = [];
    while (batches.length < ledger.room() && rest.length > 0) {
      const made = makeBatch(rest, { saltKey: Buffer.alloc(32, 2), itemsMax: 1 });
      if (made.status !== 'made') throw new Error(made.status);
      batches.push(made.batch);
      rest = made.rest;
    }
    await ledger.append(batches);
  }
  return ledger.published().head.size;
}

it('R1 R2: deletes what was told to whom after the days of the policy, and keeps the public tree', async () => {
  const days = batchDays(loadPolicy(projectPath('policy')));
  if (days === undefined) throw new Error('the policy keeps disclosures for ever');
  const size = await fill();
  expect(size).toBe(RECORDS);
  const store = openTileFiles(join(folder, 'ledger'));
  const lastMs = FIRST_MS + 255 * 60_000;
  const early = await keepBatches({ store, size, days, nowMs: lastMs + days * DAY_MS });
  expect(early.bundles).toBe(0);
  const nowMs = lastMs + days * DAY_MS + 60_000;
  expect(await keepBatches({ store, size, days, nowMs })).toEqual({ bundles: 1, beforeOffset: 256 });
  expect((await store.list()).filter((path) => path.startsWith('batches/'))).toEqual(['batches/001']);
  const verdict = await verifyFolder(store, { batchesSinceS: batchesSinceS(days, nowMs) });
  expect(verdict).toMatchObject({ faults: [], expired: 256, disclosures: RECORDS - 256 });
  expect(await keepBatches({ store, size, days: undefined, nowMs })).toMatchObject({ bundles: 0 });
});
