import { type AdFeatures, encodeAd, encodePlace, type PlaceFeatures } from '../features.ts';
import { priorScore } from '../goals.ts';
import type { Example } from '../learner.ts';
import { sigmoid } from '../logistic.ts';
import { combine, hashText } from '../stable-hash.ts';

/** An impression of a made-up world in which the true chance of a click is known. */
export interface Shown {
  readonly ad: AdFeatures;
  readonly place: PlaceFeatures;
  readonly chance: number;
  readonly clicked: boolean;
}

export interface World {
  /** Log-odds of a click, the same for the same ad and place. */
  score(ad: AdFeatures, place: PlaceFeatures): number;
  ad(number: number): AdFeatures;
  shown(number: number): Shown;
}

export interface WorldOptions {
  readonly seed: number;
  /** Log-odds of a click on average. */
  readonly base?: number;
  readonly creatives?: number;
  readonly placements?: number;
}

const DEVICES = ['phone', 'tablet', 'desktop', 'tv'];
const SIZES = ['300x250', '728x90', '320x50'];
const SYSTEMS = ['android', 'ios', 'windows', ''];
const COUNTRIES = ['DE', 'FR', 'CN', 'US', 'BR', ''];

/** Effects of creative, advertiser, placement and device, and of creative and placement together. */
export function simulateWorld({ seed, base = -3.5, creatives = 40, placements = 12 }: WorldOptions): World {
  const uniform = (name: string, number = 0): number =>
    (combine(combine(hashText(name, seed), seed), number) >>> 0) / 2 ** 32;
  const effect = (size: number, name: string): number => (uniform(`effect of ${name}`) * 2 - 1) * size;
  const ad = (number: number): AdFeatures => ({
    format: number % 5 === 0 ? 'video' : 'banner',
    advertiser: `advertiser-${number % 6}`,
    lineItem: `line-${number % 15}`,
    creative: `creative-${number}`,
    size: number % 5 === 0 ? '' : (SIZES[number % 3] ?? ''),
  });
  const score: World['score'] = ({ creative, advertiser, format }, { placement, deviceType }) =>
    base +
    effect(0.8, creative) +
    effect(0.5, advertiser) +
    effect(0.7, placement) +
    effect(0.4, deviceType) +
    effect(0.4, `${creative} ${placement}`) +
    (format === 'video' ? 0.5 : 0);
  return {
    score,
    ad,
    shown(number) {
      const pick = (name: string, count: number): number => Math.floor(uniform(name, number) * count);
      const own = ad(pick('ad', creatives));
      const at = pick('place', placements);
      const place: PlaceFeatures = {
        media: `media-${at % 3}`,
        placement: `placement-${at}`,
        deviceType: DEVICES[pick('device', DEVICES.length)] ?? '',
        os: SYSTEMS[pick('os', SYSTEMS.length)] ?? '',
        country: COUNTRIES[pick('country', COUNTRIES.length)] ?? '',
        atMs: 1_800_000_000_000 + number * 1_000,
      };
      const chance = sigmoid(score(own, place));
      return { ad: own, place, chance, clicked: uniform('click', number) < chance };
    },
  };
}

export function exampleOf({ ad, place, clicked }: Shown, negativesKept = 1): Example {
  return {
    ad: encodeAd(ad),
    place: encodePlace(place),
    successes: clicked ? 1 : 0,
    prior: priorScore('click', ad.format),
    negativesKept,
  };
}

/** Whether a negative is kept: told from its number alone. */
export const isKept = (number: number, share: number): boolean =>
  (combine(number, 77) >>> 0) / 2 ** 32 < share;
