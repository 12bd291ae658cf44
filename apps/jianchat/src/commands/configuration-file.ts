import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { PlatformFault } from '../compose/platform-fault.ts';
import { workingFolder } from '../settings/read-settings.ts';

/** Reads a configuration file; JSON is YAML, so one parser reads both. `-` is standard input. */
export function readConfigurationFile(file: string): unknown {
  const path = file === '-' ? 0 : resolve(workingFolder(), file);
  try {
    return parse(readFileSync(path, 'utf8'), { maxAliasCount: 100 });
  } catch (error) {
    throw new PlatformFault(
      'import.unreadable',
      `${file}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
