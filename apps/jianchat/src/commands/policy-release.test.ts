import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hostEnvironment } from '../testing/host-environment.ts';
import { copyPolicy, type PolicyFolder } from '../testing/policy-folder.ts';

const main = join(import.meta.dirname, '../main.ts');
let policy: PolicyFolder;
beforeEach(() => {
  policy = copyPolicy();
});
afterEach(() => policy.remove());

function run(...args: string[]): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, 'policy', ...args], {
    env: { ...hostEnvironment(), JIANCHAT_POLICY: policy.path },
    encoding: 'utf8',
  });
  return { code: status, out: stdout, err: stderr };
}

const DAY_MS = 86_400_000;
const day = (fromToday: number): string =>
  new Date(Date.now() + fromToday * DAY_MS).toISOString().slice(0, 10);
const dates = (announce: string, effective: string) => ['--announce', announce, '--effective', effective];

describe('V2: jianchat policy', () => {
  it('diffs, refuses with a reason and what to do, and releases', () => {
    policy.version(1, day(-2));
    const first = run('release', ...dates(day(-2), day(-2)), '--sign-off', 'A. Officer');
    expect([first.code, first.err]).toEqual([0, '']);

    policy.edit(/keep: P400D/, 'keep: P500D');
    const told = run('diff', '1', 'working', '--announce', '2027-01-01');
    expect([told.code, told.err]).toEqual([0, '']);
    expect(told.out).toContain('400 -> 500');
    expect(told.out).toContain('2027-01-31 at the earliest');
    expect(told.out).not.toContain(String.fromCharCode(27));

    policy.version(2, day(30));
    policy.edit(/limitedAds: \[city\]/, 'limitedAds: [city, locationSource]');
    const refused = run('release', ...dates(day(0), day(30)));
    expect([refused.code, refused.out]).toEqual([1, '']);
    expect(refused.err).toContain('[release.signOff]');
    expect(refused.err).toContain('name them with --sign-off');
    expect(refused.err).toContain('[release.reConsent]');
    expect(existsSync(join(policy.path, 'released/2'))).toBe(false);

    const people = ['--sign-off', 'A. Officer', '--re-consent', 'the dialogs ask again'];
    const done = run('release', ...dates(day(0), day(30)), ...people, '--json');
    expect(JSON.parse(done.out)).toMatchObject({
      released: true,
      faults: [],
      record: { version: 2, significance: 'widening', noticeDays: 30, reConsentBy: 'the dialogs ask again' },
    });
    expect(existsSync(join(policy.path, 'released/2/release.json'))).toBe(true);
  }, 120_000);

  it('tells refusal from wrong use', () => {
    expect(run('diff', '1', 'working')).toMatchObject({
      code: 1,
      err: expect.stringContaining('[policy.missing]'),
    });
    expect(run('diff', 'working', 'working', '--announce', '2027-02-30').code).toBe(2);
    const help = run('release', '--help');
    expect([help.code, help.out]).toEqual([0, expect.stringContaining('--sign-off')]);
  }, 120_000);
});
