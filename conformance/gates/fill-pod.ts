import type { fillPod } from '../../packages/auction/src/fill-pod.ts';
import type { Offer } from '../../packages/auction/src/offer.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof fillPod>({
  file: 'packages/auction/src/fill-pod.ts',
  export: 'fillPod',
  says: {
    en: 'The ads of a break last no longer than it, are no more than it takes, and no two of them compete',
    zh: '同一广告时段内的广告总时长与数量不超出限制，且互不竞争',
  },
  provenBy: ['packages/auction/src/fill-pod.test.ts'],
  mutants: {
    'knows no end of a break':
      (original) =>
      (offers, { pod, ...room }) =>
        original(offers, { ...room, pod: { ...pod, secondsMax: Number.POSITIVE_INFINITY } }),
    'takes any number of ads':
      (original) =>
      (offers, { pod, ...room }) =>
        original(offers, { ...room, pod: { ...pod, adsMax: offers.length } }),
    'has competitors side by side': (original) => (offers, room) => {
      const plain = new Map(
        offers.map((offer): [Offer, Offer] => [
          { ...offer, labels: [], bid: { ...offer.bid, adomain: [], cat: [] } },
          offer,
        ]),
      );
      return original([...plain.keys()], room).map((offer) => plain.get(offer) ?? offer);
    },
  },
});
