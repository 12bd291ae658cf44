import type { AdFormat } from '@jianchat/events';
import type { ImpFor } from '@jianchat/policy';
import { type Conversion, NO_CONVERSION } from './currency/conversion.ts';
import { convertMicros, currencyOf } from './currency/rate.ts';
import { type Pod, podOf } from './pod.ts';
import { parseFloor } from './price.ts';

/** An imp as the policy lets it be read to deliver ads. */
export type AuctionedImp = ImpFor<'adDelivery'>;

/** An imp as demand and ranking see it: read once, so that nobody looks through the OpenRTB object twice. */
export interface ImpView {
  /** Position in the request, from 0. */
  readonly index: number;
  readonly id: string;
  /** Id of the stored imp or placement, '' for an imp that names none. */
  readonly placement: string;
  readonly formats: readonly AdFormat[];
  /** Fixed banner sizes as `WxH`, in the order of the request. */
  readonly sizes: readonly string[];
  /** The break that it asks for as a whole: all offers that stand go out together. Undefined for one ad. */
  readonly pod: Pod | undefined;
  /** Lowest CPM that may win, in micros of the auction's currency; Infinity where the floor can't be compared. */
  readonly floorMicros: number;
  /** Sizes that an interstitial takes, where the device says its screen; undefined for other imps. */
  readonly room: Room | undefined;
  /** The placement's own part of it. */
  readonly placementFloorMicros: number;
  /** What bids with a deal must clear, where that is not `floorMicros`. */
  readonly dealFloorMicros?: number;
  /** Impressions that one display stands for, in thousandths: a public screen is seen by several. */
  readonly impressionsMilli: number;
  readonly imp: AuctionedImp;
}

/** Device-independent pixels, bounds included. */
export interface Room {
  readonly wMin: number;
  readonly hMin: number;
  readonly wMax: number;
  readonly hMax: number;
}

/** The screen, as an interstitial needs it; `device.w`, `device.h`, `device.ext.prebid.interstitial`. */
export interface Screen {
  readonly w?: number;
  readonly h?: number;
  readonly ext?: {
    readonly prebid?: {
      readonly interstitial?: { readonly minwidthperc?: number; readonly minheightperc?: number };
    };
  };
}

export interface ImpContext {
  readonly index: number;
  readonly placement: string;
  /** The placement's own floor, in micros of `placementCurrency`. */
  readonly placementFloorMicros: number;
  readonly placementCurrency: string;
  /** The auction's currency. */
  readonly currency: string;
  readonly screen?: Screen | undefined;
  /** As the view has it; one impression where left out. */
  readonly impressionsMilli?: number | undefined;
  /** Whether its `podid` stands on other imps of the request, too. */
  readonly sharesPod?: boolean;
  /** Converts floors in other currencies; without it such a floor can't be cleared. */
  readonly convert?: Conversion;
  /** Converts the placement's own floor, which is the house's; `convert` where there is none. */
  readonly convertByHost?: Conversion | undefined;
}

/**
 * The higher of the imp's and its placement's floor holds. A floor in another currency is converted; where no rate is known it
 * can't be cleared by any bid.
 */
export function viewImp(imp: AuctionedImp, context: ImpContext): ImpView {
  const own = floorIn(
    {
      micros: parseFloor(imp.bidfloor ?? 0) ?? Number.POSITIVE_INFINITY,
      currency: currencyOf(imp.bidfloorcur),
    },
    context,
  );
  const placements = floorIn(
    { micros: context.placementFloorMicros, currency: context.placementCurrency },
    { currency: context.currency, convert: context.convertByHost ?? context.convert },
  );
  return {
    index: context.index,
    id: imp.id,
    placement: context.placement,
    formats: formatsOf(imp),
    sizes: sizesOf(imp),
    room: imp.instl === 1 && imp.banner ? roomOf(imp.banner, context.screen) : undefined,
    pod: podOf(imp, context.sharesPod === true),
    floorMicros: Math.max(own, placements),
    placementFloorMicros: placements,
    impressionsMilli: context.impressionsMilli ?? 1000,
    imp,
  };
}

/**
 * As Prebid Server has it: an interstitial is at most as large as its first format, or the screen where that is missing or 1×1,
 * and at least as large as the percentages of it that the app names.
 */
function roomOf(
  { format }: NonNullable<AuctionedImp['banner']>,
  screen: Screen | undefined,
): Room | undefined {
  const percent = screen?.ext?.prebid?.interstitial;
  if (percent === undefined) return undefined;
  const [first] = format ?? [];
  const named = first?.w && first.h && !(first.w === 1 && first.h === 1) ? first : screen;
  const { w, h } = named ?? {};
  if (!w || !h) return undefined;
  const part = (whole: number, percentage = 0): number =>
    Math.floor((whole * Math.min(100, Math.max(0, percentage))) / 100);
  return {
    wMin: part(w, percent.minwidthperc),
    hMin: part(h, percent.minheightperc),
    wMax: w,
    hMax: h,
  };
}

/** A floor in micros of the auction's currency; Infinity where it can't be compared. */
function floorIn(
  { micros, currency }: { readonly micros: number; readonly currency: string },
  context: { readonly currency: string; readonly convert?: Conversion | undefined },
): number {
  if (micros === 0 || currency === context.currency || micros === Number.POSITIVE_INFINITY) return micros;
  const rate = (context.convert ?? NO_CONVERSION)(currency, context.currency);
  return (rate && convertMicros(micros, rate)) ?? Number.POSITIVE_INFINITY;
}

function formatsOf(imp: AuctionedImp): readonly AdFormat[] {
  const formats: AdFormat[] = [];
  if (imp.banner) formats.push('banner');
  if (imp.video) formats.push('video');
  if (imp.native) formats.push('native');
  if (imp.audio) formats.push('audio');
  return formats;
}

function sizesOf(imp: AuctionedImp): readonly string[] {
  const banner = imp.banner;
  if (!banner) return [];
  const sizes: string[] = [];
  for (const { w, h } of banner.format ?? []) if (w && h) sizes.push(`${w}x${h}`);
  // The root size is the preferred one of 2.4 clients, and the only one where no formats are given.
  if (banner.w && banner.h && !sizes.includes(`${banner.w}x${banner.h}`))
    sizes.push(`${banner.w}x${banner.h}`);
  return sizes;
}
