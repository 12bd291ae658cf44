import { convertMicros, type MediationDemand, toCpm, type WaterfallStep } from '@jianchat/auction';
import { type EventClaims, mayReport, type TokenMint } from '@jianchat/events';
import type { RequestFor } from '@jianchat/policy';
import type { MediationNetwork } from '@jianchat/snapshot';
import type { AnswerTerms } from '../terms/answer-terms.ts';
import type { Parsed } from './parse.ts';
import type { Ranking } from './rank.ts';

/** Waterfalls by imp id, as they stand in the answer's `ext.mediation`. */
export type Waterfalls = Readonly<Record<string, readonly AnsweredStep[]>>;

/** Prices are a thousand impressions', in units of the auction's currency. */
type AnsweredStep =
  | {
      readonly network: string;
      readonly parameters: Readonly<Record<string, unknown>>;
      readonly price: number;
      readonly timeoutMs: number;
      readonly perHourMax?: number;
      readonly intervalSecMin?: number;
      /** Fetched by the app when the network's ad was shown or clicked; absent where that is not collected. */
      readonly events: { readonly impression?: string; readonly click?: string };
    }
  | { readonly auction: true; readonly price: number };

export interface MediateOptions {
  readonly demand: MediationDemand | undefined;
  readonly rankings: readonly Ranking[];
  readonly stored: Parsed['stored'];
  readonly terms: AnswerTerms;
  /** Of the account, in which prices are set, and of the auction. */
  readonly currencies: { readonly account: string; readonly auction: string };
  readonly country: string;
  /** What event URLs say of every ad of this auction. */
  readonly claims: CommonClaims;
  readonly means: { readonly mint: TokenMint; readonly publicUrl: string };
}

type CommonClaims = Pick<
  EventClaims,
  'auction' | 'atMs' | 'account' | 'revenueShareBps' | 'deviceType' | 'country' | 'policyVersion' | 'kinds'
>;

/**
 * The order in which an app tries the networks whose SDKs it holds, for each imp of a placement that names some. Undefined for whoever
 * does not ask: sites, and apps that list no network.
 */
export function mediate(request: RequestFor<'adDelivery'>, options: MediateOptions): Waterfalls | undefined {
  const asked = request.ext?.mediation?.networks ?? [];
  if (options.demand === undefined || request.app === undefined || asked.length === 0) return undefined;
  const rate = options.terms.convertByHost(options.currencies.account, options.currencies.auction);
  const networks = new Set(asked);
  const waterfalls: [string, readonly AnsweredStep[]][] = [];
  for (const { imp, standing } of options.rankings) {
    const row = options.stored[imp.index]?.row;
    if (row?.placement.mediation === undefined) continue;
    const steps = options.demand.waterfall({
      mediation: row.placement.mediation,
      ...(row.placement.realised && { realised: row.placement.realised }),
      formats: imp.formats,
      country: options.country,
      floorMicros: imp.floorMicros,
      bestMicros: standing[0]?.priceMicros ?? 0,
      networks,
      convert: (micros) => (rate === undefined ? undefined : convertMicros(micros, rate)),
    });
    const place = {
      imp: imp.index,
      format: imp.formats[0] ?? 'banner',
      media: row.media.id,
      placement: row.placement.id,
    };
    waterfalls.push([imp.id, steps.map((step) => answered(step, { place, options }))]);
  }
  return waterfalls.length === 0 ? undefined : Object.fromEntries(waterfalls);
}

type Place = Pick<EventClaims, 'imp' | 'format' | 'media' | 'placement'>;

function answered(
  step: WaterfallStep,
  { place, options }: { place: Place; options: MediateOptions },
): AnsweredStep {
  const price = toCpm(step.priceMicros);
  if ('auction' in step) return { auction: true, price };
  const { network, parameters, timeoutMs, perHourMax, intervalSecMin } = step.network;
  return {
    network,
    parameters,
    price,
    timeoutMs,
    ...(perHourMax !== undefined && { perHourMax }),
    ...(intervalSecMin !== undefined && { intervalSecMin }),
    events: eventUrls({ network: step.network, priceMicros: step.priceMicros }, { place, options }),
  };
}

/** Of one imp one display counts: the auction's ad and every network share its id. */
function eventUrls(
  { network, priceMicros }: { network: MediationNetwork; priceMicros: number },
  { place, options }: { place: Place; options: MediateOptions },
): { impression?: string; click?: string } {
  const { claims, means, currencies } = options;
  if (!mayReport(claims.kinds, 'impression') && !mayReport(claims.kinds, 'click')) return {};
  const token = means.mint.sign({
    ...claims,
    ...place,
    demandKind: 'mediation',
    demand: network.network,
    advertiser: '',
    creative: '',
    priceCpmMicros: priceMicros,
    currency: currencies.auction,
    clickUrl: '',
  });
  return {
    ...(mayReport(claims.kinds, 'impression') && {
      impression: `${means.publicUrl}/e/${token('impression')}`,
    }),
    ...(mayReport(claims.kinds, 'click') && { click: `${means.publicUrl}/c/${token('click')}` }),
  };
}
