import { type AssetRequest, type NativeRequest, objectOf, parseObject } from './native-request.ts';

export type NativeFault =
  | 'native.tooLarge'
  | 'native.malformed'
  | 'native.asset'
  | 'native.missing'
  | 'native.link'
  | 'native.tracker';

export type NativeReading =
  | { readonly ok: true; readonly response: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly fault: NativeFault };

const CHARS_MAX = 131_072;
const TRACKERS_MAX = 50;

/**
 * Reads a bidder's native markup and holds it against what was asked: every required asset in its kind and bounds, a link and
 * trackers that lead to the web. Assets nobody asked for are a fault: a place does not know where to put them.
 */
export function readNativeResponse(adm: string, request: NativeRequest): NativeReading {
  if (adm.length > CHARS_MAX) return bad('native.tooLarge');
  const root = parseObject(adm);
  if (root === undefined) return bad('native.malformed');
  const response = objectOf(root['native']) ?? root;
  const assets = response['assets'];
  if (!Array.isArray(assets)) return bad('native.malformed');
  const given = new Set<number>();
  for (const each of assets) {
    const asset = objectOf(each);
    const wanted = request.assets.find(({ id }) => id === asset?.['id']);
    if (asset === undefined || wanted === undefined || !fits(asset, wanted)) return bad('native.asset');
    given.add(wanted.id);
  }
  if (request.assets.some(({ id, required }) => required && !given.has(id))) return bad('native.missing');
  const link = objectOf(response['link']);
  if (link === undefined || !isWebUrl(link['url']) || !areWebUrls(link['clicktrackers']))
    return bad('native.link');
  if (!areWebUrls(response['imptrackers']) || !trackersFit(response['eventtrackers']))
    return bad('native.tracker');
  return { ok: true, response };
}

/** The same markup with our own reports besides the bidder's; as JSON text. */
export function trackNative(
  response: Readonly<Record<string, unknown>>,
  {
    request,
    urls,
  }: { request: NativeRequest; urls: { impression: string; viewable: string; clickTracking: string } },
): string {
  const link = objectOf(response['link']) ?? {};
  const asked = (event: number): boolean =>
    request.eventTrackers?.some((each) => each.event === event && each.methods.includes(1)) === true;
  const own = [
    ...(asked(1) ? [{ event: 1, method: 1, url: urls.impression }] : []),
    ...(asked(2) && urls.viewable !== '' ? [{ event: 2, method: 1, url: urls.viewable }] : []),
  ];
  const theirs = listOf(response['eventtrackers']);
  return JSON.stringify({
    ...response,
    link: { ...link, clicktrackers: [...listOf(link['clicktrackers']), urls.clickTracking] },
    ...(asked(1) ? {} : { imptrackers: [...listOf(response['imptrackers']), urls.impression] }),
    ...(own.length + theirs.length > 0 && { eventtrackers: [...theirs, ...own] }),
  });
}

function fits(asset: Readonly<Record<string, unknown>>, wanted: AssetRequest): boolean {
  switch (wanted.kind) {
    case 'title': {
      const text = objectOf(asset['title'])?.['text'];
      return typeof text === 'string' && text !== '' && [...text].length <= wanted.lengthMax;
    }
    case 'img': {
      const img = objectOf(asset['img']);
      if (img === undefined || !isWebUrl(img['url'])) return false;
      const { w, h } = img;
      return (typeof w !== 'number' || w >= wanted.wMin) && (typeof h !== 'number' || h >= wanted.hMin);
    }
    case 'data': {
      // A length is advice ("should") in the specification: long texts are shortened by the place.
      const value = objectOf(asset['data'])?.['value'];
      return typeof value === 'string' && value !== '';
    }
    case 'video':
      return typeof objectOf(asset['video'])?.['vasttag'] === 'string';
  }
}

/** Method 1 is a picture, 2 a script; both are addresses. */
function trackersFit(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  return (
    Array.isArray(value) &&
    value.length <= TRACKERS_MAX &&
    value.every((each) => isWebUrl(objectOf(each)?.['url']))
  );
}

function areWebUrls(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  return Array.isArray(value) && value.length <= TRACKERS_MAX && value.every(isWebUrl);
}

function isWebUrl(value: unknown): boolean {
  if (typeof value !== 'string' || value.length > 8_192) return false;
  const start = value.slice(0, 8).toLowerCase();
  return start.startsWith('https://') || start.startsWith('http://');
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const bad = (fault: NativeFault): NativeReading => ({ ok: false, fault });
