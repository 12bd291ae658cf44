/** Hashes in a full tile, entries in a full bundle (C2SP tlog-tiles). */
export const TILE_WIDTH = 256;

/** A tile of the tree at `level`, or with `level: 'entries'` the leaves' own bytes. `width` 256 is a full one. */
export interface Tile {
  readonly level: number | 'entries';
  readonly index: number;
  readonly width: number;
}

/** Where tlog-tiles has it, below the log's prefix: `tile/0/x001/234.p/17`. */
export function tilePath({ level, index, width }: Tile): string {
  return `tile/${level}/${indexPath(index)}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
}

/** Groups of three digits, all but the last marked by an x: 1234067 is `x001/x234/067`. */
export function indexPath(index: number): string {
  const digits = String(index);
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0');
  const groups = padded.match(/\d{3}/g) ?? [];
  return groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/');
}

const INDEX = '((?:x\\d{3}/)*\\d{3})';
const TILE_PATH = new RegExp(`^tile/(entries|\\d{1,2})/${INDEX}(?:\\.p/([1-9]\\d{0,2}))?$`);

/** The tile at a path, undefined for any text that is not exactly what `tilePath` writes. */
export function parseTilePath(path: string): Tile | undefined {
  const found = TILE_PATH.exec(path);
  if (!found) return undefined;
  const [, level = '', index = '', width] = found;
  const tile: Tile = {
    level: level === 'entries' ? level : Number(level),
    index: Number(index.replace(/[x/]/g, '')),
    width: width === undefined ? TILE_WIDTH : Number(width),
  };
  // Also refuses superfluous zeros, levels above 63 and widths of 256 and more.
  const isSound = Number.isSafeInteger(tile.index) && (tile.level === 'entries' || tile.level <= 63);
  return isSound && tilePath(tile) === path ? tile : undefined;
}

/** Hashes that the tree of `size` has in this tile: 0 to 256. */
export function widthIn(size: number, { level, index }: Pick<Tile, 'level' | 'index'>): number {
  const wide = Math.floor(size / TILE_WIDTH ** (level === 'entries' ? 0 : level)) - index * TILE_WIDTH;
  return Math.max(0, Math.min(TILE_WIDTH, wide));
}

/** The rightmost tile of each level of a tree, lowest first; levels without a hash have none. */
export function rightmostTiles(size: number): readonly (Tile & { readonly level: number })[] {
  const tiles: (Tile & { level: number })[] = [];
  for (let level = 0, hashes = size; hashes > 0; level += 1, hashes = Math.floor(hashes / TILE_WIDTH)) {
    const index = Math.floor((hashes - 1) / TILE_WIDTH);
    tiles.push({ level, index, width: hashes - index * TILE_WIDTH });
  }
  return tiles;
}
