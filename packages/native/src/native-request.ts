import { type NativeMembers, readNativeRequest as readMembers } from '@jianchat/openrtb';

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
type Member = NativeMembers['assets'][number];

/**
 * What `imp.native.request` asks of an ad. Undefined where it is no native request, or asks for more than anybody shows: an ad made for
 * half of what was asked would not be shown.
 */
export function readNativeRequest(text: string): NativeRequest | undefined {
  const reading = readMembers(text, 'request');
  if (!reading.ok || reading.members.assets.length > ASSETS_MAX) return undefined;
  const { ver, assets, eventtrackers, privacy } = reading.members;
  return {
    ver: ver?.slice(0, 8) ?? '1.2',
    assets: assets.map(askedAsset),
    eventTrackers: eventtrackers
      ?.slice(0, TRACKERS_MAX)
      .map(({ event = 0, methods = [] }) => ({ event, methods })),
    privacy: privacy === 1,
  };
}

function askedAsset({ id = 0, required, title, img, data, video }: Member): AssetRequest {
  const common = { id, required: required === 1 };
  if (title !== undefined) return { ...common, kind: 'title', lengthMax: title.len ?? 0 };
  if (img !== undefined) {
    const { type, w, h, wmin, hmin, mimes = [] } = img;
    const sizes = { w: w || undefined, h: h || undefined, wMin: wmin ?? 0, hMin: hmin ?? 0 };
    return { ...common, kind: 'img', type: type || undefined, ...sizes, mimes };
  }
  if (data !== undefined)
    return { ...common, kind: 'data', type: data.type ?? 0, lengthMax: data.len || Number.POSITIVE_INFINITY };
  const { mimes = [], minduration = 0, maxduration, protocols = [] } = video ?? {};
  const lengths = { minDuration: minduration, maxDuration: maxduration ?? Number.POSITIVE_INFINITY };
  return { ...common, kind: 'video', mimes, ...lengths, protocols };
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
