import type { Batch } from '../batches/batch.ts';
import type { Leaf } from '../batches/leaf.ts';
import type { LedgerFile, LedgerStore } from '../ledger-store.ts';
import { EMPTY_ROOT } from '../merkle/hashing.ts';
import { TILE_WIDTH } from '../merkle/tile-path.ts';
import { MissingTile, tileTree } from '../merkle/tile-proofs.ts';
import { verifyConsistency } from '../merkle/verify-proof.ts';
import { openCheckpoint, signCheckpoint, type TreeHead } from '../notes/checkpoint.ts';
import { formatVkey, parseVkey, type SignerKey, signerKey } from '../notes/vkey.ts';
import { batchFileWrite, growLog, type LogEnd, nextOffsetOf } from './commit-files.ts';
import { LedgerFault } from './ledger-fault.ts';
import { recover } from './recover.ts';
import { edgeRoot } from './tree-edge.ts';

/** The log's public key as a line of text; made with the log, and its name is the log's origin for ever. */
export const KEY_PATH = 'key';
export const CHECKPOINT_PATH = 'checkpoint';

export interface LedgerOptions {
  readonly store: LedgerStore;
  /** 32 secret bytes, the Ed25519 private key. */
  readonly signingSeed: Uint8Array;
  /** Name of a log that is made now; one that exists keeps its own. */
  readonly origin: string;
  /** The newest checkpoint that was ever told to anyone: a tree that does not continue it is refused. */
  readonly seen?: Uint8Array | undefined;
}

export interface Published {
  readonly head: TreeHead;
  /** The signed checkpoint, durable. */
  readonly checkpoint: Uint8Array;
}

/** The one writer of a log. Calls follow one another; after a fault it must be opened again. */
export interface Ledger {
  readonly vkey: string;
  published(): Published;
  /** The newest leaf, undefined in an empty log. */
  lastLeaf(): Leaf | undefined;
  /** Offset of the event log's record that the next batch must begin with. */
  nextOffset(): number;
  /** Leaves that the next append takes at most: one append never reaches over a full tile. */
  room(): number;
  /** Resolves when leaves, tiles and a new checkpoint are durable. @throws LedgerFault */
  append(batches: readonly Batch[]): Promise<Published>;
  /** Publishes the newest checkpoint with signatures of others added; refused when it is of another tree. @throws LedgerFault */
  addSignatures(cosigned: Uint8Array): Promise<Published>;
  /** From an older tree of this log to the published one (RFC 6962, 2.1.2), for who knows the older. @throws LedgerFault */
  proofSince(oldSize: number): Promise<readonly Buffer[]>;
}

/**
 * Opens the log or makes one. An append writes batches, then leaves and tiles, then the checkpoint, each durable before
 * the next; so after any end, batches without a checkpoint give the same leaves again, and nothing is lost or doubled.
 * @throws LedgerFault
 */
export async function openLedger(options: LedgerOptions): Promise<Ledger> {
  const { store } = options;
  const key = await openKey(options);
  let published = await openHead(store, key);
  const recovered = await recover(store, published.head);
  let end = recovered.end;
  if (options.seen !== undefined) await refuseRollback(store, published.head, { key, seen: options.seen });
  let failed = false;
  if (recovered.torn !== undefined) await store.write([recovered.torn]);

  const commit = async (batches: readonly Batch[], first: readonly LedgerFile[]): Promise<Published> => {
    const grown = growLog(end, batches);
    if (first.length > 0) await store.write(first);
    await store.write(grown.files);
    published = await publish(store, grown.end, key);
    end = grown.end;
    await store.remove(grown.superseded);
    return published;
  };
  if (recovered.pending.length > 0) await commit(recovered.pending, []);

  return {
    vkey: formatVkey(key),
    published: () => published,
    lastLeaf: () => end.last,
    nextOffset: () => nextOffsetOf(end),
    room: () => TILE_WIDTH - (end.edge.size % TILE_WIDTH),
    async append(batches) {
      if (failed) throw new LedgerFault('ledger.failed');
      assertFollows(end, batches);
      if (batches.length === 0) return published;
      try {
        return await commit(batches, [batchFileWrite(end, batches)]);
      } catch (cause) {
        failed = true;
        throw new LedgerFault('ledger.failed', { cause });
      }
    },
    async addSignatures(cosigned) {
      const opened = openCheckpoint(cosigned, key);
      const { head } = published;
      if (opened?.size !== head.size || !opened.root.equals(head.root))
        throw new LedgerFault('ledger.foreign');
      await store.replace(CHECKPOINT_PATH, cosigned);
      published = { head, checkpoint: cosigned };
      return published;
    },
    async proofSince(oldSize) {
      const { size } = published.head;
      if (oldSize === 0 || oldSize >= size) return [];
      return tileTree(store, size).consistencyProof(oldSize);
    },
  };
}

function assertFollows(end: LogEnd, batches: readonly Batch[]): void {
  let expected = nextOffsetOf(end);
  for (const { leaf } of batches) {
    if (leaf.from !== expected) throw new LedgerFault('ledger.gap');
    expected = leaf.to;
  }
}

async function openKey({ store, signingSeed, origin }: LedgerOptions): Promise<SignerKey> {
  const stored = await store.read(KEY_PATH);
  if (stored === undefined) {
    if ((await store.read(CHECKPOINT_PATH)) !== undefined)
      throw new LedgerFault('ledger.damaged', { file: KEY_PATH });
    const made = signerKey(origin, signingSeed);
    await store.replace(KEY_PATH, Buffer.from(`${formatVkey(made)}\n`));
    return made;
  }
  const known = parseVkey(Buffer.from(stored).toString().replace(/\n$/, ''));
  if (known === undefined) throw new LedgerFault('ledger.damaged', { file: KEY_PATH });
  const key = signerKey(known.name, signingSeed);
  if (!key.publicKey.equals(known.publicKey)) throw new LedgerFault('ledger.foreign', { file: KEY_PATH });
  return key;
}

async function openHead(store: LedgerStore, key: SignerKey): Promise<Published> {
  const bytes = await store.read(CHECKPOINT_PATH);
  if (bytes !== undefined) {
    const head = openCheckpoint(bytes, key);
    if (head === undefined) throw new LedgerFault('ledger.damaged', { file: CHECKPOINT_PATH });
    const { origin, size, root } = head;
    return { head: { origin, size, root }, checkpoint: bytes };
  }
  // A log begins with the checkpoint of the empty tree: files without one are the rest of a log.
  const others = (await store.list()).filter((path) => path !== KEY_PATH && !path.endsWith('.new'));
  if (others.length > 0) throw new LedgerFault('ledger.damaged', { file: CHECKPOINT_PATH });
  return publishHead(store, { origin: key.name, size: 0, root: EMPTY_ROOT }, key);
}

function publish(store: LedgerStore, { edge }: LogEnd, key: SignerKey): Promise<Published> {
  return publishHead(store, { origin: key.name, size: edge.size, root: edgeRoot(edge) }, key);
}

async function publishHead(store: LedgerStore, head: TreeHead, key: SignerKey): Promise<Published> {
  const checkpoint = signCheckpoint(head, key);
  await store.replace(CHECKPOINT_PATH, checkpoint);
  return { head, checkpoint };
}

/** A restored backup would grow into another tree than the one that others hold checkpoints of. */
async function refuseRollback(
  store: LedgerStore,
  head: TreeHead,
  { key, seen }: { key: SignerKey; seen: Uint8Array },
): Promise<void> {
  const older = openCheckpoint(seen, key);
  if (older === undefined || !(await continues(store, older, head)))
    throw new LedgerFault('ledger.rolled-back');
}

/** Whether the tree at `newer`, as the reader has it, is a continuation of the one at `older`. */
export async function continues(
  reader: Pick<LedgerStore, 'read'>,
  older: TreeHead,
  newer: TreeHead,
): Promise<boolean> {
  if (older.size > newer.size || older.origin !== newer.origin) return false;
  try {
    const proof = await tileTree(reader, newer.size).consistencyProof(older.size);
    const heads = { size1: older.size, size2: newer.size, root1: older.root, root2: newer.root };
    return verifyConsistency({ ...heads, proof }) && (older.size > 0 || older.root.equals(EMPTY_ROOT));
  } catch (fault) {
    if (fault instanceof MissingTile) return false;
    throw fault;
  }
}
