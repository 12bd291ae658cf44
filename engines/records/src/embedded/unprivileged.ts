import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { promisify } from 'node:util';
import { RecordsFault } from '../fault.ts';

/**
 * The environment PostgreSQL's programs run in: nothing of the operator's (PGDATA, PGOPTIONS, locale) seeps in,
 * and messages are the same everywhere.
 */
export const childEnvironment: Readonly<Record<string, string>> = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
};

/** Linux sends SIGINT, a fast shutdown, the moment the parent is gone: kill -9 leaves no orphan. */
const DIES_WITH_PARENT = ['setpriv', '--pdeathsig', 'INT', '--'];

/**
 * Words to put before a command so that it runs unprivileged and, where the system can do it, ends with its
 * parent. Each replaces itself by the next through exec: the pid is that of the command.
 *
 * PostgreSQL refuses to run as root. A user namespace in which root goes by another user's number satisfies it
 * without an account to create, and its files stay root's own: no parent folder has to be opened up for somebody
 * else. The same helps a user whose number has no name, usual in containers: initdb insists on one.
 * Throws `records.root-refused` for root where user namespaces are forbidden.
 */
export async function unprivilegedPrefix(): Promise<readonly string[]> {
  const isRoot = process.getuid?.() === 0;
  const renamed = isRoot || !hasName() ? await asNamedUser() : [];
  const candidates = [[...renamed, ...DIES_WITH_PARENT], renamed];
  if (!isRoot) candidates.push(DIES_WITH_PARENT, []);
  for (const prefix of candidates) if (await runs(prefix)) return prefix;
  throw new RecordsFault(
    'records.root-refused',
    'PostgreSQL does not run as root, and user namespaces are forbidden here. Start as an ordinary user, ' +
      'allow user namespaces, or give the URL of a PostgreSQL server',
  );
}

/** Inside the namespace the number only has to be one that the system has a name for, other than root's. */
async function asNamedUser(): Promise<string[]> {
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '');
  const users = [...passwd.matchAll(/^[^:\n]+:[^:\n]*:([1-9]\d*):(\d+):/gm)];
  const [, uid = '1000', gid = '1000'] = users[0] ?? [];
  return ['unshare', '--user', `--map-user=${uid}`, `--map-group=${gid}`, '--'];
}

function hasName(): boolean {
  try {
    userInfo();
    return true;
  } catch {
    return false;
  }
}

/** Argument list of `command` behind `prefix`, as spawn wants it. */
export function prefixed(prefix: readonly string[], command: string): [file: string, args: string[]] {
  const [file = command, ...rest] = [...prefix, command];
  return [file, rest];
}

async function runs(prefix: readonly string[]): Promise<boolean> {
  const [file, args] = prefixed(prefix, 'true');
  try {
    await promisify(execFile)(file, args, { env: childEnvironment });
    return true;
  } catch {
    return false;
  }
}
