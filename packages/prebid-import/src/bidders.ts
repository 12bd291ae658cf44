import { ADAPTER_NAMES } from '@jianchat/snapshot';
import { BIDDER_RULES } from './bidder-rules.ts';
import { at, isObject, type JsonObject, laidOver, withAliases } from './json.ts';
import type { Found, Installation } from './read-installation.ts';
import { mapSettings } from './setting-map.ts';

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
    const merged = overInfo(info?.value, own?.value);
    if (merged['disabled'] === true || merged['enabled'] === false) {
      leftOut.push({ path, reason: `bidder ${name} is switched off there` });
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
    const parts = { name, adapter, merged, schema: params.get(name), contract, path };
    bidders.push({ path, value: bidderOf(parts, leftOut) });
  }
  return { bidders, leftOut };
}

/** What the host sets up goes over what is shipped; of ways to sync, member by member. The host's file writes `usersync`. */
function overInfo(info: JsonObject | undefined, own: JsonObject | undefined): JsonObject {
  const merged: Record<string, unknown> = {};
  for (const { usersync, userSync = usersync, ...others } of [info ?? {}, own ?? {}]) {
    Object.assign(merged, others);
    if (userSync !== undefined)
      merged['userSync'] = isObject(userSync) ? laidOver(merged['userSync'], userSync) : userSync;
  }
  return merged;
}

/** `adapters.NAME` of the host's configuration. */
function adaptersOf({ host }: Installation): Map<string, Found<JsonObject>> {
  const found = new Map<string, Found<JsonObject>>();
  for (const { path, value } of host) {
    const adapters = at(value, 'adapters');
    if (!isObject(adapters)) continue;
    for (const [name, adapter] of withAliases(adapters))
      found.set(name, { id: name, path: `${path} adapters.${name}`, value: adapter });
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

function bidderOf(
  { name, adapter, merged, schema, contract, path }: BidderParts,
  leftOut: { path: string; reason: string }[],
): JsonObject {
  const mapped = mapSettings(merged, BIDDER_RULES);
  for (const { path: part, reason } of mapped.leftOut) leftOut.push({ path: `${path} ${part}`, reason });
  return {
    id: name,
    adapter,
    contract,
    ...mapped.settings,
    ...(isObject(schema) && { parametersSchema: schema }),
  };
}

interface BidderParts {
  readonly name: string;
  readonly adapter: string;
  readonly merged: JsonObject;
  readonly schema: unknown;
  readonly contract: string;
  readonly path: string;
}
