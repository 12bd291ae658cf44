import type { AssetRequest, NativeRequest } from './native-request.ts';

/** An ad's parts, to be laid into whatever a place asks for. */
export interface NativeAd {
  readonly title: string;
  readonly images: readonly {
    readonly type: number;
    readonly url: string;
    readonly w: number;
    readonly h: number;
  }[];
  readonly data: readonly { readonly type: number; readonly value: string }[];
  /** VAST for a video asset; undefined where the ad has no video that fits. */
  readonly video?: (asset: Extract<AssetRequest, { kind: 'video' }>) => string | undefined;
  readonly privacyUrl?: string;
}

export interface NativeUrls {
  readonly impression: string;
  readonly click: string;
  /** '' where it is not collected. */
  readonly viewable: string;
}

/** Assets of the answer, before the ad's URLs are known; undefined where a required one can't be given. */
export type FilledAssets = readonly Readonly<Record<string, unknown>>[];

/** Lays an ad's parts into the assets asked for: a title that is short enough, the smallest picture that is large enough. */
export function fillAssets(ad: NativeAd, request: NativeRequest): FilledAssets | undefined {
  const filled: Record<string, unknown>[] = [];
  for (const asset of request.assets) {
    const part = partFor(ad, asset);
    if (part !== undefined) filled.push({ id: asset.id, ...(asset.required && { required: 1 }), ...part });
    else if (asset.required) return undefined;
  }
  return filled.length === 0 ? undefined : filled;
}

/** Native 1.2 lists: events 1 impression, 2 viewable (MRC 50 %); method 1 is a picture to load. */
const IMPRESSION = 1;
const VIEWABLE = 2;
const PIXEL = 1;

/** The `adm`: a click leads through our redirect, which counts it. */
export function writeNative(
  assets: FilledAssets,
  { ad, request, urls }: { ad: NativeAd; request: NativeRequest; urls: NativeUrls },
): string {
  const { eventTrackers } = request;
  const wanted = (event: number): boolean =>
    eventTrackers?.some((each) => each.event === event && each.methods.includes(PIXEL)) === true;
  const trackers = [
    ...(wanted(IMPRESSION) ? [{ event: IMPRESSION, method: PIXEL, url: urls.impression }] : []),
    ...(wanted(VIEWABLE) && urls.viewable !== ''
      ? [{ event: VIEWABLE, method: PIXEL, url: urls.viewable }]
      : []),
  ];
  return JSON.stringify({
    ver: '1.2',
    assets,
    link: { url: urls.click },
    // A place that names no way to report still counts displays: by the list that all versions know.
    ...(wanted(IMPRESSION) ? {} : { imptrackers: [urls.impression] }),
    ...(trackers.length > 0 && { eventtrackers: trackers }),
    ...(request.privacy && ad.privacyUrl !== undefined && { privacy: ad.privacyUrl }),
  });
}

function partFor(ad: NativeAd, asset: AssetRequest): Record<string, unknown> | undefined {
  switch (asset.kind) {
    case 'title':
      return [...ad.title].length <= asset.lengthMax ? { title: { text: ad.title } } : undefined;
    case 'img':
      return imageFor(ad, asset);
    case 'data': {
      const found = ad.data.find(
        ({ type, value }) => type === asset.type && [...value].length <= asset.lengthMax,
      );
      return found && { data: { type: found.type, value: found.value } };
    }
    case 'video': {
      const vasttag = ad.video?.(asset);
      return vasttag === undefined ? undefined : { video: { vasttag } };
    }
  }
}

function imageFor(
  { images }: NativeAd,
  asset: Extract<AssetRequest, { kind: 'img' }>,
): Record<string, unknown> | undefined {
  const fitting = images
    .filter(({ type, w, h, url }) => {
      if (asset.type !== undefined && type !== asset.type) return false;
      if (asset.mimes.length > 0 && !asset.mimes.includes(mimeOf(url))) return false;
      const exact = asset.wMin === 0 && asset.hMin === 0;
      // Without a least size the wanted one is wished for, not required: shapes must agree, within two per cent.
      if (!exact) return w >= asset.wMin && h >= asset.hMin;
      if (asset.w === undefined || asset.h === undefined) return true;
      return Math.abs(w / h / (asset.w / asset.h) - 1) <= 0.02;
    })
    .sort((a, b) => a.w * a.h - b.w * b.h);
  const large = fitting.find(({ w, h }) => w >= (asset.w ?? 0) && h >= (asset.h ?? 0)) ?? fitting.at(-1);
  return large && { img: { type: large.type, url: large.url, w: large.w, h: large.h } };
}

const MIMES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  svg: 'image/svg+xml',
  avif: 'image/avif',
};

/** By the ending of the path; '' where that tells nothing, which fits no list. */
function mimeOf(url: string): string {
  const path = URL.parse(url)?.pathname ?? '';
  return MIMES[path.slice(path.lastIndexOf('.') + 1).toLowerCase()] ?? '';
}
