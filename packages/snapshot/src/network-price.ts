import type { MediationNetwork } from './inputs/mediation.ts';

/** What a network reported for one country of a placement, '' where it names none, over the days that count. */
export interface ReportedSum {
  readonly placement: string;
  readonly network: string;
  readonly country: string;
  readonly impressions: number;
  /** What it paid for them, micros of the account's currency. */
  readonly earnedMicros: number;
}

/** What a network has really paid for a thousand impressions, where enough were reported to tell. */
export interface RealisedPrice {
  readonly ecpmMicros?: number;
  readonly byCountry?: Readonly<Record<string, number>>;
}

/** By placement, then by network. */
export type RealisedPrices = Readonly<Record<string, Readonly<Record<string, RealisedPrice>>>>;

/** Reports of fewer impressions tell of chance rather than of a price. */
export const REPORTED_IMPRESSIONS_MIN = 1_000;

/** Prices from reports; a placement, network or country of which too little was reported is left out. */
export function realisedPrices(sums: readonly ReportedSum[]): RealisedPrices {
  const placements = [...Map.groupBy(sums, ({ placement }) => placement)].map(([placement, ofPlacement]) => {
    const networks = [...Map.groupBy(ofPlacement, ({ network }) => network)].flatMap(
      ([network, ofNetwork]) => {
        const price = realisedPrice(ofNetwork);
        return price === undefined ? [] : [[network, price] as const];
      },
    );
    return [placement, Object.fromEntries(networks)] as const;
  });
  return Object.fromEntries(placements.filter(([, networks]) => Object.keys(networks).length > 0));
}

function realisedPrice(sums: readonly ReportedSum[]): RealisedPrice | undefined {
  const ecpmMicros = ecpmOf({
    impressions: sums.reduce((sum, { impressions }) => sum + impressions, 0),
    earnedMicros: sums.reduce((sum, { earnedMicros }) => sum + earnedMicros, 0),
  });
  // Where all countries together are too few, each of them is.
  if (ecpmMicros === undefined) return undefined;
  const byCountry = sums.flatMap((sum) => {
    const own = sum.country === '' ? undefined : ecpmOf(sum);
    return own === undefined ? [] : [[sum.country, own] as const];
  });
  return { ecpmMicros, ...(byCountry.length > 0 && { byCountry: Object.fromEntries(byCountry) }) };
}

function ecpmOf({
  impressions,
  earnedMicros,
}: Pick<ReportedSum, 'impressions' | 'earnedMicros'>): number | undefined {
  if (impressions < REPORTED_IMPRESSIONS_MIN) return undefined;
  return Math.round((earnedMicros / impressions) * 1_000);
}

export interface NetworkPrice {
  readonly ecpmMicros: number;
  /** Whether it follows from what the network reported, or was entered. */
  readonly basis: 'reports' | 'entered';
}

/**
 * What a network is expected to pay for a thousand impressions, micros of the account's currency: what it reported of the country, what was
 * entered for the country, what it reported of all countries, what was entered otherwise. The first that there is.
 */
export function networkPrice(
  network: Pick<MediationNetwork, 'ecpmMicros' | 'ecpmByCountry' | 'ecpmByFormat'>,
  realised: RealisedPrice | undefined,
  { country, format }: { readonly country: string; readonly format: string | undefined },
): NetworkPrice {
  const reported = ofCountry(realised?.byCountry, country);
  if (reported !== undefined) return { ecpmMicros: reported, basis: 'reports' };
  const entered = ofCountry(network.ecpmByCountry, country);
  if (entered !== undefined) return { ecpmMicros: entered, basis: 'entered' };
  if (realised?.ecpmMicros !== undefined) return { ecpmMicros: realised.ecpmMicros, basis: 'reports' };
  const byFormat = Object.entries(network.ecpmByFormat ?? {}).find(([name]) => name === format)?.[1];
  return { ecpmMicros: byFormat ?? network.ecpmMicros, basis: 'entered' };
}

function ofCountry(
  prices: Readonly<Record<string, number>> | undefined,
  country: string,
): number | undefined {
  return prices !== undefined && Object.hasOwn(prices, country) ? prices[country] : undefined;
}
