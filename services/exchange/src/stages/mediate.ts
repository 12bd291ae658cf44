import { convertMicros, type MediationDemand, type WaterfallStep } from '@jianchat/auction';
import type { RequestFor } from '@jianchat/policy';
import type { AnswerTerms } from '../terms/answer-terms.ts';
import type { Parsed } from './parse.ts';
import type { Ranking } from './rank.ts';

/** Waterfalls by imp id, as they stand in the answer's `ext.mediation`. */
export type Waterfalls = Readonly<Record<string, readonly WaterfallStep[]>>;

/**
 * The order in which an app tries the networks whose SDKs it holds, for each imp of a placement that names some. Undefined for whoever
 * does not ask: sites, and apps that list no network.
 */
export function mediate(
  request: RequestFor<'adDelivery'>,
  options: {
    demand: MediationDemand | undefined;
    rankings: readonly Ranking[];
    stored: Parsed['stored'];
    terms: AnswerTerms;
    /** Of the account, in which prices are set, and of the auction. */
    currencies: { readonly account: string; readonly auction: string };
    country: string;
  },
): Waterfalls | undefined {
  const asked = request.ext?.mediation?.networks ?? [];
  if (options.demand === undefined || request.app === undefined || asked.length === 0) return undefined;
  const rate = options.terms.convertByHost(options.currencies.account, options.currencies.auction);
  const networks = new Set(asked);
  const waterfalls: [string, readonly WaterfallStep[]][] = [];
  for (const { imp, standing } of options.rankings) {
    const mediation = options.stored[imp.index]?.row?.placement.mediation;
    if (mediation === undefined) continue;
    const steps = options.demand.waterfall({
      mediation,
      formats: imp.formats,
      country: options.country,
      floorMicros: imp.floorMicros,
      bestMicros: standing[0]?.priceMicros ?? 0,
      networks,
      convert: (micros) => (rate === undefined ? undefined : convertMicros(micros, rate)),
    });
    waterfalls.push([imp.id, steps]);
  }
  return waterfalls.length === 0 ? undefined : Object.fromEntries(waterfalls);
}
