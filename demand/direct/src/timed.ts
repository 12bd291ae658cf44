import {
  type AdUrls,
  type AuctionedImp,
  INVALID_CREATIVE,
  type NonBidReason,
  WRONG_FORMAT,
} from '@jianchat/auction';
import { EVENT_KINDS, type EventKind } from '@jianchat/events';
import type { CreativeInput } from '@jianchat/snapshot';
import {
  type InlineAd,
  type MediaFile,
  protocolOf,
  renderXml,
  type VastVersion,
  vastVersionFor,
  writeInline,
  writeWrapper,
  type Xml,
} from '@jianchat/vast';
import type { CreativeFit, ReadyCreative } from './creative-fit.ts';

export type TimedCreative = Extract<CreativeInput, { kind: 'video' | 'audio' }>;
type Player = NonNullable<AuctionedImp['video'] | AuctionedImp['audio']>;

/** A video or sound as VAST: files of its own, or a wrapper round a third party's tag. */
export function readyTimed(creative: TimedCreative): ReadyCreative {
  const documents = new Map<string, Xml>();
  return {
    creative,
    format: creative.kind,
    shapes: [creative.kind],
    fit({ imp }): CreativeFit {
      const player = imp[creative.kind];
      if (player === undefined) return { ok: false, reason: WRONG_FORMAT };
      const reason = lengthFault(creative, player);
      if (reason !== undefined) return { ok: false, reason };
      const form = creative.tagUrl === undefined ? 'inline' : 'wrapper';
      const version = vastVersionFor(player.protocols, form);
      const files = playable(creative, player);
      if (version === undefined || (form === 'inline' && files.length === 0))
        return { ok: false, reason: WRONG_FORMAT };
      const key = `${version} ${files.length} ${player.mimes?.join() ?? ''}`;
      return {
        ok: true,
        bid: { dur: creative.durationSec, protocol: protocolOf(version, form), ...sizeOf(files) },
        size: '',
        render(urls) {
          const known = documents.get(key) ?? documentOf(creative, { version, files });
          // Players ask for few lists of types; somebody who makes them up costs no memory.
          if (documents.size < DOCUMENTS_MAX) documents.set(key, known);
          return renderXml(known, (name) => urlNamed(urls, name));
        },
      };
    },
  };
}

const DOCUMENTS_MAX = 16;

function lengthFault(creative: TimedCreative, player: Player): NonBidReason | undefined {
  const { minduration, maxduration, rqddurs } = player;
  const length = creative.durationSec;
  // Lengths that are required stand instead of a range (OpenRTB 2.6, section 3.2.7).
  if (rqddurs?.length) return rqddurs.includes(length) ? undefined : INVALID_CREATIVE;
  if (maxduration !== undefined && maxduration > 0 && length > maxduration) return INVALID_CREATIVE;
  return minduration !== undefined && length < minduration ? INVALID_CREATIVE : undefined;
}

/** Files of a type the player takes and of a bitrate within its bounds. */
function playable(creative: TimedCreative, { mimes, minbitrate, maxbitrate }: Player): readonly MediaFile[] {
  return creative.files.filter(
    ({ mime, bitrateKbps }) =>
      (!mimes?.length || mimes.includes(mime)) &&
      (bitrateKbps === undefined ||
        (bitrateKbps >= (minbitrate ?? 0) && bitrateKbps <= (maxbitrate || Number.POSITIVE_INFINITY))),
  );
}

function sizeOf([file]: readonly MediaFile[]): { w?: number; h?: number } {
  return file?.w === undefined || file.h === undefined ? {} : { w: file.w, h: file.h };
}

function documentOf(
  creative: TimedCreative,
  { version, files }: { version: VastVersion; files: readonly MediaFile[] },
): Xml {
  const { id, tagUrl, verifications, durationSec, companions = [] } = creative;
  const adType = creative.kind === 'audio' ? creative.kind : undefined;
  if (tagUrl !== undefined)
    return writeWrapper(
      { id, adType, url: tagUrl, followMore: creative.followTags !== false, verifications },
      version,
    );
  const ad: InlineAd = {
    id,
    adType,
    title: creative.name ?? id,
    advertiser: creative.advertiserDomains[0],
    durationSec,
    files,
    verifications,
    companions: companions.map((companion, at) => ({ id: `${id}-${at + 1}`, ...companion })),
    ...(creative.kind === 'video' && {
      skipAfterSec: creative.skipAfterSec,
      mezzanine: creative.mezzanine,
      interactive: creative.interactive,
    }),
  };
  return writeInline(ad, version);
}

const KINDS: ReadonlySet<string> = new Set(EVENT_KINDS);
const isKind = (name: string): name is EventKind => KINDS.has(name);

/** The URLs of a document by the names that `@jianchat/vast` gives them. */
export function urlNamed(urls: AdUrls, name: string): string {
  if (name === 'click') return urls.click;
  if (name === 'display') return urls.display;
  if (name === 'impression') return urls.impression;
  if (name === 'clickTracking') return urls.report('click');
  return isKind(name) ? urls.report(name) : '';
}
