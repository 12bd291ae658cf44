import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  formatVkey,
  openCheckpoint,
  parseVkey,
  signerKey,
  verifyFolder,
  witnessesOf,
} from '@jianchat/ledger';
import { readTileFiles } from '@jianchat/tiles/files';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openMasterKey } from '../keys/master-key.ts';
import { requestAd } from '../testing/ad-traffic.ts';
import { runCommand, until } from '../testing/api-client.ts';
import { type PlatformProcess, startPlatformProcess } from '../testing/platform-process.ts';
import { startWitness, type WitnessServer } from '../testing/witness-server.ts';
import { parseWitness } from './ask-witnesses.ts';

const MASTER = Buffer.alloc(32, 7).toString('hex');
const ORIGIN = 'ads.example/ledger';

let dataFolder: string;
let platform: PlatformProcess | undefined;
const witnesses: WitnessServer[] = [];

beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'jianchat witnesses '));
});
afterEach(async () => {
  await platform?.stop();
  platform = undefined;
  for (const witness of witnesses.splice(0)) await witness.close();
  rmSync(dataFolder, { recursive: true, force: true });
}, 60_000);

/** The log's key, which follows from master key and name before there is a log. */
function logKey() {
  const master = openMasterKey({ given: MASTER, dataFolder, mayGenerate: false });
  if (!master.ok) throw new Error(master.message);
  return signerKey(ORIGIN, master.key.derive('ledger-sign/1'));
}

const start = async (urls: readonly string[]): Promise<PlatformProcess> => {
  platform = await startPlatformProcess({
    dataFolder,
    env: {
      JIANCHAT_MASTER_KEY: MASTER,
      JIANCHAT_PUBLIC_URL: 'https://ads.example',
      JIANCHAT_LEDGER_WITNESSES: urls.join(','),
      JIANCHAT_LEDGER_WITNESSES_MIN: '1',
    },
  });
  return platform;
};
const addressOf = ({ key, url }: WitnessServer): string => `${formatVkey(key)} ${url}`;
const keys = () => witnesses.map(({ key }) => key);

async function cosigners(url: string, sizeMin: number): Promise<readonly string[]> {
  const answer = await until(
    async () => {
      const bytes = Buffer.from(await (await fetch(`${url}/ledger/checkpoint`)).arrayBuffer());
      const opened = openCheckpoint(bytes, logKey());
      return { size: opened?.size ?? 0, names: (opened && witnessesOf(opened, keys())) ?? [] };
    },
    ({ size, names }) => size >= sizeMin && names.length > 0,
    { tries: 150, pauseMs: 200 },
  );
  return answer.names;
}

describe('the ledger’s witnesses', () => {
  it('cosign what it publishes, go on after either side starts anew, and are shown to who verifies', {
    timeout: 240_000,
  }, async () => {
    const [one, two] = [
      await startWitness('w1.example', [logKey()]),
      await startWitness('w2.example', [logKey()]),
    ];
    witnesses.push(one, two);
    const addresses = witnesses.map(addressOf);
    const { url } = await start(addresses);
    await requestAd(url);
    expect(await cosigners(url, 1)).toEqual(['w1.example', 'w2.example']);
    const verify = ['ledger', 'verify', '--witness', ...keys().map(formatVkey), '--witnesses', '2'];
    const env = { JIANCHAT_MASTER_KEY: MASTER };
    await until(
      () => runCommand(dataFolder, verify, { env }),
      (text) => text.includes('cosigned by w1.example, w2.example'),
      { tries: 5, pauseMs: 1_000 },
    );
    const size = one.seen.get(ORIGIN)?.size ?? 0;
    await platform?.stop();
    // Of the two one comes back, which remembers the log as any witness must; the other stays away.
    await two.close();
    witnesses.pop();
    const again = await start(addresses);
    await requestAd(again.url);
    expect(await cosigners(again.url, size + 1)).toEqual(['w1.example']);
    // The platform did not know any more what the witness had seen last, and was told.
    expect(one.answers).toContain(409);
    const readiness = await (await fetch(`${again.url}/readyz`)).text();
    expect(readiness).toContain('cosigned by 1 of 2 witnesses');
    await platform?.stop();
    platform = undefined;
    const verdict = await verifyFolder(readTileFiles(join(dataFolder, 'ledger')), {
      key: logKey(),
      witnesses: keys(),
      witnessesMin: 1,
    });
    expect(verdict).toMatchObject({ faults: [], witnesses: ['w1.example'], unverifiedSignatures: 0 });
  });

  it('do not cosign a log that was rolled back: the platform says so and serves its own signature alone', {
    timeout: 120_000,
  }, async () => {
    const key = logKey();
    const seen = new Map([[ORIGIN, { origin: ORIGIN, size: 1_000, root: Buffer.alloc(32, 9) }]]);
    witnesses.push(await startWitness('w1.example', [key], seen));
    const { url } = await start(witnesses.map(addressOf));
    await requestAd(url);
    await until(
      () => Promise.resolve(platform?.printed() ?? ''),
      (text) => text.includes('"fault":"ahead"'),
      { tries: 150, pauseMs: 200 },
    );
    const bytes = Buffer.from(await (await fetch(`${url}/ledger/checkpoint`)).arrayBuffer());
    expect(openCheckpoint(bytes, key)?.note.signatures).toHaveLength(1);
    expect(await (await fetch(`${url}/readyz`)).text()).toContain('cosigned by 0 of 1 witnesses');
  });

  it('are named in the settings by a cosignature key and a URL', () => {
    const witness = signerKey('w1.example', Buffer.alloc(32, 1), 4);
    const vkey = formatVkey(witness);
    expect(parseWitness(`${vkey} https://w1.example/`)).toMatchObject({ url: 'https://w1.example' });
    expect(parseWitness(`${vkey} https://w1.example/`)?.key.id).toBe(parseVkey(vkey)?.id);
    const plain = formatVkey(signerKey('w1.example', Buffer.alloc(32, 1)));
    for (const text of [
      '',
      vkey,
      `${vkey} ftp://w1.example`,
      `${vkey} https://w1.example more`,
      `${plain} https://w1.example`,
    ])
      expect(parseWitness(text), text).toBeUndefined();
  });
});
