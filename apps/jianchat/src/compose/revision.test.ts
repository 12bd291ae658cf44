import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readRevision } from './revision.ts';

const folder = mkdtempSync(join(tmpdir(), 'jianchat-revision-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the revision', () => {
  it('is not set outside a checkout', async () => {
    expect(await readRevision(folder)).toBe('not-set');
  });

  it('is the commit of the checkout, and nobody else’s', async () => {
    const git = (...args: string[]) => execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8' });
    git('init', '--quiet');
    git(
      '-c',
      'user.name=t',
      '-c',
      'user.email=t@localhost',
      'commit',
      '--quiet',
      '--allow-empty',
      '-m',
      'one',
    );
    expect(await readRevision(folder)).toBe(git('rev-parse', 'HEAD').trim());
    mkdirSync(join(folder, 'inner'));
    expect(await readRevision(join(folder, 'inner'))).toBe('not-set');
  });
});
