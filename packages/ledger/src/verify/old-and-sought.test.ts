import { beforeAll, describe, expect, it } from 'vitest';
import { openLedger } from '../log/open-ledger.ts';
import { pruneBatches } from '../log/prune-batches.ts';
import { parseVkey } from '../notes/vkey.ts';
import { type MemoryStore, memoryStore } from '../testing/memory-store.ts';
import { ORIGIN, SEED, sampleBatches, sampleSubject } from '../testing/sample-records.ts';
import { findDisclosures } from './find-disclosures.ts';
import { type ProofDocument, verifyProofDocument } from './proof-document.ts';
import { proveAuction } from './prove.ts';
import { verifyFolder } from './verify-folder.ts';

/** A log of three bundles, the last one not full; one record a second. */
const RECORDS = 1_100;
let whole: MemoryStore;
let size: number;

beforeAll(async () => {
  whole = memoryStore();
  const ledger = await openLedger({ store: whole, signingSeed: SEED, origin: ORIGIN });
  let left = sampleBatches(0, RECORDS, { apartMs: 1_000 });
  while (left.length > 0) {
    const count = Math.min(100, ledger.room());
    await ledger.append(left.slice(0, count));
    left = left.slice(count);
  }
  size = ledger.published().head.size;
});

function copyOf(store: MemoryStore): MemoryStore & { readonly reads: string[] } {
  const copy = memoryStore();
  for (const [path, bytes] of store.files) copy.files.set(path, bytes);
  const reads: string[] = [];
  return {
    ...copy,
    reads,
    read(path) {
      reads.push(path);
      return copy.read(path);
    },
  };
}

async function all(documents: AsyncGenerator<ProofDocument>): Promise<readonly ProofDocument[]> {
  const found: ProofDocument[] = [];
  for await (const document of documents) found.push(document);
  return found;
}

describe('the index of auctions', () => {
  it('leads to the one batch file that has the auction', async () => {
    expect(size).toBeGreaterThan(512);
    for (const [at, file] of [
      [3, 'batches/000'],
      [700, 'batches/001'],
      [RECORDS - 1, 'batches/002'],
    ] as const) {
      const store = copyOf(whole);
      expect(await proveAuction(store, { auction: `auction-${at}` })).toMatchObject({ status: 'proven' });
      expect(store.reads.filter((path) => path.startsWith('batches/'))).toEqual(
        file === 'batches/002' ? [file] : ['batches/002', file],
      );
    }
  });

  it('can be missing, as in folders of older releases, and is made again for a bundle that grows on', async () => {
    const store = copyOf(whole);
    store.files.delete('index/001');
    expect((await verifyFolder(store)).faults).toEqual([]);
    expect(await proveAuction(store, { auction: 'auction-700' })).toMatchObject({ status: 'proven' });
    const ledger = await openLedger({ store, signingSeed: SEED, origin: ORIGIN });
    let left = sampleBatches(ledger.nextOffset(), RECORDS + 600, { apartMs: 1_000 });
    for (let rounds = 0; rounds < 3; rounds += 1) {
      const count = Math.min(30, ledger.room());
      await ledger.append(left.slice(0, count));
      left = left.slice(count);
    }
    while (!store.files.has('index/002')) {
      await ledger.append(left.slice(0, ledger.room()));
      left = left.slice(ledger.room());
    }
    expect((await verifyFolder(store)).faults).toEqual([]);
  });
});

describe('the disclosures about one person', () => {
  it('U3: are all found by their commitments, each with a proof, and no others', async () => {
    const own = new Set([5, 40, 41, 700, 701, 1_050]);
    const documents = await all(
      findDisclosures(whole, (auction, subject) => {
        const offset = Number(auction.slice('auction-'.length));
        return own.has(offset) && subject === sampleSubject(offset);
      }),
    );
    const key = parseVkey(whole.files.get('key')?.toString().trim() ?? '');
    const items = documents.flatMap((document) => {
      const verdict = key && verifyProofDocument(JSON.parse(JSON.stringify(document)), key);
      return verdict?.ok ? verdict.items : [];
    });
    const expected = [...own]
      .filter((offset) => offset % 7 !== 6)
      .flatMap((offset) => Array(1 + (offset % 3)).fill(offset));
    expect(items.map(({ offset }) => offset)).toEqual(expected);
    expect(await all(findDisclosures(memoryStore(), () => true))).toEqual([]);
  });
});

describe('batches that are no longer kept', () => {
  /** After the first bundle ended, and before the second did. */
  const BEFORE_S = 1_800_000_000 + 600;

  it('R1: go, bundle by bundle, and the public tree stays whole and goes on', async () => {
    const store = copyOf(whole);
    const proven = await proveAuction(store, { auction: 'auction-3' });
    expect(await pruneBatches(store, { size, beforeS: BEFORE_S })).toMatchObject({ bundles: 1 });
    expect([...store.files.keys()].filter((path) => /^(batches|index)/.test(path)).sort()).toEqual([
      'batches/001',
      'batches/002',
      'index/001',
    ]);
    expect(await pruneBatches(store, { size, beforeS: BEFORE_S })).toMatchObject({ bundles: 0 });
    const { faults, expired, disclosures } = await verifyFolder(store, { batchesSinceS: BEFORE_S });
    expect(faults).toEqual([]);
    const before = await verifyFolder(whole);
    expect(expired).toBeGreaterThan(0);
    expect(disclosures + expired).toBe(before.disclosures + before.unreadable);
    // What was proven stays proven; new proofs of it can't be made.
    const key = parseVkey(store.files.get('key')?.toString().trim() ?? '');
    expect(proven.status === 'proven' && key && verifyProofDocument(proven.document, key).ok).toBe(true);
    expect(await proveAuction(store, { auction: 'auction-3' })).toEqual({ status: 'unknown' });
    expect(await proveAuction(store, { auction: 'auction-900' })).toMatchObject({ status: 'proven' });
    const ledger = await openLedger({ store, signingSeed: SEED, origin: ORIGIN });
    await ledger.append(sampleBatches(ledger.nextOffset(), RECORDS + 50, { apartMs: 1_000 }).slice(0, 5));
    expect((await verifyFolder(store, { batchesSinceS: BEFORE_S })).faults).toEqual([]);
  });

  it('are missed where they should be there, and public files always', async () => {
    const store = copyOf(whole);
    await pruneBatches(store, { size, beforeS: BEFORE_S });
    expect((await verifyFolder(store)).faults).toEqual([{ file: 'batches/000', code: 'missing' }]);
    store.files.delete('batches/001');
    expect((await verifyFolder(store, { batchesSinceS: BEFORE_S })).faults).toEqual([
      { file: 'batches/001', code: 'missing' },
      { file: 'index/001', code: 'unexpected' },
    ]);
    // Without batches leaves and their hashes stand against each other: which of them is wrong can't be told, that one is can.
    for (const path of ['tile/entries/000', 'tile/0/000']) {
      const bytes = Buffer.from(store.files.get(path) ?? '');
      bytes[40] = (bytes[40] ?? 0) ^ 1;
      const damaged = copyOf(whole);
      await pruneBatches(damaged, { size, beforeS: BEFORE_S });
      damaged.files.set(path, bytes);
      const { faults } = await verifyFolder(damaged, { batchesSinceS: BEFORE_S });
      expect(faults.filter(({ code }) => code === 'different').map(({ file }) => file)).toContain(
        'tile/0/000',
      );
    }
  });
});
