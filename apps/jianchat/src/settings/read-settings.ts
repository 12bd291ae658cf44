import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { parse } from 'yaml';
import { parseSettings, type Settings, type SettingsReading, unknownNames } from './settings.ts';

/** The one reader of the environment. */
export function readSettings(
  overrides: Partial<Record<keyof Settings, string>> = {},
): SettingsReading & { readonly unknown: readonly string[] } {
  const unknown = unknownNames(process.env);
  const file = join(workingFolder(), 'jianchat.yaml');
  const given = existsSync(file) ? readFile(file) : {};
  if (given instanceof Error)
    return { ok: false, faults: [{ name: 'jianchat.yaml', message: given.message }], unknown };
  return { ...parseSettings(given, { ...process.env, ...overrides }), unknown };
}

/** Where the person stood when calling; npm changes into the project's root before it runs a script. */
export function workingFolder(): string {
  return process.env['INIT_CWD'] ?? process.env['JIANCHAT_CWD'] ?? process.cwd();
}

/** The environment of a program that builds for users, whatever this process runs as: bundlers look at `NODE_ENV`. */
export const buildEnvironment = (): Record<string, string | undefined> => ({
  ...process.env,
  NODE_ENV: 'production',
});

/** Paths in settings are relative to the project's root, so that the data is found wherever one stands. */
export function projectPath(path: string): string {
  const root = join(import.meta.dirname, '../../../..');
  return isAbsolute(path) ? path : resolve(root, path);
}

function readFile(file: string): Record<string, unknown> | Error {
  try {
    const value: unknown = parse(readFileSync(file, 'utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
    return new Error('must hold settings as "NAME: value"');
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
