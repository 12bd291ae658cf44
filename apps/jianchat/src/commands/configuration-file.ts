import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { parse } from 'yaml';
import { PlatformFault } from '../compose/platform-fault.ts';
import { workingFolder } from '../settings/read-settings.ts';
import { readFault } from './read-fault.ts';

/** Reads a configuration file; JSON is YAML, so one parser reads both. `-` is standard input. */
export async function readConfigurationFile(file: string): Promise<unknown> {
  try {
    // Not by the descriptor: a pipe that another process made non-blocking can't be read at once.
    const content =
      file === '-' ? await text(process.stdin) : await readFile(resolve(workingFolder(), file), 'utf8');
    return parse(content, { maxAliasCount: 100 });
  } catch (error) {
    throw new PlatformFault(
      'import.unreadable',
      `${file === '-' ? 'standard input' : file}: ${readFault(error)}`,
    );
  }
}
