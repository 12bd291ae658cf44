import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTileFiles, readTileFiles } from './index.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jianchat tiles '));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const text = async (path: string) => {
  const bytes = await readTileFiles(folder).read(path);
  return bytes && Buffer.from(bytes).toString();
};
const file = (path: string, bytes: string, at = 0) => ({ path, at, bytes: Buffer.from(bytes) });

describe('files of a ledger', () => {
  it('end after what was written, and keep what stands before it', async () => {
    const store = openTileFiles(join(folder, 'made', 'with it'));
    folder = join(folder, 'made', 'with it');
    await store.write([file('batches/000', 'one two three'), file('tile/0/x001/000', 'hashes')]);
    await store.write([file('batches/000', 'TWO', 4)]);
    expect(await text('batches/000')).toBe('one TWO');
    await store.write([file('tile/0/x001/000', 'h')]);
    expect(await text('tile/0/x001/000')).toBe('h');
    expect(await store.list()).toEqual(['batches/000', 'tile/0/x001/000']);
  });

  it('are replaced whole, and no rest is left', async () => {
    const store = openTileFiles(folder);
    await store.replace('checkpoint', Buffer.from('a long first one'));
    await store.replace('checkpoint', Buffer.from('second'));
    expect(await text('checkpoint')).toBe('second');
    expect(await store.list()).toEqual(['checkpoint']);
  });

  it('that were superseded go, and with the last of them their folder', async () => {
    const store = openTileFiles(folder);
    await store.write([file('tile/0/000.p/1', 'a'), file('tile/0/000.p/2', 'ab')]);
    await store.remove(['tile/0/000.p/1', 'tile/0/000.p/7']);
    expect(await store.list()).toEqual(['tile/0/000.p/2']);
    await store.remove(['tile/0/000.p/2']);
    expect(existsSync(join(folder, 'tile/0/000.p'))).toBe(false);
    await store.write([file('tile/0/000.p/3', 'abc')]);
    expect(await text('tile/0/000.p/3')).toBe('abc');
  });

  it('are all listed, links too, and a missing one or a folder is none', async () => {
    symlinkSync('/dev/null', join(folder, 'link'));
    mkdirSync(join(folder, 'tile'));
    expect(await readTileFiles(folder).list()).toEqual(['link']);
    expect(await text('tile/0/000')).toBeUndefined();
    expect(await text('link/0')).toBeUndefined();
    expect(await readTileFiles(join(folder, 'nowhere')).list()).toEqual([]);
  });
});
