import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DisclosureRecord, encodeRecord, TOPIC } from '@jianchat/events';
import { openLedger, verifyFolder } from '@jianchat/ledger';
import type { EventLog } from '@jianchat/log';
import { openLmdbLog } from '@jianchat/log/lmdb';
import { openTileFiles, readTileFiles } from '@jianchat/tiles/files';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type LedgerConsumer, startLedgerConsumer } from './consume-disclosures.ts';

let folder: string;
const closing: (() => Promise<void>)[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jianchat ledger '));
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  rmSync(folder, { recursive: true, force: true });
});

function openLog(name: string): EventLog {
  const log = openLmdbLog({ path: join(folder, name), dedupeWindowMs: 90_000_000 });
  closing.push(() => log.close());
  return log;
}

function startConsumer(log: EventLog): LedgerConsumer {
  const consumer = startLedgerConsumer({
    log,
    open: () =>
      openLedger({
        store: openTileFiles(join(folder, 'ledger')),
        signingSeed: Buffer.alloc(32, 1),
        origin: 'ads.example/ledger',
      }),
    saltKey: Buffer.alloc(32, 2),
    intervalMs: 1,
  });
  closing.push(() => consumer.stop());
  return consumer;
}

async function append(log: EventLog, names: readonly string[]): Promise<void> {
  for (const auction of names) {
    const record: DisclosureRecord = {
      v: 2,
      subject: 'c'.repeat(64),
      auction,
      atMs: 1_800_000_000_000,
      policyVersion: 1,
      policyHash: 'a'.repeat(64),
      regime: 1,
      grants: -1,
      floors: 0,
      entries: [{ recipient: 'bidder', contract: 'demand', purposes: -1, fields: 'ff' }],
    };
    await log.append(TOPIC.disclosures, { key: auction, value: encodeRecord(record) }, { nowMs: 0 });
  }
}

const verified = () => verifyFolder(readTileFiles(join(folder, 'ledger')), { growing: true });

describe('the consumer of disclosures', () => {
  it('commits records as they come, those that nobody can read by their hash', async () => {
    const log = openLog('log');
    const consumer = startConsumer(log);
    await append(log, ['a', 'b']);
    await log.append(TOPIC.disclosures, { key: '', value: Buffer.from('no record') }, { nowMs: 0 });
    await append(log, ['c']);
    await vi.waitFor(() => expect(consumer.state()).toMatchObject({ lag: 0, fault: undefined }));
    await vi.waitFor(async () => expect((await verified()).nextOffset).toBe(4));
    expect(await verified()).toMatchObject({ faults: [], disclosures: 3, unreadable: 1 });
  });

  it('waits for the release that understands a newer record', async () => {
    const log = openLog('log');
    await append(log, ['a']);
    await log.append(TOPIC.disclosures, { key: '', value: Buffer.from('{"v":3}') }, { nowMs: 0 });
    const consumer = startConsumer(log);
    await vi.waitFor(() => expect(consumer.state().fault).toBe('record.newer'));
    expect(await verified()).toMatchObject({ faults: [], nextOffset: 1 });
  });

  it('stands still on another event log, also when that one is longer', async () => {
    const first = openLog('log');
    await append(first, ['a', 'b', 'c']);
    const consumer = startConsumer(first);
    await vi.waitFor(async () => expect((await verified()).nextOffset).toBe(3));
    await consumer.stop();
    for (const names of [['a'], ['a', 'b', 'x', 'd', 'e']]) {
      const other = openLog(`log ${names.length}`);
      await append(other, names);
      const lost = startConsumer(other);
      await vi.waitFor(() => expect(lost.state().fault).toBe('log.lost'));
      await lost.stop();
    }
    expect((await verified()).nextOffset).toBe(3);
    await append(first, ['d']);
    startConsumer(first);
    await vi.waitFor(async () => expect((await verified()).nextOffset).toBe(4));
  });
});
