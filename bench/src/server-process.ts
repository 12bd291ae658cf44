import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { serverFlags } from '../../tools/server-flags.mjs';

export interface ServerProcess {
  readonly url: URL;
  stop(): Promise<void>;
}

/** Starts a server, ours or the peer, with the flags of `npm start`, on one core; its stdout must name its URL. */
export async function startServer(options: {
  args: readonly string[];
  core: number;
  env?: Record<string, string>;
}): Promise<ServerProcess> {
  const child = spawn(
    'taskset',
    ['-c', String(options.core), process.execPath, ...serverFlags(), ...options.args],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, ...options.env },
    },
  );
  const url = await urlOf(child);
  return {
    url,
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function urlOf(child: ChildProcess): Promise<URL> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the server ended with ${code} before it was ready`)));
    if (!child.stdout) throw new Error('stdout is not a pipe');
    createInterface(child.stdout).on('line', (line) => {
      const found = /http:\/\/\S+/.exec(line);
      if (found) resolve(new URL(found[0]));
    });
  });
}
