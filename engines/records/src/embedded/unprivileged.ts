import { execFile } from 'node:child_process';
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

/**
 * PostgreSQL refuses to run as root. A user namespace in which root is called 1000 satisfies it without a user
 * account to create, and its files stay root's own: no parent folder has to be opened up for somebody else.
 */
const AS_USER_1000 = ['unshare', '--user', '--map-user=1000', '--map-group=1000', '--'];

/** Linux sends SIGINT, a fast shutdown, the moment the parent is gone: kill -9 leaves no orphan. */
const DIES_WITH_PARENT = ['setpriv', '--pdeathsig', 'INT', '--'];

/**
 * Words to put before a command so that it runs unprivileged and, where the system can do it, ends with its
 * parent. Each replaces itself by the next through exec: the pid is that of the command.
 * Throws `records.root-refused` for root where user namespaces are forbidden.
 */
export async function unprivilegedPrefix(): Promise<readonly string[]> {
  const isRoot = process.getuid?.() === 0;
  const needed = isRoot ? AS_USER_1000 : [];
  if (await runs([...needed, ...DIES_WITH_PARENT])) return [...needed, ...DIES_WITH_PARENT];
  if (!isRoot || (await runs(needed))) return needed;
  throw new RecordsFault(
    'records.root-refused',
    'PostgreSQL does not run as root, and user namespaces are forbidden here. Start as an ordinary user, ' +
      'allow user namespaces, or give the URL of a PostgreSQL server',
  );
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
