import { describe, expect, it } from 'vitest';
import { parseVkey } from '../notes/vkey.ts';
import { type MemoryStore, memoryStore } from '../testing/memory-store.ts';
import { ORIGIN, SEED, sampleBatches } from '../testing/sample-records.ts';
import { verifyFolder } from '../verify/verify-folder.ts';
import type { LedgerFault } from './ledger-fault.ts';
import { type Ledger, openLedger } from './open-ledger.ts';

const open = (store: MemoryStore, seen?: Uint8Array): Promise<Ledger> =>
  openLedger({ store, signingSeed: SEED, origin: ORIGIN, seen });

/** Appends the batches a few at a time, as room allows. */
async function appendAll(ledger: Ledger, to: number, { step = 7 } = {}): Promise<void> {
  let left = sampleBatches(ledger.nextOffset(), to);
  while (left.length > 0) {
    const count = Math.min(step, ledger.room());
    await ledger.append(left.slice(0, count));
    left = left.slice(count);
  }
}

describe('a ledger', () => {
  it('begins with the signed empty tree and grows over tiles, verifiable throughout', async () => {
    const store = memoryStore();
    const ledger = await open(store);
    expect(ledger.published().head.size).toBe(0);
    await appendAll(ledger, 700);
    const { head } = ledger.published();
    expect(head.size).toBeGreaterThan(256);
    const verdict = await verifyFolder(store, { key: parseVkey(ledger.vkey) });
    expect(verdict.faults).toEqual([]);
    expect(verdict).toMatchObject({ nextOffset: 700, disclosures: 1399, unreadable: 0 });
    expect((await open(store)).published().head).toEqual(head);
  });

  it('refuses batches that leave records out or repeat them', async () => {
    const ledger = await open(memoryStore());
    await ledger.append(sampleBatches(0, 3));
    await expect(ledger.append(sampleBatches(4, 6))).rejects.toMatchObject({ code: 'ledger.gap' });
    await expect(ledger.append(sampleBatches(2, 6))).rejects.toMatchObject({ code: 'ledger.gap' });
  });

  it('refuses a folder of another key, and one without its checkpoint', async () => {
    const store = memoryStore();
    await (await open(store)).append(sampleBatches(0, 3));
    await expect(
      openLedger({ store, signingSeed: Buffer.alloc(32, 1), origin: ORIGIN }),
    ).rejects.toMatchObject({ code: 'ledger.foreign' });
    store.files.delete('checkpoint');
    await expect(open(store)).rejects.toMatchObject({ code: 'ledger.damaged', file: 'checkpoint' });
  });

  it('refuses to go on from a restored backup once a later checkpoint was told', async () => {
    const store = memoryStore();
    const ledger = await open(store);
    await ledger.append(sampleBatches(0, 30));
    const backup = new Map(store.files);
    await ledger.append(sampleBatches(30, 60));
    const { checkpoint: seen } = ledger.published();
    await expect(open(store, seen)).resolves.toBeDefined();
    for (const path of [...store.files.keys()]) store.files.delete(path);
    for (const [path, bytes] of backup) store.files.set(path, bytes);
    await expect(open(store, seen)).rejects.toMatchObject({ code: 'ledger.rolled-back' });
    const verdict = await verifyFolder(store, { seen });
    expect(verdict.faults).toContainEqual({ file: 'checkpoint', code: 'rolled-back' });
  });
});

describe('an end at any byte', () => {
  it('neither loses nor doubles a record, and never changes a leaf', async () => {
    const written = await bytesOfAppend();
    for (let cut = 0; cut <= written; cut += Math.max(1, Math.floor(written / 150))) {
      const store = memoryStore();
      const first = await open(store);
      await first.append(sampleBatches(0, 20));
      const before = first.published().checkpoint;
      store.endAfter(cut);
      await first.append(sampleBatches(20, 40)).catch((fault: LedgerFault) => {
        expect(fault.code).toBe('ledger.failed');
      });
      store.endAfter(Number.POSITIVE_INFINITY);
      const again = await open(store, before);
      const resumedAt = again.nextOffset();
      expect(resumedAt >= 20 && resumedAt <= 40, `cut at ${cut}`).toBe(true);
      await appendAll(again, 60, { step: 3 });
      const verdict = await verifyFolder(store, { seen: before });
      expect(verdict.faults, `cut at ${cut}`).toEqual([]);
      expect(verdict.nextOffset).toBe(60);
      expect(verdict.disclosures).toBe(120);
    }
  });
});

async function bytesOfAppend(): Promise<number> {
  const total = (store: MemoryStore) => [...store.files.values()].reduce((sum, b) => sum + b.length, 0);
  const store = memoryStore();
  const ledger = await open(store);
  await ledger.append(sampleBatches(0, 20));
  const before = total(store);
  await ledger.append(sampleBatches(20, 40));
  return total(store) - before + 200;
}
