import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { hostEnvironment } from '../testing/host-environment.ts';

const main = join(import.meta.dirname, '../main.ts');
const folder = mkdtempSync(join(tmpdir(), 'jianchat-key-'));
afterAll(() => rmSync(folder, { recursive: true }));

function printed(env: Record<string, string>, args = ['key', 'host']) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], {
    env: { ...hostEnvironment(), JIANCHAT_DATA: folder, ...env },
    encoding: 'utf8',
  });
  return { code: status, out: stdout, err: stderr };
}

describe('jianchat key host', () => {
  it('prints one key for one master key, and not the master key', () => {
    const given = Buffer.alloc(32, 5).toString('base64');
    const first = printed({ JIANCHAT_MASTER_KEY: given });
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out).toMatch(/^[\w-]{43}\n$/);
    expect(first.out).not.toBe(`${Buffer.alloc(32, 5).toString('base64url')}\n`);
    expect(printed({ JIANCHAT_MASTER_KEY: given })).toEqual(first);
    const again = printed({ JIANCHAT_MASTER_KEY: given }, ['key', 'host', '--json']);
    expect(JSON.parse(again.out)).toEqual({ key: first.out.trim() });
  });

  it('is a command of a program that says its version', () => {
    expect(printed({}, ['--version'])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
  });

  it('makes no key up where there is none yet', () => {
    expect(printed({})).toMatchObject({ code: 1, out: '', err: expect.stringContaining('[key.missing]') });
    expect(readdirSync(folder)).toEqual([]);
  });
});
