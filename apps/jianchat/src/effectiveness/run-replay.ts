import { fork } from 'node:child_process';
import { once } from 'node:events';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Replay } from '@jianchat/api-contract';
import type { RunReplay } from '@jianchat/control';
import { buildEnvironment } from '../settings/read-settings.ts';

const MAIN = join(import.meta.dirname, '../main.ts');
/** MiB: it holds the auctions it looks at, and which of them were seen, clicked and bought after. */
const HEAP_MAX = 2_048;

/** `jianchat model evaluate` in a process of its own that gives way to requests. */
export function createRunReplay(
  dataFolder: string,
  priority: number = constants.priority.PRIORITY_BELOW_NORMAL,
): RunReplay {
  return async ({ auctionsMax, onProgress, signal }) => {
    const args = ['model', 'evaluate', '--json', '--auctions', String(auctionsMax)];
    const child = fork(MAIN, args, {
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
      env: { ...buildEnvironment(), JIANCHAT_DATA: dataFolder },
      execArgv: [...process.execArgv, `--max-old-space-size=${HEAP_MAX}`],
      signal,
    });
    setPriorityOf(child.pid, priority);
    child.on('message', (message) => {
      if (typeof message === 'number') onProgress(message);
    });
    const told = child.stdout ? text(child.stdout) : Promise.resolve('');
    const [code] = await once(child, 'exit');
    if (code !== 0) throw new Error(`the replay ended with exit code ${code}`);
    return Replay.parse(JSON.parse(await told));
  };
}

function setPriorityOf(pid: number | undefined, priority: number): void {
  try {
    if (pid !== undefined) setPriority(pid, priority);
  } catch {
    // Ended already, or a system that lets nobody do so: it then runs as everything else does.
  }
}
