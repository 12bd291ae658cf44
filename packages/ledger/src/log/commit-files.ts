import { indexEntries, indexFile, indexFilePath } from '../batches/auction-index.ts';
import type { Batch } from '../batches/batch.ts';
import { batchFileOf, encodeBatch } from '../batches/batch-file.ts';
import type { Leaf } from '../batches/leaf.ts';
import type { LedgerFile } from '../ledger-store.ts';
import { encodeEntries } from '../merkle/entry-bundle.ts';
import { leafHash } from '../merkle/hashing.ts';
import { TILE_WIDTH, type Tile, tilePath } from '../merkle/tile-path.ts';
import { growEdge, type TreeEdge } from './tree-edge.ts';

/** What appending goes on from: the tree's right edge and what stands in the files that still grow. */
export interface LogEnd {
  readonly edge: TreeEdge;
  /** Entries of the bundle that is still growing, as bytes of the file. */
  readonly bundle: Buffer;
  /** Bytes of whole batches in the batch file that is still growing. */
  readonly batchBytes: number;
  /** Entries of the index of auctions of the bundle that is still growing. */
  readonly index: Buffer;
  /** The newest leaf; it says how far the event log is committed. */
  readonly last: Leaf | undefined;
}

export const EMPTY_END: Omit<LogEnd, 'edge'> = {
  bundle: Buffer.alloc(0),
  batchBytes: 0,
  index: Buffer.alloc(0),
  last: undefined,
};

/** Offset of the next record to be committed: progress and tree are the same, so they can't differ. */
export const nextOffsetOf = ({ last }: Pick<LogEnd, 'last'>): number => last?.to ?? 0;

/** The batches' own file: once it is durable, the same leaves follow whatever happens. */
export function batchFileWrite(end: LogEnd, batches: readonly Batch[]): LedgerFile {
  return {
    path: batchFileOf(end.edge.size),
    at: end.batchBytes,
    bytes: Buffer.concat(batches.map(encodeBatch)),
  };
}

/** The tiles and the bundle that grow by these leaves, the log's end after them, and the partial files now superfluous. */
export function growLog(
  end: LogEnd,
  batches: readonly Batch[],
): { end: LogEnd; files: readonly LedgerFile[]; superseded: readonly string[] } {
  const { edge, grown } = growEdge(
    end.edge,
    batches.map(({ leafBytes }) => leafHash(leafBytes)),
  );
  const bundle = Buffer.concat([end.bundle, encodeEntries(batches.map(({ leafBytes }) => leafBytes))]);
  const index = Math.floor(end.edge.size / TILE_WIDTH);
  const first = end.edge.size - index * TILE_WIDTH;
  const width = first + batches.length;
  const auctions = Buffer.concat([
    end.index,
    ...batches.map(({ items }, at) => indexEntries(items, first + at)),
  ]);
  const entries: Tile = { level: 'entries', index, width };
  const files: LedgerFile[] = [
    { path: tilePath(entries), at: 0, bytes: bundle },
    ...grown.map(({ tile, hashes }) => ({ path: tilePath(tile), at: 0, bytes: Buffer.concat(hashes) })),
  ];
  if (width === TILE_WIDTH) files.push({ path: indexFilePath(index), at: 0, bytes: indexFile(auctions) });
  const full = [entries, ...grown.map(({ tile }) => tile)].filter((tile) => tile.width === TILE_WIDTH);
  const isFull = width === TILE_WIDTH;
  const written = batches.reduce((sum, batch) => sum + encodeBatch(batch).length, end.batchBytes);
  return {
    end: {
      edge,
      bundle: isFull ? EMPTY_END.bundle : bundle,
      batchBytes: isFull ? 0 : written,
      index: isFull ? EMPTY_END.index : auctions,
      last: batches.at(-1)?.leaf ?? end.last,
    },
    files,
    superseded: full.flatMap(partialsOf),
  };
}

const partialsOf = (tile: Tile): readonly string[] =>
  Array.from({ length: TILE_WIDTH - 1 }, (_, at) => tilePath({ ...tile, width: at + 1 }));
