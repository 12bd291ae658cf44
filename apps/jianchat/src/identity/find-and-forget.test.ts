import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseCheckpoint } from '@jianchat/ledger';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand, until } from '../testing/api-client.ts';
import { type PlatformProcess, startPlatformProcess } from '../testing/platform-process.ts';

const OWN = '6d92078a-8246-4ba4-ae5b-76104861e7dc';
const OTHER = '7d92078a-8246-4ba4-ae5b-76104861e7dc';
const FIELD = 'androidAdvertisingId';

let dataFolder: string;
let platform: PlatformProcess;
let auctions: readonly string[];

/** An ad for somebody in the United States on the demo page, whose bidders are asked. */
async function ask(ifa: string | undefined): Promise<string> {
  const answer = await fetch(`${platform.url}/openrtb2/auction`, {
    method: 'POST',
    body: JSON.stringify({
      id: 'request-1',
      imp: [{ id: 'slot-1', ext: { prebid: { storedrequest: { id: 'demo-banner' } } } }],
      site: { page: 'http://localhost/', publisher: { id: 'demo' } },
      device: { ifa, os: 'android', geo: { country: 'USA' } },
      tmax: 1_000,
    }),
  });
  return ((await answer.json()) as { bidid: string }).bidid;
}

beforeAll(async () => {
  dataFolder = mkdtempSync(join(tmpdir(), 'jianchat find '));
  platform = await startPlatformProcess({ dataFolder });
  auctions = [await ask(OWN), await ask(OWN), await ask(OTHER), await ask(undefined)];
  await until(
    () => runCommand(dataFolder, ['ledger', 'prove', '--auction', auctions[3] ?? '']),
    (proof) => proof.includes('"items"'),
    { tries: 60, pauseMs: 500 },
  );
}, 120_000);

afterAll(async () => {
  await platform?.stop();
  rmSync(dataFolder, { recursive: true, force: true });
}, 60_000);

const refused = (args: readonly string[]): Promise<string> =>
  runCommand(dataFolder, args).then(
    () => 'done',
    (error: Error) => error.message,
  );
const find = ['ledger', 'find', '--identifier'];

describe('everything that was told about one person', () => {
  it('U3 C3: is found by an identifier of theirs, in words, and nothing about others is', {
    timeout: 120_000,
  }, async () => {
    const text = await runCommand(dataFolder, [...find, `${FIELD}=${OWN.toUpperCase()}`]);
    expect(text).toMatch(/^subject [\w-]{22}: [24] disclosures/);
    expect(text).toContain('demo-dsp-a');
    expect(text).toContain(FIELD);
    expect(text).not.toContain(OWN);
    const fromStdin = await runCommand(dataFolder, [...find, '-'], { stdin: `${FIELD}=${OWN}\n` });
    expect(fromStdin).toBe(text);
  });

  it('is handed out with proofs that need nothing but the key, and that no other can be slipped into', {
    timeout: 120_000,
  }, async () => {
    const key = (await runCommand(dataFolder, ['ledger', 'checkpoint', '--key'])).trim();
    const file = join(dataFolder, 'export.json');
    writeFileSync(file, await runCommand(dataFolder, [...find, `${FIELD}=${OWN}`, '--json']));
    const verify = ['ledger', 'verify', file, '--key', key];
    expect(await runCommand(dataFolder, verify)).toMatch(
      /^[24] disclosures, all proven and all about one person/,
    );
    const whole = JSON.parse(readFileSync(file, 'utf8'));
    const told = whole.proofs.flatMap((proof: { items: { item: { auction: string } }[] }) =>
      proof.items.map(({ item }) => item.auction),
    );
    expect(new Set(told)).toEqual(new Set(auctions.slice(0, 2)));
    const foreign = JSON.parse(
      await runCommand(dataFolder, ['ledger', 'prove', '--auction', auctions[2] ?? '']),
    );
    writeFileSync(file, JSON.stringify({ ...whole, proofs: [...whole.proofs, foreign] }));
    expect(await refused(verify)).toContain('proof.other-subject');
    writeFileSync(file, JSON.stringify(whole).replace('"fields":"', '"fields":"f'));
    expect(await refused(verify)).toContain('ledger.unsound');
  });

  it('R2: can be linked to them no more once they are forgotten; the ledger stays sound', {
    timeout: 240_000,
  }, async () => {
    expect(await refused(['identity', 'forget'])).toContain('say whom');
    expect(await refused([...find, 'shoeSize=44'])).toContain('subject.unnamed');
    expect(await refused([...find, `${FIELD}=${'0'.repeat(32)}`])).toContain('subject.unknown');
    const text = await runCommand(dataFolder, ['identity', 'forget', '--identifier', `${FIELD}=${OWN}`]);
    expect(text).toMatch(/^forgot [\w-]{22}\n$/);
    expect(await refused([...find, `${FIELD}=${OWN}`])).toContain('subject.unknown');
    expect(await refused(['identity', 'forget', '--identifier', `${FIELD}=${OWN}`])).toContain(
      'subject.unknown',
    );
    expect(await runCommand(dataFolder, [...find, `${FIELD}=${OTHER}`])).toMatch(/: [12] disclosures/);
    // The running platform knows them no more either: the next ad makes somebody new of them.
    const again = await ask(OWN);
    const found = await until(
      () => runCommand(dataFolder, [...find, `${FIELD}=${OWN}`, '--json']),
      (json) => json.includes(again),
      { tries: 60, pauseMs: 500 },
    );
    for (const auction of auctions) expect(found).not.toContain(auction);
    expect(JSON.parse(await runCommand(dataFolder, ['ledger', 'verify', '--json']))).toMatchObject({
      sound: true,
    });
    const checkpoint = await (await fetch(`${platform.url}/ledger/checkpoint`)).arrayBuffer();
    expect(parseCheckpoint(new Uint8Array(checkpoint))?.size).toBeGreaterThan(0);
  });
});
