import { describe, expect, it } from 'vitest';
import { makeBatch } from '../batches/batch.ts';
import { decodeItem, isBatchItem } from '../batches/disclosure.ts';
import { openLedger } from '../log/open-ledger.ts';
import { parseVkey } from '../notes/vkey.ts';
import { type MemoryStore, memoryStore } from '../testing/memory-store.ts';
import {
  ORIGIN,
  SALT_KEY,
  SEED,
  sampleBatches,
  sampleRecord,
  sampleSubject,
} from '../testing/sample-records.ts';
import { type ProofDocument, verifyProofDocument } from './proof-document.ts';
import { proveAuction } from './prove.ts';
import { verifyFolder } from './verify-folder.ts';

async function sampleLog(records: number): Promise<{ store: MemoryStore; vkey: string }> {
  const store = memoryStore();
  const ledger = await openLedger({ store, signingSeed: SEED, origin: ORIGIN });
  let left = sampleBatches(0, records);
  for (let step = 1; left.length > 0; step = (step % 90) + 20) {
    const count = Math.min(step, ledger.room());
    await ledger.append(left.slice(0, count));
    left = left.slice(count);
  }
  return { store, vkey: ledger.vkey };
}

describe('verification of a whole copy', () => {
  it('names the file in which any byte was changed [K2, S2]', async () => {
    const { store } = await sampleLog(560);
    expect((await verifyFolder(store)).faults).toEqual([]);
    for (const [path, bytes] of [...store.files]) {
      for (const at of samplePlaces(bytes.length)) {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
        store.files.set(path, changed);
        const { faults } = await verifyFolder(store);
        // Without its key, or with another, nothing can be said of the checkpoint beside it.
        const named = path === 'key' ? ['key', 'checkpoint'] : [path];
        expect(faults.length, `${path} at ${at}`).toBeGreaterThan(0);
        expect(named, `${path} at ${at}`).toContain(faults[0]?.file);
      }
      store.files.set(path, bytes);
    }
  });

  it('notices files cut off, removed, added and prolonged', async () => {
    const { store } = await sampleLog(560);
    for (const [path, bytes] of [...store.files]) {
      store.files.set(path, bytes.subarray(0, -1));
      expect((await verifyFolder(store)).faults[0]?.file, `${path} cut`).toBe(path);
      store.files.set(path, Buffer.concat([bytes, Buffer.from('x')]));
      expect((await verifyFolder(store)).faults[0]?.file, `${path} prolonged`).toBe(path);
      store.files.set(path, bytes);
    }
    store.files.set('tile/0/../notes', Buffer.from('x'));
    expect((await verifyFolder(store)).faults).toEqual([{ file: 'tile/0/../notes', code: 'unexpected' }]);
    store.files.delete('tile/0/../notes');
    store.files.delete('tile/0/000');
    expect((await verifyFolder(store)).faults).toContainEqual({ file: 'tile/0/000', code: 'missing' });
  });

  it('refuses a log signed by another key than the trusted one', async () => {
    const { store } = await sampleLog(10);
    const other = await openLedger({
      store: memoryStore(),
      signingSeed: Buffer.alloc(32, 1),
      origin: ORIGIN,
    });
    const { faults } = await verifyFolder(store, { key: parseVkey(other.vkey) });
    expect(faults).toContainEqual({ file: 'checkpoint', code: 'unsigned' });
  });
});

describe('a proof', () => {
  it('holds for each disclosure, and not with anything of it changed [S2]', async () => {
    const { store, vkey } = await sampleLog(400);
    const key = parseVkey(vkey);
    if (key === undefined) throw new Error('no key');
    for (const at of [0, 1, 5, 200, 399]) {
      const proven = await proveAuction(store, { auction: `auction-${at}` });
      if (proven.status !== 'proven') throw new Error(proven.status);
      const document: ProofDocument = JSON.parse(JSON.stringify(proven.document));
      const verdict = verifyProofDocument(document, key);
      expect(verdict.ok && verdict.items.length).toBe(1 + (at % 3));
      for (const change of changesOf(document)) expect(verifyProofDocument(change, key).ok).toBe(false);
    }
    expect(await proveAuction(store, { auction: 'auction-400' })).toEqual({ status: 'unknown' });
  });

  it('can be of one recipient alone', async () => {
    const { store } = await sampleLog(10);
    const proven = await proveAuction(store, { auction: 'auction-5', recipient: 'bidder-2' });
    expect(proven.status === 'proven' && proven.document.items).toHaveLength(1);
  });
});

describe('a batch', () => {
  it('accounts for a record that nobody can read, and waits for a newer release', () => {
    const broken = { offset: 0, value: Buffer.from('no JSON') };
    const made = makeBatch([broken, sampleRecord(1)], { saltKey: SALT_KEY });
    expect(made.status === 'made' && made.batch.leaf).toMatchObject({ from: 0, to: 2, count: 3 });
    const newer = { offset: 0, value: Buffer.from('{"v":3}') };
    expect(makeBatch([newer], { saltKey: SALT_KEY })).toEqual({ status: 'newer' });
  });

  it('gives different salts to all disclosures and the same bytes for the same records', () => {
    const salts = sampleBatches(0, 50).flatMap(({ items }) =>
      items.map((item) => /"salt":"(\w{32})"/.exec(Buffer.from(item).toString())?.[1]),
    );
    expect(new Set(salts).size).toBe(99);
    expect(sampleBatches(0, 50)).toEqual(sampleBatches(0, 50));
  });

  it('holds canonical bytes', () => {
    const items = sampleBatches(0, 50).flatMap((batch) => batch.items);
    expect(items.every((item) => decodeItem(item).ok)).toBe(true);
  });

  it('carries the record as it is, with time by the minute, and each version only in its own form', () => {
    const items = sampleBatches(0, 50).flatMap((batch) => batch.items);
    const read = items
      .map((bytes) => decodeItem(bytes))
      .flatMap((reading) => (reading.ok ? [reading.item] : []));
    const first = read.find((item) => item.v === 2 && item.offset === 5);
    expect(first).toMatchObject({ auction: 'auction-5', subject: sampleSubject(5), timeS: 1_800_000_000 });
    const older = read.find((item) => item.offset === 6);
    expect(older).toMatchObject({ v: 1, timeMs: 1_800_000_000_006 });
    for (const change of [{ v: 1 }, { subject: 'b' }, { subject: undefined }, { timeMs: 1 }, { ifa: 'x' }])
      expect(isBatchItem(JSON.parse(JSON.stringify({ ...first, ...change }))), JSON.stringify(change)).toBe(
        false,
      );
    expect(isBatchItem({ ...older, subject: sampleSubject(6) })).toBe(false);
  });
});

/** First, last and some bytes between. */
function samplePlaces(length: number): readonly number[] {
  return [...new Set([0, 1, Math.floor(length / 3), Math.floor(length / 2), length - 2, length - 1])];
}

/** The document with one text, number or list changed at a time. */
function* changesOf(document: ProofDocument): Generator<unknown> {
  const text = JSON.stringify(document);
  yield { ...document, checkpoint: document.checkpoint.replace('\n4', '\n5').replace('\n2', '\n3') };
  yield { ...document, leafIndex: document.leafIndex + 1 };
  yield { ...document, leafProof: document.leafProof.slice(1) };
  yield { ...document, leaf: { ...document.leaf, count: document.leaf.count + 1 } };
  yield { ...document, leaf: { ...document.leaf, timeS: 1 } };
  yield { ...document, note: '' };
  yield JSON.parse(text.replace('"recipient":"bidder-0"', '"recipient":"bidder-9"'));
  yield JSON.parse(text.replace('"fields":"1f03"', '"fields":"1f01"'));
  yield JSON.parse(text.replace(/"salt":"./, '"salt":"x'));
  yield JSON.parse(text.replace('"purposes":5', '"purposes":4'));
  yield { ...document, items: [] };
}
