import { type AdUrls, type ImpView, SIZE_NOT_ALLOWED } from '@jianchat/auction';
import type { CreativeInput } from '@jianchat/snapshot';
import type { CreativeFit, ReadyCreative } from './creative-fit.ts';
import { escapeMarkup } from './escape.ts';

export type BannerCreative = Extract<CreativeInput, { kind: 'banner' }>;

const PIXEL_END = '" width="1" height="1" alt="" style="position:absolute;border:0">';

/** Marks in markup, and what takes their place: `{{click}}` escaped for an attribute, `{{clickEncoded}}` as a parameter of a URL. */
const MARKS = /(\{\{click\}\}|\{\{clickEncoded\}\}|\{\{cachebuster\}\})/;

export function readyBanner(creative: BannerCreative): ReadyCreative {
  const render = compileBanner(creative);
  const sizes = banners(creative);
  return {
    creative,
    format: 'banner',
    shapes: [...new Set(sizes.map(nameOf)), 'banner'],
    fit(imp): CreativeFit {
      const size = sizes.find((each) => fitsSize(each, imp));
      if (size !== undefined) return { ok: true, bid: size, size: nameOf(size), render };
      const ratio = creative.fluid === true ? ratioOf(imp) : undefined;
      return ratio === undefined
        ? { ok: false, reason: SIZE_NOT_ALLOWED }
        : { ok: true, bid: { wratio: ratio.w, hratio: ratio.h }, size: '', render };
    },
  };
}

interface Size {
  readonly w: number;
  readonly h: number;
}

const banners = ({ w, h, sizes = [] }: BannerCreative): readonly Size[] => [{ w, h }, ...sizes];
const nameOf = ({ w, h }: Size): string => `${w}x${h}`;

/** Sizes that a creative may be shown in, as `CreativeFit` names them. */
export function sizesOf(creative: CreativeInput): readonly string[] {
  if (creative.kind !== 'banner') return [''];
  return [...banners(creative).map(nameOf), ...(creative.fluid === true ? [''] : [])];
}

function fitsSize({ w, h }: { w: number; h: number }, { sizes, room, imp }: ImpView): boolean {
  if (sizes.includes(`${w}x${h}`)) return true;
  if (room !== undefined) return w >= room.wMin && h >= room.hMin && w <= room.wMax && h <= room.hMax;
  return (
    imp.banner?.format?.some(
      ({ wratio, hratio, wmin = 0 }) =>
        wratio && hratio && w >= wmin && Math.abs((w * hratio) / wratio - h) <= 1,
    ) === true
  );
}

/** The first ratio that the place offers instead of a size. */
function ratioOf({ imp }: ImpView): { w: number; h: number } | undefined {
  for (const { wratio, hratio } of imp.banner?.format ?? [])
    if (wratio && hratio) return { w: wratio, h: hratio };
  return undefined;
}

/**
 * Prepares a banner once per snapshot: the click redirect and a cache buster at their marks; markup without a click mark is
 * wrapped in a link. The impression pixel comes last, so that it counts what has begun to render.
 */
export function compileBanner(creative: BannerCreative): (urls: AdUrls) => string {
  const parts = htmlOf(creative).split(MARKS);
  const linked = parts.includes('{{click}}') || parts.includes('{{clickEncoded}}');
  return (urls) => {
    const click = escapeMarkup(urls.click);
    const html = parts.map((part) => filled(part, { click, urls }));
    const link = `<a href="${click}" target="_blank" rel="noopener">`;
    const ad = linked ? html : [link, ...html, '</a>'];
    const pixel = ['<img src="', escapeMarkup(urls.impression), PIXEL_END];
    // Joined, the text is of one piece: V8 writes an object with such texts as JSON twice as fast.
    return [...ad, ...pixel].join('');
  };
}

function filled(part: string, { click, urls }: { click: string; urls: AdUrls }): string {
  if (part === '{{click}}') return click;
  if (part === '{{clickEncoded}}') return encodeURIComponent(urls.click);
  // Of the token's signature: as good as random, and the same for the same ad.
  return part === '{{cachebuster}}' ? urls.impression.slice(-8).replaceAll(/[^A-Za-z0-9]/g, '0') : part;
}

function htmlOf({ html, image, w, h }: BannerCreative): string {
  if (html !== undefined || image === undefined) return html ?? '';
  const { url, alt } = image;
  return `<img src="${escapeMarkup(url)}" width="${w}" height="${h}" alt="${escapeMarkup(alt)}" style="display:block;border:0">`;
}
