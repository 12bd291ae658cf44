import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { copyTemplateRecords } from '@jianchat/records/testing';
import { beginUnderNewest } from '../policy-versions/first-version.ts';
import { hostEnvironment } from './host-environment.ts';

/** Of what is printed to the error stream the newest is kept. */
const ERRORS_CHARS_MAX = 1_000_000;
const ROOT = join(import.meta.dirname, '../../../..');

/** The ways a platform is started: the program itself, the launcher below npm scripts, and npm. */
const LAUNCHERS = {
  program: [process.execPath, join(ROOT, 'apps/jianchat/src/main.ts'), 'start'],
  launcher: [process.execPath, join(ROOT, 'tools/bootstrap.mjs'), 'start'],
  npm: ['npm', 'start', '--silent', '--'],
} as const;

export interface PlatformProcess {
  readonly url: string;
  readonly pid: number;
  /** What it has printed so far on both streams, the newest megabyte of its errors. */
  printed(): string;
  /** The operator's one-time link, where this start printed one. */
  signInLink(): Promise<string>;
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL; resolves when the process is gone. Its children are left to themselves. */
  kill(): Promise<void>;
}

export interface PlatformProcessOptions {
  readonly dataFolder: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly by?: keyof typeof LAUNCHERS;
}

/**
 * The platform as a user starts it, in a process of its own, on a free port. A data folder that was never used gets an empty records
 * store to begin with; that the platform makes its own is what the tests of its start show.
 */
export async function startPlatformProcess(options: PlatformProcessOptions): Promise<PlatformProcess> {
  await provideRecords(options);
  const child = spawnPlatform(options);
  const output = collect(child);
  const url = await Promise.race([output.line(/^jianchat ready on (\S+)$/), failed(child, output.errors)]);
  if (child.pid === undefined) throw new Error('the platform has no pid');
  return {
    url,
    pid: child.pid,
    printed: output.printed,
    signInLink: () => output.line(/^Sign in .*: (\S+)$/),
    stop: () => end(child, 'SIGTERM'),
    kill: async () => void (await end(child, 'SIGKILL')),
  };
}

async function provideRecords({ dataFolder, env = {} }: PlatformProcessOptions): Promise<void> {
  const records = join(dataFolder, 'records');
  if (existsSync(records) || env['JIANCHAT_POSTGRES_URL'] !== undefined) return;
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  // What the platform notes of an unused folder is noted before the folder looks used.
  beginUnderNewest(dataFolder, {
    policyFolder: env['JIANCHAT_POLICY'] ?? join(ROOT, 'policy'),
    nowMs: Date.now(),
  });
  await copyTemplateRecords(records);
}

/** What the platform prints when it can't start. */
export async function refusedStart(
  options: PlatformProcessOptions,
): Promise<{ code: number | null; errors: string }> {
  const child = spawnPlatform(options);
  const output = collect(child);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, errors: output.errors() };
}

/** A platform that is only starting; for what happens before it is ready. */
export function spawnPlatform(options: PlatformProcessOptions): ChildProcess {
  const [command, ...args] = LAUNCHERS[options.by ?? 'program'];
  return spawn(command, [...args, ...(options.args ?? [])], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...environment(options.dataFolder), ...options.env },
  });
}

function environment(dataFolder: string): Record<string, string> {
  return {
    ...hostEnvironment(),
    JIANCHAT_DATA: dataFolder,
    JIANCHAT_PORT: '0',
    JIANCHAT_LOG_LEVEL: 'warn',
  };
}

function collect(child: ChildProcess): {
  line(pattern: RegExp): Promise<string>;
  errors(): string;
  printed(): string;
} {
  const lines: string[] = [];
  const waiting: { pattern: RegExp; resolve: (text: string) => void }[] = [];
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    errors = (errors + chunk.toString()).slice(-ERRORS_CHARS_MAX);
  });
  if (child.stdout) {
    createInterface(child.stdout).on('line', (line) => {
      lines.push(line);
      for (const wait of waiting) {
        const found = wait.pattern.exec(line)?.[1];
        if (found !== undefined) wait.resolve(found);
      }
    });
  }
  return {
    errors: () => errors,
    printed: () => [...lines, errors].join('\n'),
    line(pattern) {
      const found = lines.map((line) => pattern.exec(line)?.[1]).find((text) => text !== undefined);
      if (found !== undefined) return Promise.resolve(found);
      return new Promise((resolve) => waiting.push({ pattern, resolve }));
    },
  };
}

function failed(child: ChildProcess, errors: () => string): Promise<never> {
  return new Promise((_, reject) => {
    child.once('error', reject);
    child.once('close', (code) =>
      reject(new Error(`the platform ended with ${code} before it was ready:\n${errors()}`)),
    );
  });
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => {
    child.once('exit', (code) => resolve(code));
    child.kill(signal);
  });
}
