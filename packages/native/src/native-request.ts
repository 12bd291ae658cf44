/** OpenRTB Native Ads API 1.2, section 4: what a place asks for. */
export interface NativeRequest {
  readonly ver: string;
  readonly assets: readonly AssetRequest[];
  /** What may be reported and how; absent in requests of before 1.2, which take `imptrackers`. */
  readonly eventTrackers:
    | readonly { readonly event: number; readonly methods: readonly number[] }[]
    | undefined;
  /** The place can show a link about data use. */
  readonly privacy: boolean;
}

/** One asset; exactly one of the four kinds. */
export type AssetRequest = { readonly id: number; readonly required: boolean } & (
  | { readonly kind: 'title'; readonly lengthMax: number }
  | {
      readonly kind: 'img';
      /** List "Image Asset Types": 1 icon, 3 main; undefined where any will do. */
      readonly type: number | undefined;
      readonly w: number | undefined;
      readonly h: number | undefined;
      readonly wMin: number;
      readonly hMin: number;
      readonly mimes: readonly string[];
    }
  | { readonly kind: 'data'; readonly type: number; readonly lengthMax: number }
  | {
      readonly kind: 'video';
      readonly mimes: readonly string[];
      readonly minDuration: number;
      readonly maxDuration: number;
      readonly protocols: readonly number[];
    }
);

const ASSETS_MAX = 50;
const TRACKERS_MAX = 20;

type Raw = Readonly<Record<string, unknown>>;

/**
 * Reads `imp.native.request`. Undefined where it is no native request or one of its assets can't be understood: an ad made for
 * half of what was asked would not be shown.
 */
export function readNativeRequest(text: string): NativeRequest | undefined {
  const root = parseObject(text);
  if (root === undefined) return undefined;
  // Version 1.0 put everything below a `native` member; exchanges still send that.
  const body = objectOf(root['native']) ?? root;
  const listed = body['assets'];
  if (!Array.isArray(listed) || listed.length === 0 || listed.length > ASSETS_MAX) return undefined;
  const assets: AssetRequest[] = [];
  for (const each of listed) {
    const asset = readAsset(objectOf(each) ?? {});
    if (asset === undefined) return undefined;
    assets.push(asset);
  }
  return {
    ver: typeof body['ver'] === 'string' ? body['ver'].slice(0, 8) : '1.2',
    assets,
    eventTrackers: readTrackers(body['eventtrackers']),
    privacy: body['privacy'] === 1,
  };
}

function readAsset(raw: Raw): AssetRequest | undefined {
  const id = raw['id'];
  if (!isCount(id)) return undefined;
  const common = { id, required: raw['required'] === 1 };
  const title = objectOf(raw['title']);
  if (title !== undefined) return { ...common, kind: 'title', lengthMax: countOf(title['len']) ?? 25 };
  const img = objectOf(raw['img']);
  if (img !== undefined)
    return {
      ...common,
      kind: 'img',
      type: countOf(img['type']),
      w: countOf(img['w']),
      h: countOf(img['h']),
      wMin: countOf(img['wmin']) ?? 0,
      hMin: countOf(img['hmin']) ?? 0,
      mimes: textsOf(img['mimes']),
    };
  const data = objectOf(raw['data']);
  if (data !== undefined) {
    const type = countOf(data['type']);
    return type === undefined
      ? undefined
      : { ...common, kind: 'data', type, lengthMax: countOf(data['len']) ?? Number.POSITIVE_INFINITY };
  }
  const video = objectOf(raw['video']);
  if (video === undefined) return undefined;
  return {
    ...common,
    kind: 'video',
    mimes: textsOf(video['mimes']),
    minDuration: countOf(video['minduration']) ?? 0,
    maxDuration: countOf(video['maxduration']) ?? Number.POSITIVE_INFINITY,
    protocols: Array.isArray(video['protocols']) ? video['protocols'].filter(isCount) : [],
  };
}

function readTrackers(value: unknown): NativeRequest['eventTrackers'] {
  if (!Array.isArray(value)) return undefined;
  return value.slice(0, TRACKERS_MAX).flatMap((each) => {
    const { event, methods } = objectOf(each) ?? {};
    return isCount(event) && Array.isArray(methods) ? [{ event, methods: methods.filter(isCount) }] : [];
  });
}

/** Text of a JSON object; undefined for anything else. */
export function parseObject(text: string): Raw | undefined {
  try {
    return objectOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}

export function objectOf(value: unknown): Raw | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Raw) : undefined;
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
const countOf = (value: unknown): number | undefined => (isCount(value) && value > 0 ? value : undefined);
const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
