import type { MediatedImp, MediationDemand, WaterfallStep } from '@jianchat/auction';
import { type MediationNetwork, networkPrice } from '@jianchat/snapshot';

type Priced = Extract<WaterfallStep, { readonly network: MediationNetwork }>;

/**
 * Ranks networks by what they are expected to pay, with the auction's best bid among them: the app tries one after another and
 * shows the first that fills. A network that pays as much as the bid comes after it, since the bid is sure.
 */
export function createMediation(): MediationDemand {
  return {
    waterfall(imp) {
      const priced = imp.mediation.networks
        .flatMap((network) => pricedFor(network, imp))
        .sort((a, b) => b.priceMicros - a.priceMicros || order(a.network.network, b.network.network));
      const before = priced.filter(({ priceMicros }) => priceMicros > imp.bestMicros);
      const auction: WaterfallStep[] =
        imp.bestMicros > 0 ? [{ auction: true, priceMicros: imp.bestMicros }] : [];
      return [...before, ...auction, ...priced.slice(before.length)];
    },
  };
}

/** At most one price: none for a network the app lacks, one that does not serve the country, or one that pays too little. */
function pricedFor(network: MediationNetwork, imp: MediatedImp): readonly Priced[] {
  const { countries, ecpmMicrosMin = 0 } = network;
  if (!network.enabled || !imp.networks.has(network.network)) return [];
  if (countries !== undefined && !countries.includes(imp.country)) return [];
  const { country, formats, realised } = imp;
  const { ecpmMicros: own } = networkPrice(network, ofNetwork(realised, network), {
    country,
    format: formats[0],
  });
  if (own <= 0 || own < ecpmMicrosMin) return [];
  const priceMicros = imp.convert(own);
  return priceMicros === undefined || priceMicros < imp.floorMicros ? [] : [{ network, priceMicros }];
}

const ofNetwork = (realised: MediatedImp['realised'], { network }: MediationNetwork) =>
  realised !== undefined && Object.hasOwn(realised, network) ? realised[network] : undefined;

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
