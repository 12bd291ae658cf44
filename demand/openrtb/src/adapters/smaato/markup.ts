import { asInteger, asText, objectAt, type RawObject, texts } from '../../raw-json.ts';

interface Markup {
  readonly type: 'banner' | 'video' | 'native';
  readonly adm: string;
}

/**
 * The markup that a page or player can show.
 * @param kind the header `x-smt-adtype`; without it the text itself tells
 * @param clicks who is asked when a picture or rich media is clicked, beside those its text names
 * @returns undefined for a kind nobody knows and for markup that is broken
 */
export function readMarkup(
  adm: string,
  { kind, clicks }: { kind: string | string[] | undefined; clicks: readonly string[] },
): Markup | undefined {
  switch (typeof kind === 'string' && kind !== '' ? kind.toLowerCase() : kindOf(adm)) {
    case 'img':
      return banner(adm.startsWith('{') ? imageOf(objectAt(parse(adm), 'image')) : counted(adm, clicks));
    case 'richmedia':
      return banner(
        adm.startsWith('{') ? richMediaOf(objectAt(parse(adm), 'richmedia')) : counted(adm, clicks),
      );
    case 'video':
      return adm === '' ? undefined : { type: 'video', adm };
    case 'native':
      return nativeOf(adm);
    default:
      return undefined;
  }
}

function kindOf(adm: string): string {
  if (adm.startsWith('{"image":')) return 'img';
  if (adm.startsWith('{"richmedia":')) return 'richmedia';
  if (adm.startsWith('{"native":')) return 'native';
  return adm.startsWith('<?xml') || adm.startsWith('<VAST') ? 'video' : '';
}

const counted = (html: string, clicks: readonly string[]): string =>
  html === '' || clicks.length === 0 ? html : `<div${clickCalls(clicks)}>${html}</div>`;

const banner = (adm: string | undefined): Markup | undefined =>
  adm === undefined || adm === '' ? undefined : { type: 'banner', adm };

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function nativeOf(adm: string): Markup | undefined {
  const native = objectAt(parse(adm), 'native');
  return native === undefined ? undefined : { type: 'native', adm: JSON.stringify(native) };
}

/** A picture with a link; who counts impressions and clicks is asked by the page. */
function imageOf(image: RawObject | undefined): string | undefined {
  const picture = objectAt(image, 'img');
  const source = asText(picture?.['url']);
  const target = asText(picture?.['ctaurl']);
  if (source === undefined || target === undefined) return undefined;
  const size = `width="${asInteger(picture?.['w']) ?? 0}" height="${asInteger(picture?.['h']) ?? 0}"`;
  const clicks = clickCalls(texts(image?.['clicktrackers']));
  return `<div${clicks}><a target="_blank" href="${escaped(target)}"><img src="${escaped(source)}" ${size} alt=""></a>${pixels(image)}</div>`;
}

function richMediaOf(media: RawObject | undefined): string | undefined {
  const content = objectAt(media, 'mediadata')?.['content'];
  if (typeof content !== 'string' || content === '') return undefined;
  return `<div${clickCalls(texts(media?.['clicktrackers']))}>${content}</div>${pixels(media)}`;
}

const pixels = (ad: RawObject | undefined): string =>
  texts(ad?.['impressiontrackers'])
    .map((url) => `<img src="${escaped(url)}" alt="" width="0" height="0">`)
    .join('');

/** Addresses stand percent-encoded in the script, so that none can end its text. */
function clickCalls(urls: readonly string[]): string {
  const calls = urls
    .filter((url) => url.isWellFormed())
    .map((url) => `new Image().src=decodeURIComponent('${encodeURIComponent(url).replaceAll("'", '%27')}');`);
  return calls.length === 0 ? '' : ` onclick="${calls.join('')}"`;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
