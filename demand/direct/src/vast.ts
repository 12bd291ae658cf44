import type { AdUrls } from '@jianchat/auction';
import type { CreativeInput } from '@jianchat/snapshot';
import { cdata, escapeMarkup } from './escape.ts';

export type VideoCreative = Extract<CreativeInput, { kind: 'video' }>;

/** 3.0 for players that say they take no VAST 4. */
export type VastVersion = '4.2' | '3.0';

/**
 * Prepares a VAST InLine document for some of a creative's files, elements in the order of the VAST 4.2 schema. The click
 * goes through our redirect, which counts it: no second tracker.
 */
export function compileVast(
  creative: VideoCreative,
  options: { version: VastVersion; files: VideoCreative['files'] },
): (urls: AdUrls) => string {
  const id = escapeMarkup(creative.id);
  const four = options.version === '4.2';
  const servingId = four ? `<AdServingId>${id}</AdServingId>` : '';
  const universalId = four ? `<UniversalAdId idRegistry="unknown">${id}</UniversalAdId>` : '';
  const before =
    `<VAST version="${options.version}"><Ad id="${id}"><InLine><AdSystem>jianchat</AdSystem>` +
    (four ? '' : `<AdTitle>${escapeMarkup(creative.name ?? creative.id)}</AdTitle>`) +
    '<Impression>';
  const between =
    `</Impression>${servingId}` +
    (four ? `<AdTitle>${escapeMarkup(creative.name ?? creative.id)}</AdTitle>` : '') +
    `<Creatives><Creative id="${id}"><Linear><Duration>${clock(creative.durationSec)}</Duration>` +
    `<MediaFiles>${options.files.map(mediaFile).join('')}</MediaFiles><VideoClicks><ClickThrough>`;
  const after = `</ClickThrough></VideoClicks></Linear>${universalId}</Creative></Creatives></InLine></Ad></VAST>`;
  return (urls) => before + cdata(urls.impression) + between + cdata(urls.click) + after;
}

function mediaFile(file: VideoCreative['files'][number]): string {
  const bitrate = file.bitrateKbps === undefined ? '' : ` bitrate="${file.bitrateKbps}"`;
  const attributes = `delivery="progressive" type="${escapeMarkup(file.mime)}" width="${file.w}" height="${file.h}"${bitrate}`;
  return `<MediaFile ${attributes}>${cdata(file.url)}</MediaFile>`;
}

/** HH:MM:SS */
function clock(seconds: number): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
