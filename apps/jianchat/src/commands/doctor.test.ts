import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { hostEnvironment } from '../testing/host-environment.ts';

const main = join(import.meta.dirname, '../main.ts');
const folder = mkdtempSync(join(tmpdir(), 'jianchat-doctor-'));
const taken = createServer();
const Findings = z.array(
  z.object({ check: z.string(), status: z.enum(['ok', 'warn', 'fail']), detail: z.string() }),
);

beforeAll(() => new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve)));
afterAll(() => {
  taken.close();
  rmSync(folder, { recursive: true });
});

function diagnose(env: Record<string, string>, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, 'doctor', ...args], {
    env: { ...hostEnvironment(), JIANCHAT_DATA: folder, JIANCHAT_PORT: '0', ...env },
    encoding: 'utf8',
  });
  return { code: status, out: stdout, err: stderr };
}

describe('jianchat doctor', () => {
  it('finds nothing that fails where the platform could start', () => {
    const { code, out, err } = diagnose({});
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('ok    policy');
    expect(out).toContain('→ set JIANCHAT_PUBLIC_URL');
  });

  it('says what is in the way, and what to do', () => {
    chmodSync(folder, 0o755);
    const address = taken.address();
    const port = typeof address === 'object' && address !== null ? String(address.port) : '';
    const { code, out } = diagnose(
      { JIANCHAT_PORT: port, JIANCHAT_POSTGRES_URL: 'postgres://me:secret@127.0.0.1:1/x' },
      '--json',
    );
    chmodSync(folder, 0o700);
    expect(code).toBe(1);
    const statusOf = new Map(Findings.parse(JSON.parse(out)).map(({ check, status }) => [check, status]));
    expect(['data folder', 'port', 'records', 'analytics'].map((check) => statusOf.get(check))).toEqual([
      'warn',
      'fail',
      'fail',
      'ok',
    ]);
    expect(out).not.toContain('secret');
  });
});
