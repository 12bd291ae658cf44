import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { PlatformFault } from '../compose/platform-fault.ts';
import { workingFolder } from '../settings/read-settings.ts';
import { readFault } from './read-fault.ts';

/** What a file that a command names holds, as `read` takes its text; `-` is standard input. */
export async function readGivenFile<T>(file: string, read: (content: string) => T): Promise<T> {
  try {
    // Not by the descriptor: a pipe that another process made non-blocking can't be read at once.
    return read(
      file === '-' ? await text(process.stdin) : await readFile(resolve(workingFolder(), file), 'utf8'),
    );
  } catch (error) {
    throw new PlatformFault(
      'import.unreadable',
      `${file === '-' ? 'standard input' : file}: ${readFault(error)}`,
    );
  }
}
