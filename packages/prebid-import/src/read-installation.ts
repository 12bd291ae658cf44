import { parse } from 'yaml';
import { isObject, type JsonObject, underscored, withAliases } from './json.ts';

/** A file below the installation's folder. */
export interface InstallationFile {
  /** Relative, with slashes. */
  readonly path: string;
  readonly text: string;
}

/** One thing of a kind, and where it stood. */
export interface Found<T = unknown> {
  readonly id: string;
  readonly path: string;
  readonly value: T;
}

/** What an installation of Prebid Server (Go or Java) holds, by kind. */
export interface Installation {
  /** The host's own configuration: `pbs.yaml`, `application.yaml` and the like. */
  readonly host: readonly Found<JsonObject>[];
  readonly accounts: readonly Found<JsonObject>[];
  readonly storedRequests: readonly Found[];
  readonly storedImps: readonly Found[];
  readonly storedResponses: readonly Found[];
  readonly categories: readonly Found[];
  readonly bidderInfos: readonly Found<JsonObject>[];
  readonly bidderParams: readonly Found[];
  readonly unreadable: readonly { readonly path: string; readonly reason: string }[];
  /** Read as configuration, but of no kind that is known. */
  readonly unknown: readonly string[];
}

type Kind =
  | 'accounts'
  | 'storedRequests'
  | 'storedImps'
  | 'storedResponses'
  | 'categories'
  | 'bidderInfos'
  | 'bidderParams';

/** Folders by the names that both servers give them. */
const FOLDERS = new Map<string, Kind>([
  ['accounts', 'accounts'],
  ['stored_requests', 'storedRequests'],
  ['stored-requests', 'storedRequests'],
  ['stored_imps', 'storedImps'],
  ['stored-imps', 'storedImps'],
  ['stored_responses', 'storedResponses'],
  ['stored-responses', 'storedResponses'],
  ['bidder-info', 'bidderInfos'],
  ['bidder-config', 'bidderInfos'],
  ['bidder-params', 'bidderParams'],
]);
const CATEGORY_FOLDERS = new Set(['category-mapping', 'categories']);
/** Members by which the host's own configuration is known wherever it lies. */
const HOST_MEMBERS = [
  'adapters',
  'stored_requests',
  'settings',
  'account_defaults',
  'gdpr',
  'host_cookie',
  'external_url',
  'auction',
  'currency_converter',
  'cache',
];

export function readInstallation(files: readonly InstallationFile[]): Installation {
  const found: { -readonly [K in keyof Installation]: Installation[K][number][] } = {
    host: [],
    accounts: [],
    storedRequests: [],
    storedImps: [],
    storedResponses: [],
    categories: [],
    bidderInfos: [],
    bidderParams: [],
    unreadable: [],
    unknown: [],
  };
  for (const file of files) {
    const value = contentOf(file);
    if (value instanceof Error) {
      found.unreadable.push({ path: file.path, reason: value.message });
      continue;
    }
    place(file.path, { value, found });
  }
  return found as Installation;
}

function place(
  path: string,
  { value, found }: { value: unknown; found: Record<keyof Installation, unknown[]> },
): void {
  const names = path.split('/');
  const file = names.at(-1) ?? '';
  const id = file.replace(/\.[a-z]+$/, '');
  const folders = names.slice(0, -1);
  const category = folders.findLastIndex((name) => CATEGORY_FOLDERS.has(name));
  if (category >= 0)
    return void found.categories.push({ id: categoryId(names.slice(category + 1)), path, value });
  const kind = FOLDERS.get(folders.at(-1) ?? '');
  const isConfiguration = /\.ya?ml$/.test(file);
  // Java keeps bidders' data as its own configuration does.
  if (kind === 'bidderInfos' && isObject(value) && isObject(value['adapters'])) {
    for (const [name, info] of withAliases(value['adapters']))
      found.bidderInfos.push({ id: name, path: `${path} adapters.${name}`, value: info });
    return;
  }
  if (kind !== undefined && !(kind === 'storedRequests' && isConfiguration))
    return void found[kind].push({ id, path, value: kind === 'accounts' ? underscored(value) : value });
  if (!isObject(value)) return void found.unknown.push(path);
  const own = underscored(value);
  if (!isObject(own)) return;
  // Java keeps all accounts in one file.
  if (Array.isArray(own['accounts'])) {
    for (const account of own['accounts']) {
      const accountId = isObject(account) ? String(account['id'] ?? '') : '';
      found.accounts.push({ id: accountId, path: `${path} accounts`, value: account });
    }
    return;
  }
  if (HOST_MEMBERS.some((member) => Object.hasOwn(own, member))) found.host.push({ id, path, value: own });
  else found.unknown.push(path);
}

/** `freewheel/freewheel_pub.json` → `freewheel.pub`; `freewheel/freewheel.json` and `freewheel.json` → `freewheel`. */
function categoryId(names: readonly string[]): string {
  const name = (names.at(-1) ?? '').replace(/\.json$/, '');
  const server = names.length > 1 ? (names[0] ?? name) : name;
  return name === server || !name.startsWith(`${server}_`)
    ? name
    : `${server}.${name.slice(server.length + 1)}`;
}

function contentOf({ path, text }: InstallationFile): unknown {
  try {
    return path.endsWith('.json') ? JSON.parse(text) : parse(text, { maxAliasCount: 100 });
  } catch (error) {
    // Parsers quote what they read; the first line is enough to find the place.
    return new Error(error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'unreadable');
  }
}
