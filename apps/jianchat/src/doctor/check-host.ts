import { accessSync, constants, statfsSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import type { Settings } from '../settings/settings.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

const NODE_MAJOR = 26;
const MIB = 1024 * 1024;
/** The log takes nothing with less than 32 MiB; a day of events needs more. */
const FREE_MIB_MIN = 32;
const FREE_MIB_WANTED = 1_024;

export function checkNode(version: string): Finding {
  const major = Number(version.split('.')[0]);
  return major >= NODE_MAJOR
    ? ok('node', `Node ${version}`)
    : fail('node', `Node ${version}`, `run with Node ${NODE_MAJOR} or later; npm start brings its own`);
}

/** The folder itself is made at the first start, so what counts then is where it will stand. */
export function checkDataFolder(folder: string): readonly Finding[] {
  const existing = nearestFolder(folder);
  const isThere = existing === folder;
  try {
    accessSync(existing, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    return [
      fail(
        'data folder',
        `${existing} cannot be written by this user`,
        'set JIANCHAT_DATA to another folder',
      ),
    ];
  }
  const state = isThere ? folder : `${folder}, made at the first start`;
  const isOpen = isThere && (statSync(folder).mode & 0o077) !== 0;
  return [
    isOpen
      ? warn('data folder', `${state} can be read by other users`, `chmod 700 ${folder}`)
      : ok('data folder', state),
    checkRoom(existing),
  ];
}

function nearestFolder(folder: string): string {
  let at = folder;
  while (statSync(at, { throwIfNoEntry: false })?.isDirectory() !== true && dirname(at) !== at)
    at = dirname(at);
  return at;
}

function checkRoom(folder: string): Finding {
  const { bavail, bsize } = statfsSync(folder);
  const freeMib = Math.floor((bavail * bsize) / MIB);
  if (freeMib < FREE_MIB_MIN)
    return fail('disk', `${freeMib} MiB free`, 'make room: nothing is acknowledged with less than 32 MiB');
  return freeMib < FREE_MIB_WANTED
    ? warn('disk', `${freeMib} MiB free`, 'make room before the log needs it')
    : ok('disk', `${Math.floor(freeMib / 1_024)} GiB free`);
}

/** Whether the platform could listen; asked only while it does not run. */
export async function checkPort({ JIANCHAT_HOST, JIANCHAT_PORT }: Settings): Promise<Finding> {
  const place = `${JIANCHAT_HOST}:${JIANCHAT_PORT}`;
  const code = await new Promise<string | undefined>((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown'));
    server.listen(JIANCHAT_PORT, JIANCHAT_HOST, () => server.close(() => resolve(undefined)));
  });
  return code === undefined
    ? ok('port', `${place} is free`)
    : fail(
        'port',
        `${place} can't be listened on (${code})`,
        'set JIANCHAT_HOST and JIANCHAT_PORT, or end who holds it',
      );
}

/** Cookies of other sites and secure contexts need https. */
export function checkPublicUrl({ JIANCHAT_PUBLIC_URL: url }: Settings): Finding {
  if (url === undefined)
    return warn(
      'public address',
      'not set: ads and links name this machine by its listening address',
      'set JIANCHAT_PUBLIC_URL to the https address that browsers use',
    );
  return url.startsWith('https://')
    ? ok('public address', url)
    : warn(
        'public address',
        `${url} is not https`,
        'put a proxy with TLS in front and set JIANCHAT_PUBLIC_URL to its address',
      );
}
