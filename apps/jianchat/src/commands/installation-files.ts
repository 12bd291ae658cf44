import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import type { InstallationFile } from '@jianchat/prebid-import';
import { PlatformFault } from '../compose/platform-fault.ts';
import { workingFolder } from '../settings/read-settings.ts';
import { readFault } from './read-fault.ts';

const FILES_MAX = 100_000;
const FILE_BYTES_MAX = 5 * 1024 * 1024;
const SKIPPED = new Set(['node_modules', 'vendor', 'target', 'test', 'tests']);

/** Every JSON and YAML file below a folder, hidden ones and programs' sources aside. Throws a PlatformFault where there is none. */
export function readInstallationFiles(folder: string): readonly InstallationFile[] {
  const root = resolve(workingFolder(), folder);
  const files: InstallationFile[] = [];
  try {
    walk(root, { root, files });
  } catch (error) {
    if (error instanceof PlatformFault) throw error;
    throw new PlatformFault('import.unreadable', `${folder}: ${readFault(error)}`);
  }
  if (files.length === 0)
    throw new PlatformFault(
      'import.unreadable',
      `${folder} holds no JSON or YAML file; name the folder of Prebid Server`,
    );
  return files;
}

function walk(folder: string, into: { readonly root: string; readonly files: InstallationFile[] }): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!SKIPPED.has(entry.name)) walk(path, into);
      continue;
    }
    if (!entry.isFile() || !/\.(json|ya?ml)$/.test(entry.name)) continue;
    if (statSync(path).size > FILE_BYTES_MAX)
      throw new PlatformFault('import.unreadable', `${path} is larger than ${FILE_BYTES_MAX} bytes`);
    if (into.files.length === FILES_MAX)
      throw new PlatformFault('import.unreadable', `more than ${FILES_MAX} files; name a smaller folder`);
    into.files.push({
      path: relative(into.root, path).split(sep).join('/'),
      text: readFileSync(path, 'utf8'),
    });
  }
}
