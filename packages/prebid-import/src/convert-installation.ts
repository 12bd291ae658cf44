import {
  AccountInput,
  AccountSettings,
  BidderInput,
  CategoryMapping,
  HostSettings,
  type ImportFile,
  isId,
  StoredResponse,
} from '@jianchat/snapshot';
import { ACCOUNT_RULES } from './account-rules.ts';
import { convertBidders } from './bidders.ts';
import { HOST_RULES } from './host-rules.ts';
import { at, isObject, type JsonObject, laidOver, parsedObject, underscored } from './json.ts';
import {
  type Found,
  type Installation,
  type InstallationFile,
  readInstallation,
} from './read-installation.ts';
import { mapSettings, type Rule } from './setting-map.ts';

/** Something of the installation that does not come along, and why. */
export interface LeftOut {
  /** File, and the path in it where only a part is left out. */
  readonly path: string;
  readonly reason: string;
}

export interface Conversion {
  /** As `import` takes it. */
  readonly configuration: Partial<ImportFile>;
  readonly leftOut: readonly LeftOut[];
}

export interface ConversionOptions {
  /** The policy's contract that every bidder starts with. */
  readonly contract: string;
}

/**
 * Turns an installation of Prebid Server, in Go or Java, into a configuration of this platform. What has no place here is named with
 * its reason; nothing of it makes the rest fail.
 */
export function convertInstallation(
  files: readonly InstallationFile[],
  { contract }: ConversionOptions,
): Conversion {
  const installation = readInstallation(files);
  // The default request may lie among stored ones, or anywhere else.
  const byDefault = defaultRequestFile(installation.host[0]?.value, files)?.path;
  const unknown = installation.unknown.filter((path) => path !== byDefault);
  const leftOut: LeftOut[] = [
    ...installation.unreadable.map(({ path, reason }) => ({ path, reason: `cannot be read: ${reason}` })),
    ...unknown.map((path) => ({ path, reason: 'of no kind that Prebid Server reads' })),
  ];
  const take = taker(leftOut);
  const host = convertHost(installation, { files, leftOut });
  const accounts = installation.accounts.flatMap((account) => {
    const value = accountOf(account, leftOut);
    const parsed = take(account.path, AccountInput.safeParse(value));
    return parsed === undefined ? [] : [parsed];
  });
  const stored = installation.storedRequests.filter(({ path }) => path !== byDefault);
  const storedRequests = bodies(stored, leftOut);
  const storedImps = bodies(installation.storedImps, leftOut);
  const named = [...Object.values(storedImps), ...impsOf(storedRequests)].flatMap(biddersNamed);
  const aliases = aliasesOf([host?.defaultRequest, ...Object.values(storedRequests)]);
  const used = new Set(named.map((name) => aliases.get(name) ?? name));
  const converted = convertBidders(installation, { used, contract });
  leftOut.push(...converted.leftOut);
  const bidders = converted.bidders.flatMap(({ path, value }) => {
    const parsed = take(path, BidderInput.safeParse(value));
    return parsed === undefined ? [] : [parsed];
  });
  const parsedBy =
    <T>(schema: { safeParse(value: unknown): ParseResult<T> }) =>
    (all: readonly Found[]): Record<string, T> =>
      Object.fromEntries(
        all.flatMap(({ id, path, value }) => {
          const parsed = isIdOr(leftOut, { id, path }) ? take(path, schema.safeParse(value)) : undefined;
          return parsed === undefined ? [] : [[id, parsed]];
        }),
      );
  return {
    configuration: {
      ...(host !== undefined && { host }),
      accounts,
      storedRequests,
      storedImps,
      storedResponses: parsedBy(StoredResponse)(installation.storedResponses),
      categoryMappings: parsedBy(CategoryMapping)(installation.categories),
      bidders,
    },
    leftOut,
  };
}

interface Issue {
  readonly path: PropertyKey[];
  readonly message: string;
  /** Of members that nobody knows. */
  readonly keys?: readonly string[];
}

type ParseResult<T> =
  | { readonly success: true; readonly data: T }
  | {
      readonly success: false;
      readonly error: {
        readonly issues: readonly Issue[];
      };
    };

/** Notes what does not fit; the value of what does. */
const taker =
  (leftOut: LeftOut[]) =>
  <T>(path: string, parsed: ParseResult<T>): T | undefined => {
    if (parsed.success) return parsed.data;
    for (const { path: inner, message } of parsed.error.issues.slice(0, 5))
      leftOut.push({
        path: inner.length === 0 ? path : `${path} ${inner.map(String).join('.')}`,
        reason: message,
      });
    return undefined;
  };

function accountOf({ id, path, value }: Found<JsonObject>, leftOut: LeftOut[]): JsonObject {
  const own = String(value['id'] ?? id);
  return {
    id: own,
    name: own,
    enabled: value['disabled'] !== true && value['status'] !== 'inactive',
    settings: fitting(withoutEuropesDsa({ id, path, value }, leftOut), {
      path,
      rules: ACCOUNT_RULES,
      schema: AccountSettings,
      leftOut,
    }),
  };
}

/** A default of an account holds for all its requests here: one that was meant for Europe alone would refuse bids elsewhere. */
function withoutEuropesDsa({ path, value }: Found<JsonObject>, leftOut: LeftOut[]): JsonObject {
  const { privacy } = value;
  if (!isObject(privacy) || !isObject(privacy['dsa']) || privacy['dsa']['gdpr_only'] !== true) return value;
  leftOut.push({
    path: `${path} privacy.dsa`,
    reason: 'there is no default for requests under the GDPR alone',
  });
  const { dsa: _, ...rest } = privacy;
  return { ...value, privacy: rest };
}

/** What Prebid Server's own words become, under the rules; a member that does not fit is left out alone. */
function fitting<T>(
  value: JsonObject,
  { path, rules, schema, leftOut }: Fitting<T>,
): Record<string, unknown> {
  const mapped = mapSettings(value, rules);
  for (const out of mapped.leftOut) leftOut.push({ path: `${path} ${out.path}`, reason: out.reason });
  const settings: Record<string, unknown> = { ...mapped.settings };
  const parsed = schema.safeParse(settings);
  if (parsed.success) return settings;
  for (const issue of parsed.error.issues) {
    const [member] = issue.path;
    for (const name of member === undefined ? (issue.keys ?? []) : [String(member)]) {
      leftOut.push({
        path: `${path} ${[name, ...issue.path.slice(1).map(String)].join('.')}`,
        reason: issue.message,
      });
      delete settings[name];
    }
  }
  return settings;
}

interface Fitting<T> {
  readonly path: string;
  readonly rules: readonly Rule[];
  readonly schema: { safeParse(value: unknown): ParseResult<T> };
  readonly leftOut: LeftOut[];
}

function convertHost(
  { host }: Installation,
  { files, leftOut }: { files: readonly InstallationFile[]; leftOut: LeftOut[] },
): HostSettings | undefined {
  const [found, ...others] = host;
  for (const { path } of others)
    leftOut.push({ path, reason: `a second configuration; ${found?.path} was taken` });
  if (found === undefined) return undefined;
  const { path, value } = found;
  const settings = fitting(value, { path, rules: HOST_RULES, schema: HostSettings, leftOut });
  const inJava = parsedObject(at(value, 'settings', 'default_account_config'));
  const defaults = at(value, 'account_defaults') ?? underscored(inJava);
  if (isObject(defaults))
    settings['accountDefaults'] = laidOver(
      settings['accountDefaults'],
      fitting(defaults, {
        path: `${path} account_defaults`,
        rules: ACCOUNT_RULES,
        schema: AccountSettings,
        leftOut,
      }),
    );
  const request = defaultRequest(value, files);
  if (isObject(request)) settings['defaultRequest'] = request;
  return HostSettings.parse(settings);
}

/** Go: `default_request: {type: file, file: {name}}`, a path below the installation's folder. */
function defaultRequestFile(
  host: JsonObject | undefined,
  files: readonly InstallationFile[],
): InstallationFile | undefined {
  const name = at(host, 'default_request', 'file', 'name');
  if (typeof name !== 'string' || name === '') return undefined;
  return files.find(({ path }) => name.replace(/^\.?\//, '').endsWith(path) || path.endsWith(name));
}

function defaultRequest(host: JsonObject, files: readonly InstallationFile[]): unknown {
  const file = defaultRequestFile(host, files);
  try {
    return file === undefined ? undefined : JSON.parse(file.text);
  } catch {
    return undefined;
  }
}

function bodies(all: readonly Found[], leftOut: LeftOut[]): Record<string, Record<string, unknown>> {
  const kept: Record<string, Record<string, unknown>> = {};
  for (const { id, path, value } of all) {
    if (!isObject(value)) leftOut.push({ path, reason: 'holds no JSON object' });
    else if (isIdOr(leftOut, { id, path })) kept[id] = { ...value };
  }
  return kept;
}

function isIdOr(leftOut: LeftOut[], { id, path }: { id: string; path: string }): boolean {
  const fits = isId(id);
  if (!fits)
    leftOut.push({ path, reason: 'ids here are letters, digits, dot, dash and underscore, 64 at most' });
  return fits;
}

const impsOf = (requests: Readonly<Record<string, JsonObject>>): unknown[] =>
  Object.values(requests).flatMap(({ imp }) => (Array.isArray(imp) ? imp : []));

/** Names that requests give to bidders (`ext.prebid.aliases`): they come along with the requests. */
function aliasesOf(requests: readonly unknown[]): ReadonlyMap<string, string> {
  const aliases = new Map<string, string>();
  for (const request of requests) {
    const own = at(request, 'ext', 'prebid', 'aliases');
    if (!isObject(own)) continue;
    for (const [alias, bidder] of Object.entries(own))
      if (typeof bidder === 'string') aliases.set(alias, bidder);
  }
  return aliases;
}

/** Bidders by both places that imps have for them. */
function biddersNamed(imp: unknown): string[] {
  const modern = at(imp, 'ext', 'prebid', 'bidder');
  if (isObject(modern)) return Object.keys(modern);
  const ext = at(imp, 'ext');
  return isObject(ext) ? Object.keys(ext).filter((name) => !NOT_BIDDERS.has(name)) : [];
}

/** Members of `imp.ext` that never name a bidder (`exchange/utils.go`). */
const NOT_BIDDERS = new Set([
  'prebid',
  'context',
  'data',
  'general',
  'gpid',
  'skadn',
  'tid',
  'ae',
  'igs',
  'dsa',
  'bidder',
]);
