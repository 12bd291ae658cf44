import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { PlatformFault } from '../compose/platform-fault.ts';
import { workingFolder } from '../settings/read-settings.ts';

/** An OpenRTB request of a file; `-` is standard input. */
export async function readRequest(file: string): Promise<Readonly<Record<string, unknown>>> {
  const name = file === '-' ? 'standard input' : file;
  let json: unknown;
  try {
    const content =
      file === '-' ? await text(process.stdin) : await readFile(resolve(workingFolder(), file), 'utf8');
    json = JSON.parse(content);
  } catch (error) {
    // A parser's message quotes the text, and the text may be about a person.
    const why = error instanceof SyntaxError ? 'it is not JSON' : 'it cannot be read';
    throw new PlatformFault('request.unreadable', `${name}: ${why}`);
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new PlatformFault('request.unreadable', `${name}: a request is a JSON object`);
  return json as Readonly<Record<string, unknown>>;
}
