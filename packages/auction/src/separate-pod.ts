import type { ImpView } from './imp-view.ts';
import type { Offer } from './offer.ts';

/** The outcome for one imp: offers that may go out, the winner first. */
interface Standing {
  readonly imp: ImpView;
  readonly standing: readonly Offer[];
}

export interface PodOutcome<S extends Standing> {
  readonly rankings: readonly S[];
  /** Offers that would have been the second of their kind in a pod, or too long for it. */
  readonly separated: readonly Offer[];
}

/**
 * Ads of one break side by side: of imps with one `podid`, no two winners advertise the same domain or the same category, and together
 * they are no longer than `poddur` (OpenRTB 2.6, section 7.6). Places are filled by price, the dearest first, so that it has its
 * choice; an offer that does not go beside what stands gives way to the next of its imp. Other imps are left as they are.
 */
export function separatePods<S extends Standing>(rankings: readonly S[]): PodOutcome<S> {
  const pods = Map.groupBy(rankings, ({ imp }) => podOf(imp));
  const left = new Map<S, readonly Offer[]>();
  const separated: Offer[] = [];
  for (const [pod, members] of pods) {
    if (pod === undefined || members.length < 2) continue;
    const taken = new Set<string>();
    let seconds = members[0] === undefined ? 0 : lengthOf(members[0].imp);
    const byPrice = [...members].sort((a, b) => priceOf(b) - priceOf(a));
    for (const ranking of byPrice) {
      const at = ranking.standing.findIndex(
        (offer) => (offer.bid.dur ?? 0) <= seconds && !kindsOf(offer).some((kind) => taken.has(kind)),
      );
      const kept = at < 0 ? [] : ranking.standing.slice(at);
      separated.push(...(at < 0 ? ranking.standing : ranking.standing.slice(0, at)));
      const [winner] = kept;
      for (const kind of winner ? kindsOf(winner) : []) taken.add(kind);
      seconds -= winner?.bid.dur ?? 0;
      left.set(ranking, kept);
    }
  }
  return {
    rankings: rankings.map((ranking) => {
      const standing = left.get(ranking);
      return standing === undefined ? ranking : { ...ranking, standing };
    }),
    separated,
  };
}

function podOf({ imp }: ImpView): string | undefined {
  const pod = imp.video?.podid ?? imp.audio?.podid;
  return pod === undefined || pod === '' ? undefined : pod;
}

/** Seconds of the whole pod; without end where it names none. */
const lengthOf = ({ imp }: ImpView): number => (imp.video ?? imp.audio)?.poddur || Number.POSITIVE_INFINITY;

const priceOf = ({ standing: [winner] }: Standing): number => winner?.priceMicros ?? -1;

/** What no two ads of a pod share. */
const kindsOf = ({ bid: { adomain = [], cat = [] } }: Offer): readonly string[] => [
  ...adomain.map((domain) => `domain ${domain.toLowerCase()}`),
  ...cat.map((category) => `category ${category}`),
];
