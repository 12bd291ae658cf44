import { fillPod, kindsOf, lengthOf } from './fill-pod.ts';
import type { ImpView } from './imp-view.ts';
import type { Offer } from './offer.ts';

/** The outcome for one imp: offers that may go out, the winner first. */
export interface Standing {
  readonly imp: ImpView;
  readonly standing: readonly Offer[];
}

/** With the offers that stand by: the best first, each the second of its kind in the break, or too long for what is left of it. */
export type Separated<S extends Standing> = S & { readonly spare: readonly Offer[] };

/**
 * Ads of one break side by side: of imps with one `podid`, no two winners advertise the same domain or the same category, and together
 * they are no longer than `poddur` (OpenRTB 2.6, section 7.6). Places are filled by price, the dearest first, so that it has its
 * choice; an offer that does not go beside what stands gives way to the next of its imp. An imp that asks for a whole break keeps the
 * ads that fill it (`fillPod`). Other imps are left as they are, and so are answers that were stored.
 */
export function separatePods<S extends Standing>(rankings: readonly S[]): readonly Separated<S>[] {
  const pods = Map.groupBy(rankings, ({ imp }) => podIdOf(imp));
  const left = new Map<S, readonly Offer[]>();
  for (const [id, members] of pods)
    for (const group of id === undefined ? members.map((one) => [one]) : [members]) {
      if (group.length < 2 && group[0]?.imp.pod === undefined) continue;
      for (const [ranking, kept] of separate(group)) left.set(ranking, kept);
    }
  return rankings.map((ranking) => {
    const standing = left.get(ranking) ?? ranking.standing;
    const going = new Set(standing);
    return { ...ranking, standing, spare: ranking.standing.filter((offer) => !going.has(offer)) };
  });
}

/** What stays of each imp of one break. */
function separate<S extends Standing>(members: readonly S[]): ReadonlyMap<S, readonly Offer[]> {
  const taken = new Set<string>();
  const left = new Map<S, readonly Offer[]>();
  const single = members.find(({ imp }) => imp.pod === undefined);
  let seconds = single === undefined ? 0 : secondsTogether(single.imp);
  for (const ranking of [...members].sort((a, b) => priceOf(b) - priceOf(a))) {
    const { imp, standing } = ranking;
    if (standing.some(({ stored }) => stored)) continue;
    if (imp.pod !== undefined) {
      left.set(ranking, fillPod(standing, { imp, pod: imp.pod, taken }));
      continue;
    }
    const at = standing.findIndex(
      (offer) => (lengthOf(offer) ?? 0) <= seconds && !kindsOf(offer).some((kind) => taken.has(kind)),
    );
    const kept = at < 0 ? [] : standing.slice(at);
    const [winner] = kept;
    for (const kind of winner ? kindsOf(winner) : []) taken.add(kind);
    seconds -= (winner && lengthOf(winner)) ?? 0;
    left.set(ranking, kept);
  }
  return left;
}

/** The break that an imp is one place of; undefined where it stands alone. */
export function podIdOf({ imp }: Pick<ImpView, 'imp'>): string | undefined {
  const pod = imp.video?.podid ?? imp.audio?.podid;
  return pod === undefined || pod === '' ? undefined : pod;
}

/** Seconds that places of a pod have together; without end where they name none. */
export const secondsTogether = ({ imp }: ImpView): number =>
  (imp.video ?? imp.audio)?.poddur || Number.POSITIVE_INFINITY;

const priceOf = ({ standing: [winner] }: Standing): number => winner?.priceMicros ?? -1;
