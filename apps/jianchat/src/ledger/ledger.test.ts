import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseCheckpoint, parseVkey, proveAuction, verifyFolder } from '@jianchat/ledger';
import { readTileFiles } from '@jianchat/tiles/files';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requestAd } from '../testing/ad-traffic.ts';
import { runCommand, until } from '../testing/api-client.ts';
import { type PlatformProcess, startPlatformProcess } from '../testing/platform-process.ts';

let dataFolder: string;
let platform: PlatformProcess;
let auction: string;

beforeAll(async () => {
  dataFolder = mkdtempSync(join(tmpdir(), 'jianchat ledger '));
  platform = await startPlatformProcess({ dataFolder });
  const [event] = await requestAd(platform.url);
  if (event === undefined) throw new Error('the demo has no ad');
  auction = event.claims.auction;
}, 120_000);

afterAll(async () => {
  await platform?.stop();
  rmSync(dataFolder, { recursive: true, force: true });
}, 60_000);

const get = async (path: string) => {
  const answer = await fetch(`${platform.url}/ledger/${path}`);
  return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
};
const refused = (args: readonly string[]): Promise<string> =>
  runCommand(dataFolder, args).then(
    () => 'done',
    (error: Error) => error.message,
  );

describe('the ledger of a running platform', () => {
  it('serves a checkpoint that covers the auction, its key, tiles and entries', async () => {
    const checkpoint = await until(
      async () => parseCheckpoint((await get('checkpoint')).bytes),
      (read) => (read?.size ?? 0) > 0,
    );
    const size = checkpoint?.size ?? 0;
    const key = parseVkey((await get('key')).bytes.toString().trim());
    expect(key?.name).toBe(checkpoint?.origin);
    for (const path of [`tile/0/000.p/${size}`, `tile/entries/000.p/${size}`]) {
      const { status, headers, bytes } = await get(path);
      expect(status).toBe(200);
      expect(headers.get('content-type')).toBe('application/octet-stream');
      expect(headers.get('cache-control')).toContain('immutable');
      // What is public names no auction.
      expect(bytes.includes(auction)).toBe(false);
    }
    expect((await get('checkpoint')).headers.get('content-type')).toBe('text/plain; charset=utf-8');
    for (const path of [`tile/0/000.p/${size + 1}`, 'tile/0/000', 'batches/000', '../master.key', 'tile/0/0'])
      expect((await get(path)).status, path).toBe(404);
  });

  it('proves on the command line what an auction disclosed, and verifies it with nothing but the key', async () => {
    const key = (await runCommand(dataFolder, ['ledger', 'checkpoint', '--key'])).trim();
    const proof = join(dataFolder, 'proof.json');
    writeFileSync(proof, await runCommand(dataFolder, ['ledger', 'prove', '--auction', auction]));
    const verdict = await runCommand(dataFolder, ['ledger', 'verify', proof, '--key', key]);
    expect(verdict).toContain('proven by');
    expect(verdict).toContain('demo-dsp-a');
    const changed = readFileSync(proof, 'utf8').replace('demo-dsp-a', 'demo-dsp-x');
    writeFileSync(proof, changed);
    expect(await refused(['ledger', 'verify', proof, '--key', key])).toContain('proof.item-not-in-batch');
    expect(await refused(['ledger', 'prove', '--auction', 'none'])).toContain('ledger.unknown');
  });

  it('verifies its own ledger while it grows, and a copy of it with any byte changed is refused', async () => {
    const own = JSON.parse(await runCommand(dataFolder, ['ledger', 'verify', '--json']));
    expect(own).toMatchObject({ sound: true, trustedKey: true });
    const copy = join(dataFolder, 'copy');
    cpSync(join(dataFolder, 'ledger'), copy, { recursive: true });
    expect(await runCommand(dataFolder, ['ledger', 'verify', copy, '--growing'])).toContain('is sound');
    for (const path of await readTileFiles(copy).list()) {
      const bytes = readFileSync(join(copy, path));
      const place = Math.floor(Math.random() * bytes.length);
      writeFileSync(join(copy, path), flipped(bytes, place));
      const { faults } = await verifyFolder(readTileFiles(copy), { growing: true });
      // Under a damaged key nothing can be said of the checkpoint that it signed.
      const named = path === 'key' ? ['key', 'checkpoint'] : [path];
      expect(named, `${path} at ${place}`).toContain(faults[0]?.file);
      writeFileSync(join(copy, path), bytes);
    }
    const checkpoint = readFileSync(join(copy, 'checkpoint'));
    writeFileSync(join(copy, 'checkpoint'), flipped(checkpoint, 3));
    expect(await refused(['ledger', 'verify', copy, '--growing'])).toContain('ledger.unsound');
  });

  it('goes on under the same name and key after a start on another port', { timeout: 60_000 }, async () => {
    const before = parseCheckpoint((await get('checkpoint')).bytes);
    await platform.stop();
    platform = await startPlatformProcess({ dataFolder });
    await requestAd(platform.url);
    const after = await until(
      async () => parseCheckpoint((await get('checkpoint')).bytes),
      (read) => (read?.size ?? 0) > (before?.size ?? 0),
    );
    expect(after?.origin).toBe(before?.origin);
    expect(existsSync(join(dataFolder, 'run', 'ledger-seen'))).toBe(true);
    const files = readTileFiles(join(dataFolder, 'ledger'));
    expect((await verifyFolder(files, { growing: true })).faults).toEqual([]);
    expect(await proveAuction(files, { auction })).toMatchObject({ status: 'proven' });
  });
});

function flipped(bytes: Buffer, place: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[place] = (copy[place] ?? 0) ^ 1;
  return copy;
}
