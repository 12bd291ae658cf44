/** One ad as VAST tells it: what the writers take. URLs are http(s), checked where they enter. */
export interface InlineAd {
  readonly id: string;
  /** Said of sounds from VAST 4.1 on, where they came in; absent for a video. */
  readonly adType?: 'audio' | undefined;
  readonly title: string;
  /** Domain or name of who advertises. */
  readonly advertiser?: string | undefined;
  readonly durationSec: number;
  /** Seconds after which the ad may be skipped. */
  readonly skipAfterSec?: number | undefined;
  readonly files: readonly MediaFile[];
  /** The original from which a server that stitches ads into a stream makes its own files. */
  readonly mezzanine?: MediaFile | undefined;
  /** A SIMID creative beside the video. */
  readonly interactive?: InteractiveFile | undefined;
  readonly companions?: readonly Companion[] | undefined;
  readonly verifications?: readonly Verification[] | undefined;
}

/** Dimensions are absent for audio. */
export interface MediaFile {
  readonly url: string;
  readonly mime: string;
  readonly w?: number | undefined;
  readonly h?: number | undefined;
  readonly bitrateKbps?: number | undefined;
}

export interface InteractiveFile {
  readonly url: string;
  readonly mime: string;
  /** The player may let it end the ad later than the file does. */
  readonly variableDuration?: boolean | undefined;
}

/** A picture or markup beside the ad. */
export interface Companion {
  readonly id: string;
  readonly w: number;
  readonly h: number;
  readonly image?: { readonly url: string; readonly mime: string } | undefined;
  readonly html?: string | undefined;
  readonly alt?: string | undefined;
}

/** A script that measures under the Open Measurement SDK (`omid`). */
export interface Verification {
  readonly vendor: string;
  readonly url: string;
  readonly parameters?: string | undefined;
}

/** A third party's tag, led to by a wrapper of our own. */
export interface WrappedTag {
  readonly id: string;
  readonly adType?: 'audio' | undefined;
  readonly url: string;
  /** Whether the tag may lead on to further ones. */
  readonly followMore: boolean;
  readonly verifications?: readonly Verification[] | undefined;
}

/**
 * What a player reports, by the names VAST gives the events (4.3, section 3.14.1), and `viewable` of `<ViewableImpression>`.
 * Names of URLs in a document are these, `impression`, `click`, `error` and `companionView`; `display` is the id of the one display.
 */
export const LINEAR_EVENTS = [
  'start',
  'firstQuartile',
  'midpoint',
  'thirdQuartile',
  'complete',
  'mute',
  'unmute',
  'pause',
  'resume',
  'skip',
] as const;
export type LinearEvent = (typeof LINEAR_EVENTS)[number];

/** `error` URLs end with this: a player puts its code in its place. */
export const ERROR_CODE_MACRO = '[ERRORCODE]';
