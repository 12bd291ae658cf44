import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderLockedError, lockFolder } from './index.ts';

/** Waits for a line on stdin, then tries to take the lock and says how it went; holds it until killed. */
const STARTER = `
  import { once } from 'node:events';
  import { lockFolder } from ${JSON.stringify(new URL('./index.ts', import.meta.url).href)};
  console.log('loaded');
  await once(process.stdin, 'data');
  try {
    await lockFolder(process.argv[1]);
    console.log('won ' + process.pid);
  } catch (error) {
    console.log(error.code + ' ' + error.holderPid);
  }
  setInterval(() => globalThis.gc(), 20);`;

let folder: string;
let starters: ChildProcess[];

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'jianchat lock ')), 'data');
  starters = [];
});
afterEach(async () => {
  await Promise.all(starters.map(kill));
  rmSync(join(folder, '..'), { recursive: true });
});

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

async function launch(): Promise<{ child: ChildProcess; attempt(): Promise<string> }> {
  const child = spawn(process.execPath, ['--expose-gc', '--input-type=module', '-e', STARTER, folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  starters.push(child);
  await once(child.stdout, 'data');
  return {
    child,
    async attempt() {
      const answer = once(child.stdout, 'data');
      child.stdin.write('go\n');
      return String((await answer)[0]).trim();
    },
  };
}

describe('lockFolder', () => {
  it('refuses a second taker with the code and the pid of the holder', async () => {
    const lock = await lockFolder(folder);
    const failure = await lockFolder(folder).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(FolderLockedError);
    expect(failure).toMatchObject({ code: 'data.locked', holderPid: process.pid });
    expect(await (await launch()).attempt()).toBe(`data.locked ${process.pid}`);
    lock.release();
    lock.release();
    (await lockFolder(folder)).release();
  });

  it('is free again the moment its holder is killed by -9', async () => {
    const holder = await launch();
    expect(await holder.attempt()).toBe(`won ${holder.child.pid}`);
    await expect(lockFolder(folder)).rejects.toMatchObject({ holderPid: holder.child.pid });
    await kill(holder.child);
    (await lockFolder(folder)).release();
  });

  it('lets exactly one of several racing processes win, time and again', async () => {
    for (let round = 0; round < 3; round++) {
      // The former winner was killed by -9 and left its files: the race is for what a lock file would call stale.
      const racers = await Promise.all(Array.from({ length: 4 }, launch));
      const answers = await Promise.all(racers.map((racer) => racer.attempt()));
      expect(answers.filter((answer) => answer.startsWith('won '))).toHaveLength(1);
      expect(answers.filter((answer) => answer.startsWith('data.locked '))).toHaveLength(3);
      await Promise.all(starters.splice(0).map(kill));
    }
  });
});
