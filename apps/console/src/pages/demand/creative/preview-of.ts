import { type Draft, heldIn } from '../../../record-form/field.ts';
import { listOf, membersOf } from '../../../schema-form/members.ts';

/** A still look of a creative: a document for a frame, and its size. */
export interface Look {
  readonly html: string;
  readonly w: number;
  readonly h: number;
  /** Addresses that the frame does not fetch; to be opened by whoever wants to see them. */
  readonly addresses: readonly string[];
}

const NATIVE = { w: 320, h: 300 };
const VIDEO = { w: 480, h: 270 };
const AUDIO = { w: 320, h: 90 };

/** How the creative in the form would look; undefined while there is nothing to show. */
export function lookOf(draft: Draft): Look | undefined {
  switch (draft['kind']) {
    case 'banner':
      return bannerLook(draft);
    case 'native':
      return nativeLook(draft);
    case 'video':
    case 'audio':
      return timedLook(draft, draft['kind'] === 'video' ? VIDEO : AUDIO);
    default:
      return undefined;
  }
}

function bannerLook(draft: Draft): Look | undefined {
  const w = sizeIn(heldIn(draft, 'w'));
  const h = sizeIn(heldIn(draft, 'h'));
  if (w === undefined || h === undefined) return undefined;
  const html = String(draft['html'] ?? '').trim();
  if (html !== '') return { html: html.replaceAll(/\{\{click(?:Encoded)?\}\}/g, '#'), w, h, addresses: [] };
  const { url, alt } = membersOf(heldIn(draft, 'image'));
  if (typeof url !== 'string') return undefined;
  return { html: box(`${w}×${h}`, typeof alt === 'string' ? alt : url), w, h, addresses: [url] };
}

function nativeLook(draft: Draft): Look | undefined {
  const title = heldIn(draft, 'title');
  const images = listOf(heldIn(draft, 'images')).map(membersOf);
  const data = listOf(heldIn(draft, 'data')).map(membersOf);
  if (typeof title !== 'string' && images.length === 0 && data.length === 0) return undefined;
  const pictures = images.map(
    ({ w, h, type }) =>
      `<div style="height:${type === 1 ? 40 : 110}px;width:${type === 1 ? '40px' : '100%'}">${box(`${w ?? '?'}×${h ?? '?'}`, '')}</div>`,
  );
  const texts = data.map(
    ({ value }) => `<p style="margin:4px 0;font-size:13px">${escaped(String(value ?? ''))}</p>`,
  );
  const html = `<div style="padding:10px;font-family:system-ui">${pictures.join('')}<b>${escaped(String(title ?? ''))}</b>${texts.join('')}</div>`;
  return { html, ...NATIVE, addresses: addressesIn(images) };
}

function timedLook(draft: Draft, { w, h }: { readonly w: number; readonly h: number }): Look | undefined {
  const files = listOf(heldIn(draft, 'files')).map(membersOf);
  const tag = heldIn(draft, 'tagUrl');
  const seconds = heldIn(draft, 'durationSec');
  const addresses = [...addressesIn(files), ...(typeof tag === 'string' ? [tag] : [])];
  if (addresses.length === 0) return undefined;
  const [file = {}] = files;
  const size = typeof file['w'] === 'number' ? `${file['w']}×${file['h']} · ` : '';
  return { html: box(`▶ ${size}${seconds ?? '?'} s`, String(file['mime'] ?? 'VAST')), w, h, addresses };
}

const addressesIn = (files: readonly Readonly<Record<string, unknown>>[]): readonly string[] =>
  files.map(({ url }) => url).filter((url) => typeof url === 'string' && url !== '') as string[];

const sizeIn = (value: unknown): number | undefined =>
  typeof value === 'number' && value > 0 ? Math.min(value, 2_000) : undefined;

/** Stands where a picture would: the frame fetches nothing. */
const box = (title: string, text: string): string =>
  `<div style="box-sizing:border-box;width:100%;height:100%;min-height:40px;display:grid;place-content:center;text-align:center;border:1px dashed #888;background:#8882;color:#666;font:13px system-ui;overflow:hidden"><div>${escaped(title)}</div><div style="font-size:11px;overflow-wrap:anywhere">${escaped(text)}</div></div>`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
