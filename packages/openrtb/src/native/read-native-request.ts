import { copyNativeAsset, type NativeAsset } from './native-asset.ts';
import { createMemberReader, type MemberReader } from './native-members.ts';
import { contextFault, eventTrackerFault, placementTypeFault } from './native-rules.ts';

export type NativeReading =
  | { readonly ok: true; readonly text: string; readonly members: NativeMembers }
  | { readonly ok: false; readonly message: string };

/** The declared members of a native request, each of its type. */
export type NativeMembers = Readonly<ReturnType<typeof copyRequest>>;

/**
 * Reads `imp.native.request`: a native ad request (OpenRTB Dynamic Native Ads 1.2) as JSON text, with or without the `{"native": …}`
 * around it that 1.0 had. Gives back the text of its declared members; what the specification does not name, extensions included,
 * is left behind, so that nothing travels undeclared inside a text. Where no asset has an id, all get their place in the list.
 * Sentences are Prebid Server's.
 * @param path of the text for sentences, such as `request.imp[0].native.request`
 */
export function readNativeRequest(text: string, path: string): NativeReading {
  const parsed = parseObject(text);
  if (parsed === undefined) return { ok: false, message: `${path} must be a JSON object` };
  const reader = createMemberReader();
  const native = reader.objectOf(parsed['native'], `${path}.native`) ?? parsed;
  const copy = copyRequest(native, { reader, path });
  const fault = reader.fault();
  return fault === undefined
    ? { ok: true, text: JSON.stringify(copy), members: copy }
    : { ok: false, message: fault };
}

interface Place {
  readonly reader: MemberReader;
  readonly path: string;
}

type JsonObject = Readonly<Record<string, unknown>>;

function copyRequest(native: JsonObject, { reader, path }: Place) {
  const head = {
    ver: reader.text(native['ver'], `${path}.ver`),
    layout: reader.integer(native['layout'], `${path}.layout`),
    adunit: reader.integer(native['adunit'], `${path}.adunit`),
    context: reader.integer(native['context'], `${path}.context`),
    contextsubtype: reader.integer(native['contextsubtype'], `${path}.contextsubtype`),
    plcmttype: reader.integer(native['plcmttype'], `${path}.plcmttype`),
    plcmtcnt: reader.integer(native['plcmtcnt'], `${path}.plcmtcnt`),
    seq: reader.integer(native['seq'], `${path}.seq`),
  };
  reader.check(contextFault(head, path));
  reader.check(placementTypeFault(head.plcmttype, path));
  return {
    ...head,
    assets: copyAssets(native['assets'], { reader, path }),
    aurlsupport: reader.flag(native['aurlsupport'], `${path}.aurlsupport`),
    durlsupport: reader.flag(native['durlsupport'], `${path}.durlsupport`),
    eventtrackers: copyTrackers(native['eventtrackers'], { reader, path }),
    privacy: reader.flag(native['privacy'], `${path}.privacy`),
  };
}

function copyAssets(value: unknown, { reader, path }: Place): readonly NativeAsset[] {
  const items = reader.list(value, `${path}.assets`) ?? [];
  if (items.length < 1) reader.check(`${path}.assets must be an array containing at least one object`);
  const assets = items.map((item, at) => copyNativeAsset(item, { reader, path: `${path}.assets[${at}]` }));
  if (assets.every(({ id }) => !id)) return assets.map((asset, id) => ({ ...asset, id }));
  const ids = new Set<unknown>();
  assets.forEach(({ id = 0 }, at) => {
    if (ids.has(id))
      reader.check(
        `${path}.assets[${at}].id is already being used by another asset. Each asset ID must be unique.`,
      );
    ids.add(id);
  });
  return assets;
}

function copyTrackers(value: unknown, { reader, path }: Place) {
  return reader.list(value, `${path}.eventtrackers`)?.map((item, at) => {
    const here = `${path}.eventtrackers[${at}]`;
    const given = reader.objectOf(item, here) ?? {};
    const tracker = {
      event: reader.integer(given['event'], `${here}.event`),
      methods: reader.integers(given['methods'], `${here}.methods`),
    };
    reader.check(eventTrackerFault(tracker, here));
    return tracker;
  });
}

function parseObject(text: string): JsonObject | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      ? (parsed as JsonObject)
      : undefined;
  } catch {
    return undefined;
  }
}
