import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { PROMISE_IDS, readPromiseReport } from '@jianchat/policy';
import { describe, expect, it } from 'vitest';
import { hostEnvironment } from '../testing/host-environment.ts';

const main = join(import.meta.dirname, '../main.ts');

function run(...args: string[]): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, 'promises', ...args], {
    env: hostEnvironment(),
    encoding: 'utf8',
  });
  return { code: status, out: stdout, err: stderr };
}

describe('jianchat promises', () => {
  it('prints a line for each promise, in the order of the policy', () => {
    const { code, out, err } = run();
    expect([code, err]).toEqual([0, '']);
    const lines = out.split('\n').slice(0, PROMISE_IDS.length);
    expect(lines.map((line) => line.split(' ')[0])).toEqual(PROMISE_IDS);
    for (const line of lines) expect(line).toMatch(/^\w\d {2}(kept|part|declared) /);
  });

  it('prints rows, parts, gates and tests of those asked for, whichever way their ids are written', () => {
    const { out } = run('c2', 'S2');
    expect(out).toMatch(/^C2 .*\n {2}policy fields: appVersion/);
    expect(out).toContain('gate collect: packages/policy/src/gates/collect.ts createCollector');
    expect(out).toMatch(/test .* packages\/policy\/src\/gates\/share.test.ts:\d+ S2: demand partners/);
    expect(out).toMatch(/^S2 /m);
    expect(out).not.toMatch(/^C1 /m);
  });

  it('prints what the policy page reads', () => {
    const report = readPromiseReport(run('--json', 'K3').out);
    expect(report?.promises.map(({ id }) => id)).toEqual(['K3']);
  });

  it('names the promises to who asks for another one', () => {
    const { code, err } = run('C9');
    expect(code).toBe(2);
    expect(err).toContain('the promises are C1, C2');
  });
});
