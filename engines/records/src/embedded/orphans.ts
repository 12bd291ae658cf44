import { execFile } from 'node:child_process';
import { readdir, readFile, readlink, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { RecordsFault } from '../fault.ts';

/** How long each step may take before the next, harsher one: fast shutdown, immediate shutdown, kill. */
const STEPS = [
  { signal: 'SIGINT', waitMs: 10_000 },
  { signal: 'SIGQUIT', waitMs: 5_000 },
  { signal: 'SIGKILL', waitMs: 5_000 },
] as const;
const POLL_MS = 20;

/**
 * Ends what still works on a cluster whose owner is gone: a postmaster whose parent was killed by -9, or
 * backends whose postmaster was. The caller holds the folder's lock, so none of them belongs to a living owner.
 * Removes a `postmaster.pid` whose number meanwhile belongs to a stranger (usual in containers, where few pids
 * are in use), because PostgreSQL would refuse to start. Throws `records.orphan-remains`.
 */
export async function endOrphans(cluster: string): Promise<void> {
  const folder = await realpath(cluster);
  const postmaster = await notedPostmaster(folder);
  let left = await serverProcesses(folder, postmaster);
  for (const { signal, waitMs } of STEPS) {
    // A living postmaster takes its backends along; without one, each is told for itself.
    const told = postmaster !== undefined && left.includes(postmaster) ? [postmaster] : left;
    for (const pid of told) send(pid, signal);
    const deadline = performance.now() + waitMs;
    while (left.length > 0 && performance.now() < deadline) {
      await sleep(POLL_MS);
      left = await serverProcesses(folder, postmaster);
    }
    if (left.length === 0) break;
  }
  if (left.length > 0) {
    throw new RecordsFault(
      'records.orphan-remains',
      `process ${left.join(', ')} still uses the records and did not end`,
    );
  }
  if (postmaster !== undefined && exists(postmaster) && !(await mayServe(postmaster, folder))) {
    await rm(join(folder, 'postmaster.pid'), { force: true });
  }
}

async function notedPostmaster(folder: string): Promise<number | undefined> {
  const content = await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number.parseInt(content, 10);
  return pid > 0 ? pid : undefined;
}

/** Living PostgreSQL processes of this cluster; each has the cluster as its working directory. */
async function serverProcesses(folder: string, postmaster: number | undefined): Promise<number[]> {
  if (process.platform !== 'linux') {
    return postmaster !== undefined && (await commandNames(postmaster, folder)) ? [postmaster] : [];
  }
  const pids = (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry));
  const ours = await Promise.all(pids.map((pid) => isServerProcess(pid, folder)));
  return pids.filter((_, index) => ours[index]).map(Number);
}

/** False for the dead, zombies included: they have no working directory any more. */
async function isServerProcess(pid: string, folder: string): Promise<boolean> {
  try {
    if ((await readlink(`/proc/${pid}/cwd`)) !== folder) return false;
    return (await readFile(`/proc/${pid}/comm`, 'utf8')).trim() === 'postgres';
  } catch {
    return false;
  }
}

/** Whether it can't be ruled out that the process serves the cluster: then PostgreSQL's own interlock decides. */
async function mayServe(pid: number, folder: string): Promise<boolean> {
  if (process.platform !== 'linux') return commandNames(pid, folder);
  try {
    return (await readlink(`/proc/${pid}/cwd`)) === folder;
  } catch {
    // Another user's process hides its working directory, a dead one that nobody has waited for has none.
    const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    return status.includes('(postgres) ') && !status.includes('(postgres) Z');
  }
}

/** Where there is no /proc, the command line says which cluster a postmaster serves. */
async function commandNames(pid: number, folder: string): Promise<boolean> {
  try {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)]);
    return stdout.includes('postgres') && stdout.includes(folder);
  } catch {
    return false;
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself in the meantime.
  }
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
