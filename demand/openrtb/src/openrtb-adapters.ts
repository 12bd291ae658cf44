import type { ParameterCheck } from '@jianchat/auction';
import type { Adapter } from './adapter.ts';
import type { AdapterFolder } from './adapter-folder.ts';
import { AdapterInfo, AliasInfo } from './adapter-info.ts';
import { ADAPTER_FOLDERS } from './adapters/registry.gen.ts';
import { parameterCheck } from './parameter-check.ts';

/** An adapter ready to use: an alias has its base's code and parameters. */
export interface KnownAdapter {
  readonly name: string;
  readonly info: AdapterInfo;
  readonly aliasOf: string | undefined;
  readonly paramsSchema: Readonly<Record<string, unknown>>;
  readonly check: ParameterCheck;
  /** Undefined where data says all. */
  readonly code: Adapter | undefined;
  /** Whether the exchange's text can be sent as it is: no code, nothing to move, all imps together, 2.6. */
  readonly passes: boolean;
}

/** Reads all folders. A fault in one is a fault of the build: it throws, and a test reads them all. */
export function readAdapters(
  folders: Readonly<Record<string, AdapterFolder>> = ADAPTER_FOLDERS,
): ReadonlyMap<string, KnownAdapter> {
  const known = new Map<string, KnownAdapter>();
  for (const [name, folder] of Object.entries(folders))
    if (folder.params !== undefined) known.set(name, readBase(name, folder));
  for (const [name, folder] of Object.entries(folders)) {
    if (folder.params !== undefined) continue;
    const { aliasOf, ...own } = AliasInfo.parse(folder.info);
    const base = known.get(aliasOf);
    if (base === undefined || base.aliasOf !== undefined) throw new Error(`${name}: no adapter "${aliasOf}"`);
    const info = AdapterInfo.parse({ ...Object(folders[aliasOf]?.info), ...own });
    known.set(name, { ...base, name, aliasOf, info, passes: base.code === undefined && passesAsIs(info) });
  }
  return known;
}

function readBase(name: string, { info: raw, params = {}, code }: AdapterFolder): KnownAdapter {
  const info = AdapterInfo.parse(raw);
  return {
    name,
    info,
    aliasOf: undefined,
    paramsSchema: params,
    check: parameterCheck(params),
    // Its parameters satisfy the schema of its own folder: `check` comes first.
    code: code as Adapter | undefined,
    passes: code === undefined && passesAsIs(info),
  };
}

function passesAsIs(info: AdapterInfo): boolean {
  const { openrtb, imps, parameters, keepBidderExt = true, floorCurrency, mediaType } = info;
  if (openrtb !== '2.6' || imps !== 'together') return false;
  if (floorCurrency !== undefined || mediaType !== undefined) return false;
  return Object.keys(parameters).length === 0 && keepBidderExt;
}
