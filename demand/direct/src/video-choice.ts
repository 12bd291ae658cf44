import {
  type AdUrls,
  type AuctionedImp,
  INVALID_CREATIVE,
  type NonBidReason,
  WRONG_FORMAT,
} from '@jianchat/auction';
import { compileVast, type VastVersion, type VideoCreative } from './vast.ts';

type Video = NonNullable<AuctionedImp['video']>;

export type VideoChoice =
  | { readonly ok: true; readonly render: (urls: AdUrls) => string }
  | { readonly ok: false; readonly reason: NonBidReason };

/** OpenRTB 2.6 list "Creative Subtypes": the VAST versions (InLine) that we can write. */
const VAST_4 = [7, 11, 13];
const VAST_3 = 3;

const REFUSED_LENGTH: VideoChoice = { ok: false, reason: INVALID_CREATIVE };
const REFUSED_FORMAT: VideoChoice = { ok: false, reason: WRONG_FORMAT };

/** Whether a video fits the player that asks, and the document with the files it can play. */
export function fileChoice(creative: VideoCreative, video: Video | undefined): VideoChoice {
  if (video === undefined) return REFUSED_FORMAT;
  const { minduration, maxduration } = video;
  if (maxduration !== undefined && maxduration > 0 && creative.durationSec > maxduration)
    return REFUSED_LENGTH;
  if (minduration !== undefined && creative.durationSec < minduration) return REFUSED_LENGTH;
  const version = versionFor(video);
  if (version === undefined) return REFUSED_FORMAT;
  const mimes = video.mimes;
  const files =
    mimes === undefined ? creative.files : creative.files.filter((file) => mimes.includes(file.mime));
  if (files.length === 0) return REFUSED_FORMAT;
  return { ok: true, render: (urls) => compileVast(creative, { version, files })(urls) };
}

function versionFor({ protocols }: Video): VastVersion | undefined {
  if (protocols === undefined || protocols.length === 0 || VAST_4.some((p) => protocols.includes(p)))
    return '4.2';
  return protocols.includes(VAST_3) ? '3.0' : undefined;
}
