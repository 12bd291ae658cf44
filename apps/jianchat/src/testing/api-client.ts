import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { hostEnvironment } from './host-environment.ts';

const MAIN = join(import.meta.dirname, '../main.ts');

export interface CommandOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
}

/** Runs a command of the platform as a user would; resolves with its stdout, rejects with its exit code. */
export async function runCommand(
  dataFolder: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<string> {
  const running = promisify(execFile)(process.execPath, [MAIN, ...args], {
    env: {
      ...hostEnvironment(),
      JIANCHAT_DATA: dataFolder,
      JIANCHAT_LOG_LEVEL: 'warn',
      ...options.env,
    },
  });
  running.child.stdin?.end(options.stdin ?? '');
  return (await running).stdout;
}

/** GET of the control API as JSON; throws on any answer but 200. */
export async function apiGet<T>(url: string, key: string, path: string): Promise<T> {
  const answer = await fetch(url + path, { headers: { authorization: `Bearer ${key}` } });
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as T;
}

/**
 * Asks until `done` accepts the answer. A question that fails is asked again as well: what comes back after a kill refuses
 * for a while. The last answer or failure is in the error when it never does.
 */
export async function until<T>(
  ask: () => Promise<T>,
  done: (answer: T) => boolean,
  options = { tries: 600, pauseMs: 200 },
): Promise<T> {
  let last: T | undefined;
  let failure: unknown;
  for (let attempt = 0; attempt < options.tries; attempt += 1) {
    try {
      last = await ask();
      failure = undefined;
      if (done(last)) return last;
    } catch (error) {
      failure = error;
    }
    await new Promise((resolve) => setTimeout(resolve, options.pauseMs));
  }
  throw new Error(`never became true; last: ${JSON.stringify(last)}`, { cause: failure });
}
