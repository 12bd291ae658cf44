import type { DspRequest, Size } from './bid-request.ts';

export type DemoDspId = 'demo-dsp-a' | 'demo-dsp-b';

/**
 * How a demo bidder values an impression. Prices are CPM in USD; the factors multiply.
 *
 * The base prices stand below the 1.80 of the demo's direct campaign and the identity factors lift them above it,
 * so that whether a person may be recognised decides who wins: that is what the demo page is there to show.
 */
export interface Strategy {
  readonly id: DemoDspId;
  readonly bannerCpm: ReadonlyMap<string, number>;
  readonly videoCpm: number | undefined;
  readonly nativeCpm: number | undefined;
  readonly withIdentity: number;
  readonly withCountry: number;
  readonly withContext: number;
  /** Words of a page this bidder likes to stand on. */
  readonly likedWords: ReadonlySet<string>;
  readonly advertiserDomain: string;
  /** IAB Content Taxonomy 1.0, the one `bcat` uses unless the request says otherwise. */
  readonly categories: readonly string[];
  /** Part of the impressions it has no interest in, 0 to 1. */
  readonly noInterest: number;
}

/** The smallest and largest factor by which luck moves a price. */
const jitter = { least: 0.94, most: 1.06 };

export const strategies: Readonly<Record<DemoDspId, Strategy>> = {
  'demo-dsp-a': {
    id: 'demo-dsp-a',
    bannerCpm: new Map([
      ['300x250', 1.4],
      ['320x50', 0.7],
    ]),
    videoCpm: undefined,
    nativeCpm: undefined,
    withIdentity: 1.9,
    withCountry: 1.05,
    withContext: 1.1,
    likedWords: new Set(['culture', 'walking', 'slow travel']),
    advertiserDomain: 'demo-tea.example',
    categories: ['IAB8'],
    noInterest: 0.06,
  },
  'demo-dsp-b': {
    id: 'demo-dsp-b',
    bannerCpm: new Map([
      ['300x250', 0.8],
      ['320x50', 0.5],
    ]),
    videoCpm: 1.3,
    nativeCpm: 0.9,
    withIdentity: 2.1,
    withCountry: 1.1,
    withContext: 1.15,
    likedWords: new Set(['city', 'walking', 'outdoors']),
    advertiserDomain: 'demo-bikes.example',
    categories: ['IAB17'],
    noInterest: 0.1,
  },
};

/** The size this bidder would pay most for among those offered. */
export function bestSize(
  strategy: Strategy,
  sizes: readonly Size[],
): { size: Size; cpm: number } | undefined {
  return sizes
    .flatMap((size) => {
      const cpm = strategy.bannerCpm.get(`${size.w}x${size.h}`);
      return cpm === undefined ? [] : [{ size, cpm }];
    })
    .sort((left, right) => right.cpm - left.cpm)[0];
}

/** What an impression of base value `baseCpm` is worth in this request, in USD CPM, rounded to a cent. */
export function impressionCpm(
  strategy: Strategy,
  request: DspRequest,
  options: { baseCpm: number; random: () => number },
): number {
  const liked = !strategy.likedWords.isDisjointFrom(request.contextWords);
  const factor =
    (request.hasIdentity ? strategy.withIdentity : 1) *
    (request.hasCountry ? strategy.withCountry : 1) *
    (liked ? strategy.withContext : 1) *
    (jitter.least + (jitter.most - jitter.least) * options.random());
  return Math.round(options.baseCpm * factor * 100) / 100;
}
