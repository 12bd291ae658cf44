import { fitsEnds, inOrder, kindsOf, lengthOf, secondsOf } from './fill-pod.ts';
import type { Offer } from './offer.ts';
import { podIdOf, type Separated, type Standing, secondsTogether } from './separate-pod.ts';

/**
 * A break from which an ad has just been dropped: what stood by takes its place, the best first, as far as it fits in what is left of
 * the break and beside who stands in it. In a place for one ad also what stood behind the dropped one has to fit.
 * @param index of the imp that lost an ad
 * @param mayJoin whether an offer that stood by may still come in
 */
export function refillPod<S extends Separated<Standing>>(
  rankings: readonly S[],
  { index, mayJoin }: { index: number; mayJoin: (offer: Offer, ranking: S) => boolean },
): readonly S[] {
  const ranking = rankings.find(({ imp }) => imp.index === index);
  if (ranking === undefined) return rankings;
  const id = podIdOf(ranking.imp);
  const others = rankings.filter((one) => one !== ranking && id !== undefined && podIdOf(one.imp) === id);
  const taken = new Set(others.flatMap((one) => goingOut(one).flatMap(kindsOf)));
  const filled =
    ranking.imp.pod === undefined
      ? nextOfPlace(ranking, { taken, others, mayJoin })
      : withSpare(ranking, { taken, mayJoin });
  return rankings.map((one) => (one === ranking ? filled : one));
}

interface Beside<S> {
  /** What must not come again. */
  readonly taken: Set<string>;
  readonly mayJoin: (offer: Offer, ranking: S) => boolean;
}

/** In a whole break every ad goes out, in a place for one the first. */
const goingOut = ({ imp, standing }: Standing): readonly Offer[] =>
  imp.pod === undefined ? standing.slice(0, 1) : standing;

function withSpare<S extends Separated<Standing>>(ranking: S, { taken, mayJoin }: Beside<S>): S {
  const { imp } = ranking;
  const { pod } = imp;
  if (pod === undefined) return ranking;
  let left = ranking;
  for (const offer of left.standing) for (const kind of kindsOf(offer)) taken.add(kind);
  for (const offer of ranking.spare) {
    const { standing, spare } = left;
    const seconds = standing.reduce((sum, one) => sum - secondsOf(one, imp, pod), pod.secondsMax);
    const fits =
      standing.length < pod.adsMax &&
      secondsOf(offer, imp, pod) <= seconds &&
      !kindsOf(offer).some((kind) => taken.has(kind)) &&
      fitsEnds([...standing, offer]) &&
      mayJoin(offer, left);
    if (!fits) continue;
    for (const kind of kindsOf(offer)) taken.add(kind);
    left = { ...left, standing: inOrder([...standing, offer]), spare: spare.filter((one) => one !== offer) };
  }
  return left;
}

function nextOfPlace<S extends Separated<Standing>>(
  ranking: S,
  { taken, others, mayJoin }: Beside<S> & { others: readonly S[] },
): S {
  const gone = others.flatMap(goingOut).reduce((sum, offer) => sum + (lengthOf(offer) ?? 0), 0);
  const seconds = secondsTogether(ranking.imp) - gone;
  const fits = (offer: Offer): boolean =>
    (lengthOf(offer) ?? 0) <= seconds && !kindsOf(offer).some((kind) => taken.has(kind));
  const { standing, spare } = ranking;
  const at = standing.findIndex(fits);
  if (at >= 0)
    return { ...ranking, standing: standing.slice(at), spare: [...spare, ...standing.slice(0, at)] };
  const joining = spare.find((offer) => fits(offer) && mayJoin(offer, ranking));
  const left = [...spare, ...standing].filter((offer) => offer !== joining);
  return { ...ranking, standing: joining === undefined ? [] : [joining], spare: left };
}
