import type { CreativeReviewDetail } from '@jianchat/api-contract';
import { frameDocument } from '@jianchat/creatives';
import type { CreativeInput } from '@jianchat/snapshot';
import { readContent } from './read-content.ts';

/** A page to be drawn, and the hosts it may fetch from. */
export interface PictureRequest {
  readonly html: string;
  readonly w: number;
  readonly h: number;
  readonly hosts: readonly string[];
}

const HOSTS_MAX = 20;
const NATIVE = { w: 320, h: 300 };
const UNSIZED = { w: 300, h: 250 };

/** How a creative looks, as a document for a picture; undefined for what has no still look (videos, sounds) or can't be read. */
export function pictureDocument(
  review: Pick<CreativeReviewDetail, 'source' | 'format' | 'markup' | 'w' | 'h'>,
): PictureRequest | undefined {
  const { source, format, markup } = review;
  const size = { w: review.w ?? UNSIZED.w, h: review.h ?? UNSIZED.h };
  if (source === 'openrtb') return format === 'banner' ? framed(markup, size) : undefined;
  const creative = readContent(markup);
  if (creative?.kind === 'native') return framed(cardOf(creative), NATIVE);
  if (creative?.kind !== 'banner') return undefined;
  const { html, image, hosts } = creative;
  if (image !== undefined) return framed(`<img src="${escaped(image.url)}" width="${size.w}">`, size);
  const shown = (html ?? '').replaceAll('{{click}}', '#').replaceAll('{{clickEncoded}}', '%23');
  return framed(shown, { ...size, hosts });
}

function framed(
  markup: string,
  { w, h, hosts }: { w: number; h: number; hosts?: readonly string[] | undefined },
): PictureRequest {
  const from = hosts ?? hostsIn(markup);
  return { html: frameDocument(markup, { w, h, hosts: from, scripts: true }), w, h, hosts: from };
}

/** Hosts of https addresses in markup. */
function hostsIn(markup: string): readonly string[] {
  const hosts = new Set<string>();
  for (const [, host] of markup.matchAll(/https:\/\/([a-z0-9][a-z0-9.-]{0,252})/gi)) {
    if (host !== undefined) hosts.add(host.toLowerCase());
    if (hosts.size >= HOSTS_MAX) break;
  }
  return [...hosts];
}

function cardOf({ title, images, data }: Extract<CreativeInput, { kind: 'native' }>): string {
  const main = images.find(({ type }) => type === 3) ?? images[0];
  const texts = data.map(({ value }) => `<p style="margin:4px 0;font-size:13px">${escaped(value)}</p>`);
  const picture = main
    ? `<img src="${escaped(main.url)}" style="width:300px;max-height:170px;object-fit:cover">`
    : '';
  return `<div style="padding:10px;font-family:sans-serif">${picture}<b>${escaped(title)}</b>${texts.join('')}</div>`;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
