import type { AuctionedImp } from '@jianchat/auction';
import { bannerFault } from './banner-fault.ts';

/** The first fault of an imp whose JSON types are right, in Prebid Server's words; undefined for none. */
export function impFault(imp: AuctionedImp, at: number): string | undefined {
  if (!imp.id) return `request.imp[${at}] missing required field: "id"`;
  if (!imp.banner && !imp.video && !imp.audio && !imp.native)
    return `request.imp[${at}] must contain at least one of "banner", "video", "audio", or "native"`;
  return (
    (imp.banner && bannerFault(imp.banner, at, { interstitial: imp.instl === 1 })) ??
    (imp.video && videoFault(imp.video, at)) ??
    (imp.audio && audioFault(imp.audio, at)) ??
    (imp.native && !imp.native.request
      ? `request.imp[${at}].native missing required property "request"`
      : undefined) ??
    dealFault(imp, at)
  );
}

type Named = Readonly<Record<string, unknown>>;

function videoFault(video: NonNullable<AuctionedImp['video']>, at: number): string | undefined {
  if (!video.mimes?.length)
    return `request.imp[${at}].video.mimes must contain at least one supported MIME type`;
  return negativeFault(video, {
    names: ['w', 'h', 'minbitrate', 'maxbitrate'],
    path: `request.imp[${at}].video`,
  });
}

function audioFault(audio: NonNullable<AuctionedImp['audio']>, at: number): string | undefined {
  if (!audio.mimes?.length)
    return `request.imp[${at}].audio.mimes must contain at least one supported MIME type`;
  return negativeFault(audio, {
    names: ['sequence', 'maxseq', 'minbitrate', 'maxbitrate'],
    path: `request.imp[${at}].audio`,
  });
}

function negativeFault(
  part: Named,
  { names, path }: { names: readonly string[]; path: string },
): string | undefined {
  for (const name of names) {
    const value = part[name];
    if (typeof value === 'number' && value < 0) return `${path}.${name} must be a positive number`;
  }
  return undefined;
}

function dealFault({ pmp }: AuctionedImp, at: number): string | undefined {
  const nameless = (pmp?.deals ?? []).findIndex((deal) => !deal.id);
  return nameless < 0 ? undefined : `request.imp[${at}].pmp.deals[${nameless}] missing required field: "id"`;
}
