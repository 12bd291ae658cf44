import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { serverFlags } from '../../../tools/server-flags.mjs';

/** A process on one core, or on both with the processes it starts, that prints its address first. */
export interface OnCore {
  readonly url: URL;
  /** All addresses it named. */
  readonly addresses: readonly string[];
  readonly child: ChildProcess;
  /** CPU time of the whole process and of those it started so far, µs. */
  cpuMicros(): number;
  stop(): Promise<void>;
}

export async function startOnCore(
  core: number | '0,1',
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<OnCore> {
  const child = spawn('taskset', ['-c', String(core), process.execPath, ...serverFlags(), ...args], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: { ...process.env, ...env },
  });
  const ended = once(child, 'exit');
  if (!child.stdout) throw new Error('stdout is not a pipe');
  const lines = createInterface(child.stdout);
  const [line] = (await Promise.race([
    once(lines, 'line'),
    ended.then(() => {
      throw new Error(`${args[0]} ended before it was ready`);
    }),
  ])) as [string];
  const addresses = line.split(' ').filter((word) => word.startsWith('http://'));
  return {
    url: new URL(addresses[0] ?? ''),
    addresses,
    child,
    cpuMicros: () => familyOf(child.pid ?? 0).reduce((sum, pid) => sum + cpuOf(pid), 0),
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** A process and those it started, of which there is one generation. */
function familyOf(pid: number): readonly number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return [pid, ...(children === '' ? [] : children.split(' ').map(Number))];
}

const TICKS_PER_SEC = 100;

/** User and system time of all threads, from the kernel (ticks of 10 ms). */
function cpuOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name in parentheses may hold blanks; the fields after it count from the state.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return ((Number(fields[11]) + Number(fields[12])) / TICKS_PER_SEC) * 1e6;
}
