import type { FieldsOfPurpose } from '@jianchat/policy';
import type { Goal } from './goals.ts';
import { hashText } from './stable-hash.ts';

/** Fields of the policy that may be learned from. */
export type LearnableField = FieldsOfPurpose['effectiveness'];

/**
 * What a prediction may look at, and the policy's field that each feature is a value of. A field that the policy does not
 * declare for the purpose "effectiveness" does not compile here, and one that the policy in force has taken out is left
 * out when the program runs (`learn-gate.ts`).
 *
 * The order is part of the model's format: append only.
 */
export const FEATURES = {
  format: 'adFormat',
  advertiser: 'auctionOutcome',
  lineItem: 'auctionOutcome',
  creative: 'auctionOutcome',
  media: 'adSlot',
  placement: 'adSlot',
  deviceType: 'screen',
  country: 'country',
  hourOfWeek: 'auctionOutcome',
  size: 'adSize',
  os: 'operatingSystem',
} as const satisfies Readonly<Record<string, LearnableField>>;

/** What must have been seen to happen for a goal to be learned, by the fields that say so: without them there is nothing to learn. */
export const LABELS = {
  click: ['adDisplay', 'adClick'],
  conversion: ['adClick', 'conversion'],
  viewConversion: ['adDisplay', 'conversion'],
} as const satisfies Readonly<Record<Goal, readonly LearnableField[]>>;

export type FeatureName = keyof typeof FEATURES;
export const FEATURE_NAMES = Object.keys(FEATURES) as readonly FeatureName[];

/** Features of the ad; those of the place where it would be shown. */
export interface AdFeatures {
  /** `banner`, `video`, `native` or `audio`. */
  readonly format: string;
  readonly advertiser: string;
  readonly lineItem: string;
  readonly creative: string;
  /** `WIDTHxHEIGHT` that a banner is shown in, device-independent pixels; '' of what has no size of its own. */
  readonly size: string;
}

/** '' where a value is unknown. */
export interface PlaceFeatures {
  readonly media: string;
  readonly placement: string;
  readonly deviceType: string;
  /** Family of the operating system, as `android`. */
  readonly os: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** When, ms since epoch. */
  readonly atMs: number;
}

export const AD_FEATURES = ['format', 'advertiser', 'lineItem', 'creative', 'size'] as const;
export const PLACE_FEATURES = ['media', 'placement', 'deviceType', 'country', 'hourOfWeek', 'os'] as const;

/** Hashes of an ad's features, in the order of `AD_FEATURES`; 0 = no value. Made once per snapshot. */
export type EncodedAd = Int32Array;
/** Hashes of a place's features, in the order of `PLACE_FEATURES`. Made once per imp. */
export type EncodedPlace = Int32Array;

export function encodeAd(ad: AdFeatures): EncodedAd {
  return Int32Array.from(AD_FEATURES, (name) => hashOf(ad[name], name));
}

export function encodePlace(place: PlaceFeatures): EncodedPlace {
  return Int32Array.from(PLACE_FEATURES, (name) =>
    hashOf(name === 'hourOfWeek' ? hourOfWeek(place.atMs) : place[name], name),
  );
}

/** The feature's number seeds the hash: equal texts of two features are two values. */
const hashOf = (value: string, name: FeatureName): number =>
  value === '' ? 0 : hashText(value, SEEDS[name]);

const SEEDS = Object.fromEntries(
  FEATURE_NAMES.map((name, at) => [name, Math.imul(at + 1, 0x9e3779b9)]),
) as Readonly<Record<FeatureName, number>>;

const HOUR_MS = 3_600_000;
const HOURS_OF_WEEK = 168;
/** 1970-01-01 was a Thursday; weeks begin on Monday. */
const THURSDAY_HOURS = 72;

/** `0`..`167` from Monday 00:00 UTC; '' for what is no time. */
export function hourOfWeek(atMs: number): string {
  if (!Number.isFinite(atMs) || atMs < 0) return '';
  return String((Math.floor(atMs / HOUR_MS) + THURSDAY_HOURS) % HOURS_OF_WEEK);
}
