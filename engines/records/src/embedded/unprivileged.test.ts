import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { prefixed, unprivilegedPrefix } from './unprivileged.ts';

const LIMIT = '/proc/sys/user/max_user_namespaces';

/** Runs a module as root of a user namespace of its own, in which at most `max` more may be nested. */
function asNamespaceRoot(max: number, source: string): { status: number | null; output: string } {
  const script = `echo ${max} > ${LIMIT} && exec "$0" --input-type=module -e "$1"`;
  const { status, stdout, stderr } = spawnSync(
    'unshare',
    ['--user', '--map-root-user', 'sh', '-c', script, process.execPath, source],
    { encoding: 'utf8' },
  );
  return { status, output: stdout + stderr };
}

const unable = asNamespaceRoot(1, '').status === 0 ? undefined : 'user namespaces can not be nested here';

describe('unprivilegedPrefix', () => {
  it('makes a command run as somebody else than root', async () => {
    const [file, args] = prefixed(await unprivilegedPrefix(), 'id');
    const { stdout, status } = spawnSync(file, [...args, '-u'], { encoding: 'utf8' });
    expect(status).toBe(0);
    expect(Number(stdout)).toBeGreaterThan(0);
  });

  it('makes it run as somebody with a name, which initdb asks for', async () => {
    const [file, args] = prefixed(await unprivilegedPrefix(), 'id');
    const { stdout } = spawnSync(file, [...args, '-un'], { encoding: 'utf8' });
    expect(stdout).toMatch(/^[a-z]/);
  });

  describe.skipIf(unable !== undefined)(unable ?? 'for root', () => {
    const source = `
      import { unprivilegedPrefix } from ${JSON.stringify(new URL('./unprivileged.ts', import.meta.url).href)};
      console.log(process.getuid(), await unprivilegedPrefix().then((prefix) => prefix[0], (error) => error.code));`;

    it('uses a user namespace', () => {
      expect(asNamespaceRoot(10, source)).toEqual({ status: 0, output: '0 unshare\n' });
    });

    it('says so where user namespaces are forbidden', () => {
      expect(asNamespaceRoot(0, source)).toEqual({ status: 0, output: '0 records.root-refused\n' });
    });
  });
});
