import { ADAPTER_NAMES } from '@jianchat/snapshot';
import { at, isObject, type JsonObject } from './json.ts';
import type { Found, Installation } from './read-installation.ts';

export interface BidderConversion {
  readonly bidders: readonly { readonly path: string; readonly value: JsonObject }[];
  readonly leftOut: readonly { readonly path: string; readonly reason: string }[];
}

/** Deep enough for an alias of an alias; deeper is a circle. */
const ALIAS_DEPTH_MAX = 4;

/**
 * The bidders that an installation really uses: named in stored imps and requests, or set up in the host's configuration. Prebid
 * Server ships the data of some three hundred; those that nothing asks for stay behind.
 * @param contract the policy's contract they all start with; which fields a partner may see is nothing that Prebid Server knows
 */
export function convertBidders(
  installation: Installation,
  { used, contract }: { used: ReadonlySet<string>; contract: string },
): BidderConversion {
  const infos = new Map(installation.bidderInfos.map((info) => [info.id, info]));
  const params = new Map(installation.bidderParams.map(({ id, value }) => [id, value]));
  const setUp = adaptersOf(installation);
  const bidders: { path: string; value: JsonObject }[] = [];
  const leftOut: { path: string; reason: string }[] = [];
  for (const name of new Set([...used, ...setUp.keys()])) {
    const own = setUp.get(name);
    const info = infos.get(name);
    const path = info?.path ?? own?.path ?? `bidder ${name}`;
    const merged: JsonObject = { ...info?.value, ...own?.value };
    if (merged['disabled'] === true || merged['enabled'] === false) {
      if (used.has(name)) leftOut.push({ path, reason: `bidder ${name} is switched off there` });
      continue;
    }
    const adapter = adapterOf(name, infos);
    if (adapter === undefined) {
      leftOut.push({
        path,
        reason: `there is no adapter for ${name} here; where the partner takes plain OpenRTB, add it as a bidder with adapter "openrtb"`,
      });
      continue;
    }
    bidders.push({ path, value: bidderOf({ name, adapter, merged, schema: params.get(name), contract }) });
  }
  return { bidders, leftOut };
}

/** `adapters.NAME` of the host's configuration. */
function adaptersOf({ host }: Installation): Map<string, Found<JsonObject>> {
  const found = new Map<string, Found<JsonObject>>();
  for (const { path, value } of host) {
    const adapters = at(value, 'adapters');
    if (!isObject(adapters)) continue;
    for (const [name, adapter] of Object.entries(adapters))
      if (isObject(adapter)) found.set(name, { id: name, path: `${path} adapters.${name}`, value: adapter });
  }
  return found;
}

function adapterOf(name: string, infos: ReadonlyMap<string, Found<JsonObject>>): string | undefined {
  let known = name;
  for (let depth = 0; depth < ALIAS_DEPTH_MAX; depth++) {
    if (ADAPTER_NAMES.some((adapter) => adapter === known.toLowerCase())) return known.toLowerCase();
    const base = at(infos.get(known)?.value, 'aliasOf');
    if (typeof base !== 'string') return undefined;
    known = base;
  }
  return undefined;
}

function bidderOf(given: {
  readonly name: string;
  readonly adapter: string;
  readonly merged: JsonObject;
  readonly schema: unknown;
  readonly contract: string;
}): JsonObject {
  const { name, adapter, merged, schema, contract } = given;
  const email = at(merged, 'maintainer', 'email');
  const gvlId = merged['gvlVendorID'] ?? at(merged, 'meta-info', 'vendor-id');
  const version = at(merged, 'openrtb', 'version') ?? at(merged, 'ortb-version');
  const settings = {
    ...(merged['endpointCompression'] === 'gzip' || merged['endpointCompression'] === 'GZIP'
      ? { gzip: true }
      : {}),
    ...(version === '2.5' || version === '2.6' ? { openrtbVersion: version } : {}),
    ...(at(merged, 'openrtb', 'multiformat-supported') === false ? { singleFormat: true } : {}),
  };
  const capabilities = capabilitiesOf(merged['capabilities']);
  const userSync = userSyncOf(merged['userSync'] ?? merged['usersync']);
  return {
    id: name,
    adapter,
    contract,
    ...(typeof merged['endpoint'] === 'string' &&
      merged['endpoint'] !== '' && { endpoint: oneMacroForm(merged['endpoint']) }),
    ...(typeof email === 'string' && email !== '' && { maintainer: { email } }),
    ...(typeof gvlId === 'number' && gvlId > 0 && { gvlId }),
    ...(capabilities !== undefined && { capabilities }),
    ...(userSync !== undefined && { userSync }),
    ...(isObject(schema) && { parametersSchema: schema }),
    ...(merged['modifyingVastXmlAllowed'] === true && { modifyingVastXmlAllowed: true }),
    ...(Object.keys(settings).length > 0 && { settings }),
  };
}

/** Go writes `{{.PublisherID}}`; here as in Java the name stands alone. */
const oneMacroForm = (endpoint: string): string => endpoint.replaceAll('{{.', '{{');

function capabilitiesOf(value: unknown): JsonObject | undefined {
  if (!isObject(value)) return undefined;
  const channels = ['app', 'site', 'dooh'].flatMap((channel) => {
    const mediaTypes = at(value, channel, 'mediaTypes');
    return Array.isArray(mediaTypes) && mediaTypes.length > 0 ? [[channel, { mediaTypes }]] : [];
  });
  return channels.length === 0 ? undefined : Object.fromEntries(channels);
}

function userSyncOf(value: unknown): JsonObject | undefined {
  if (!isObject(value)) return undefined;
  const iframe = wayOf(value['iframe']);
  const redirect = wayOf(value['redirect']);
  if (iframe === undefined && redirect === undefined) return undefined;
  const key = value['key'] ?? value['cookie-family-name'];
  const both = iframe !== undefined && redirect !== undefined;
  const chosen = value['default'] === 'redirect' ? 'redirect' : 'iframe';
  return {
    ...(typeof key === 'string' && { key }),
    ...(iframe !== undefined && { iframe }),
    ...(redirect !== undefined && { redirect }),
    ...(both && { default: chosen }),
    ...(value['enabled'] === false && { enabled: false }),
  };
}

function wayOf(value: unknown): JsonObject | undefined {
  const url = at(value, 'url');
  if (typeof url !== 'string' || url === '') return undefined;
  const userMacro = at(value, 'userMacro') ?? at(value, 'uid-macro');
  return { url, ...(typeof userMacro === 'string' && { userMacro }) };
}
