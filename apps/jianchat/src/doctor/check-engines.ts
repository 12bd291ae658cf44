import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { projectPath } from '../settings/read-settings.ts';
import type { Settings } from '../settings/settings.ts';
import { type Finding, fail, ok } from './finding.ts';

const CONNECT_MS_MAX = 3_000;

interface Engine {
  readonly name: string;
  readonly setting: 'JIANCHAT_POSTGRES_URL' | 'JIANCHAT_CLICKHOUSE_URL' | 'JIANCHAT_SMTP_URL';
  readonly port: number;
  /** What runs where no address is set. */
  readonly otherwise: string;
}

const ENGINES: readonly Engine[] = [
  { name: 'records', setting: 'JIANCHAT_POSTGRES_URL', port: 5432, otherwise: 'embedded PostgreSQL' },
  { name: 'analytics', setting: 'JIANCHAT_CLICKHOUSE_URL', port: 8123, otherwise: 'embedded ClickHouse' },
  {
    name: 'mail',
    setting: 'JIANCHAT_SMTP_URL',
    port: 25,
    otherwise: 'letters are kept in the outbox of the data folder',
  },
];

/** Whether whoever is at the addresses that are set takes connections. An address is never printed whole: it may hold a password. */
export const checkEngines = (settings: Settings): Promise<readonly Finding[]> =>
  Promise.all(ENGINES.map((engine) => checkEngine(engine, settings)));

async function checkEngine({ name, setting, port, otherwise }: Engine, settings: Settings): Promise<Finding> {
  const address = settings[setting];
  if (address === undefined) return ok(name, otherwise);
  const url = new URL(address);
  const place = { host: url.hostname || '127.0.0.1', port: Number(url.port) || port };
  const code = await reach(place);
  return code === undefined
    ? ok(name, `${place.host}:${place.port} takes connections`)
    : fail(name, `${place.host}:${place.port} can't be reached (${code})`, `start it, or correct ${setting}`);
}

function reach(place: { host: string; port: number }): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ ...place, timeout: CONNECT_MS_MAX });
    const end = (code: string | undefined): void => {
      socket.destroy();
      resolve(code);
    };
    socket.once('connect', () => end(undefined));
    socket.once('timeout', () => end('no answer'));
    socket.once('error', (error: NodeJS.ErrnoException) => end(error.code ?? 'unknown'));
  });
}

/** The packages that npm installs for this system. */
export function checkPackages(): Finding {
  return existsSync(join(projectPath('.'), 'node_modules', 'lmdb'))
    ? ok('packages', 'installed')
    : fail('packages', 'not installed', 'npm start installs what the lock file asks for');
}
