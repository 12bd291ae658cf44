import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judgeRelease } from '@jianchat/policy';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPolicy } from './compose/policy.ts';
import { outboxFolder } from './mail/open-mail.ts';
import { readReleased } from './policy-versions/released-folder.ts';
import { writeRelease } from './policy-versions/write-release.ts';
import { requestAd } from './testing/ad-traffic.ts';
import { apiGet, runCommand, until } from './testing/api-client.ts';
import { type PlatformProcess, refusedStart, startPlatformProcess } from './testing/platform-process.ts';
import { copyPolicy, type PolicyFolder } from './testing/policy-folder.ts';

interface History {
  readonly current: number;
  readonly versions: readonly {
    readonly version: number;
    readonly state: string;
    readonly takesEffect: string;
  }[];
}
interface Recent {
  readonly auctions: readonly {
    readonly policyVersion: number;
    readonly fields: readonly { readonly field: string; readonly fate: string }[];
  }[];
}

const DAY_MS = 86_400_000;
const day = (fromToday: number): string =>
  new Date(Date.now() + fromToday * DAY_MS).toISOString().slice(0, 10);

let policy: PolicyFolder;
let dataFolder: string;
let platform: PlatformProcess;
let key: string;

beforeAll(async () => {
  policy = copyPolicy();
  dataFolder = mkdtempSync(join(tmpdir(), 'jianchat change '));
  policy.version(1, day(-30));
  release(day(-30));
  platform = await startPlatformProcess({ dataFolder, env: { JIANCHAT_POLICY: policy.path } });
  await (await fetch(await platform.signInLink())).text();
  key = (await runCommand(dataFolder, ['key', 'create', '--role', 'auditor'])).trim();
}, 120_000);
afterAll(async () => {
  await platform?.stop();
  policy?.remove();
  rmSync(dataFolder, { recursive: true, force: true });
});

/** Releases the folder's working copy, announced on a day. */
function release(announced: string): void {
  const next = loadPolicy(policy.path);
  const { faults, record } = judgeRelease({
    released: readReleased(policy.path),
    next,
    today: announced,
    announced,
    effective: next.effective,
    signOff: 'the test',
    reConsentBy: 'the media ask again',
    beyondBuild: [],
  });
  expect(faults).toEqual([]);
  writeRelease(policy.path, { policy: next, record });
}

const read = async <T>(path: string): Promise<T> =>
  (await (await fetch(`${platform.url}${path}`)).json()) as T;
const history = () => read<History>('/policy/versions');
const newest = async () => (await apiGet<Recent>(platform.url, key, '/api/auctions?limit=5')).auctions;
const fateOfPage = (auction: Recent['auctions'][number] | undefined) =>
  auction?.fields.find(({ field }) => field === 'pageAddress')?.fate;

describe('a running platform', () => {
  it('V2: takes a narrowing over on its day without a restart, and explains old records by the old version', async () => {
    await requestAd(platform.url);
    await until(newest, (auctions) => auctions[0]?.policyVersion === 1);
    // From now on the page's address stays outside.
    policy.version(2, day(0));
    policy.edit(/(^ {2}pageAddress:\n {4}id: 26\n)/m, '  pageAddress:\n    id: 26\n    collect: "off"\n');
    release(day(0));
    await until(history, ({ current }) => current === 2);
    await requestAd(platform.url);
    const auctions = await until(newest, (all) => all[0]?.policyVersion === 2);
    expect(auctions.map(({ policyVersion }) => policyVersion)).toEqual([2, 1]);
    expect(auctions.map(fateOfPage)).toEqual(['dropped', 'kept']);
    expect((await read<{ version: number }>('/policy.json?version=1')).version).toBe(1);
  });

  it('V2: gives notice of a widening by mail and console, and holds it back until it has run', async () => {
    policy.version(3, day(30));
    policy.edit(/keep: P400D/, 'keep: P500D');
    release(day(0));
    const { current, versions } = await until(history, (told) => told.versions[2]?.state === 'scheduled');
    expect([current, versions[2]?.takesEffect]).toEqual([2, day(30)]);
    const [letter, ...others] = readdirSync(outboxFolder(dataFolder));
    expect(others).toEqual([]);
    expect(readFileSync(join(outboxFolder(dataFolder), letter ?? ''), 'utf8')).toContain(
      'operator@jianchat.local',
    );
    const { notices } = await apiGet<{ notices: unknown[] }>(platform.url, key, '/api/policy/notices');
    expect(notices).toMatchObject([
      { version: 3, takesEffect: day(30), delivery: { recipients: 1, sent: 1 } },
    ]);
  });

  it('V2: does not start with a widening that nobody released', async () => {
    await platform.stop();
    policy.edit(/keep: P500D/, 'keep: P600D');
    const { code, errors } = await refusedStart({ dataFolder, env: { JIANCHAT_POLICY: policy.path } });
    expect(code).toBe(1);
    expect(errors).toContain('[policy.unreleased]');
    expect(errors).toContain('write "version: 4"');
    expect(errors).toMatch(/widening: fields\.\w+\.retention\.days/);
  });
});
