import { describe, expect, it } from 'vitest';
import { parseTilePath, rightmostTiles, tilePath, widthIn } from './tile-path.ts';

describe('paths of tiles', () => {
  it('are those of the examples in tlog-tiles', () => {
    expect(tilePath({ level: 0, index: 1_234_067, width: 256 })).toBe('tile/0/x001/x234/067');
    expect(tilePath({ level: 'entries', index: 0, width: 17 })).toBe('tile/entries/000.p/17');
    expect(tilePath({ level: 63, index: 1000, width: 1 })).toBe('tile/63/x001/000.p/1');
  });

  it('are read back, and nothing else is', () => {
    for (const path of ['tile/0/x001/x234/067', 'tile/entries/000.p/17', 'tile/63/x999/999.p/255']) {
      const tile = parseTilePath(path);
      expect(tile && tilePath(tile)).toBe(path);
    }
    const others = [
      'tile/0/67',
      'tile/00/067',
      'tile/64/000',
      'tile/0/x000/067',
      'tile/0/001/067',
      'tile/0/000.p/0',
      'tile/0/000.p/256',
      'tile/0/000.p/017',
      'tile/0/../000',
      'tile/entries/000/',
      'tile/0/000\n',
      'checkpoint',
    ];
    for (const path of others) expect(parseTilePath(path), path).toBeUndefined();
  });

  it('tell a tree of 70,000 leaves as tlog-tiles describes it', () => {
    expect(rightmostTiles(70_000)).toEqual([
      { level: 0, index: 273, width: 112 },
      { level: 1, index: 1, width: 17 },
      { level: 2, index: 0, width: 1 },
    ]);
    expect(widthIn(70_000, { level: 1, index: 0 })).toBe(256);
    expect(rightmostTiles(256)).toEqual([
      { level: 0, index: 0, width: 256 },
      { level: 1, index: 0, width: 1 },
    ]);
  });
});
