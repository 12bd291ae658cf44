import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const childFile = fileURLToPath(new URL('../testing/full-disk-child.ts', import.meta.url));
/** A file system of 80 MiB of its own, half of it taken by a file, seen by this one process. */
const SCRIPT = `
  mount -t tmpfs -o size=80m tmpfs "$1" && head -c 40000000 /dev/zero > "$1/filler" &&
  exec "$2" "$3" "$1" "$1/filler"`;

/** Runs a command where it is root and mounts are its own; without namespaces of users the test is skipped. */
const inNamespace = (script: string, ...args: readonly string[]) =>
  spawnSync('sh', ['-c', 'exec unshare --user --map-root-user --mount sh -c "$0" sh "$@"', script, ...args], {
    encoding: 'utf8',
    timeout: 25_000,
  });

const mayMount = inNamespace('mount -t tmpfs tmpfs /mnt').status === 0;

const why = mayMount ? '' : ' (skipped: this system forbids user namespaces)';

it.skipIf(!mayMount)(
  `refuses records while the disk is full, and takes them again when it is not${why}`,
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'jianchat-full-'));
    const { stdout } = inNamespace(SCRIPT, folder, process.execPath, childFile);
    rmSync(folder, { recursive: true });
    const found = JSON.parse(stdout);
    expect(new Set(found.codes)).toEqual(new Set(['log.full']));
    expect(found).toMatchObject({
      readyWhileFull: false,
      endWhileFull: found.acknowledgedWhileFull,
      after: { status: 'fulfilled', value: { status: 'appended', offset: found.acknowledgedWhileFull } },
      gapless: true,
      entries: found.acknowledgedWhileFull + 1,
    });
    expect(found.acknowledgedWhileFull).toBeGreaterThan(100);
  },
);
