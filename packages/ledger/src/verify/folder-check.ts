import type { LedgerReader } from '../ledger-store.ts';
import { type Tile, tilePath } from '../merkle/tile-path.ts';
import type { FolderFiles } from './account-files.ts';
import type { FolderFaultCode } from './folder-fault.ts';

/** What the parts of a folder's verification share. */
export interface FolderCheck {
  readonly folder: LedgerReader;
  readonly files: FolderFiles;
  /** POSIX seconds: bundles that ended before need no batches any more. */
  readonly batchesSinceS: number;
  readonly report: (file: string, code: FolderFaultCode) => void;
}

/**
 * Compares all files of one tile or bundle with what they must hold. A file that is narrower than the tree demands is
 * of an earlier checkpoint and holds its beginning; one that is wider is ahead.
 * @param expected bytes up to the tile's width; `endOf` says where its first n hashes or entries end in them.
 */
export async function checkTileFiles(
  { folder, files, report }: FolderCheck,
  tile: Tile,
  { expected, endOf }: { expected: Buffer; endOf: (width: number) => number },
): Promise<void> {
  const present = files.tilesAt(tile);
  if (!present.some(({ width }) => width >= tile.width)) report(tilePath(tile), 'missing');
  for (const file of present) {
    const path = tilePath(file);
    const bytes = await folder.read(path);
    const shared = expected.subarray(0, endOf(Math.min(file.width, tile.width)));
    if (bytes === undefined) report(path, 'missing');
    else if (file.width > tile.width) report(path, isPrefix(shared, bytes) ? 'ahead' : 'different');
    else if (!shared.equals(bytes)) report(path, 'different');
  }
}

const isPrefix = (prefix: Buffer, bytes: Uint8Array): boolean =>
  prefix.equals(bytes.subarray(0, prefix.length));
