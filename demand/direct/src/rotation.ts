import { drawOf, type ImpView } from '@jianchat/auction';
import type { Frequency } from './frequency.ts';
import type { Entry } from './line-index.ts';
import type { Shown, Worth } from './worth.ts';

interface Means {
  readonly worth: Pick<Worth, 'rateTold'>;
  readonly frequency: Pick<Frequency, 'timesShown'>;
}

/** Of several creatives of one line item that fit the imp, the one with the highest turn is shown. */
export function turnOf(entry: Entry, imp: ImpView, { auction, size, ...means }: Means & Shown): number {
  const { plan, ready, place } = entry;
  const { rotation, creatives, id } = plan.line;
  // From 0 to 1, another one for each creative and imp.
  const lot = (drawOf(auction.seed ^ Math.imul(imp.index + 1, 0x85eb_ca6b), place) + 1) / 2 ** 32;
  switch (rotation?.mode) {
    case 'weighted':
      // The highest of so many lots as the weight says (Efraimidis and Spirakis).
      return lot ** (1 / (rotation.weights?.[ready.creative.id] ?? 1));
    case 'sequential': {
      const shown = means.frequency.timesShown(id, auction);
      return -((((place - shown) % creatives.length) + creatives.length) % creatives.length);
    }
    case 'optimised':
      return means.worth.rateTold(entry, imp, { auction, size }) ?? lot / 1e6;
    default:
      return lot;
  }
}
