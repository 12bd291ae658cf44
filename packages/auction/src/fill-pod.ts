import type { ImpView } from './imp-view.ts';
import type { Offer } from './offer.ts';
import type { Pod } from './pod.ts';
import { rankOf } from './priority.ts';

/** Offers looked at per tier, the best by rank: bounds the work, which grows with how many may stand side by side. At most 31: each is a bit. */
const LOOKS_MAX = 24;
/** Combinations tried per tier; the best one found by then stands. */
const TRIES_MAX = 4_000;

/** AdCOM list "Slot Position in Pod", as a bid says it: where in the break it must stand. */
const SLOT = { last: -1, first: 1, firstOrLast: 2 } as const;

/**
 * Which ads fill a break, in the order in which they stand in it: tier by tier those worth most together, of which no two advertise
 * the same domain or category or bear a label of competitors, within its seconds and its number of ads. At most one wants to be
 * first and one last.
 * @param offers the best first
 * @param taken what must not come again; what is chosen is added
 */
export function fillPod(
  offers: readonly Offer[],
  { imp, pod, taken }: { imp: ImpView; pod: Pod; taken: Set<string> },
): readonly Offer[] {
  const chosen: Offer[] = [];
  let seconds = pod.secondsMax;
  for (const tier of Map.groupBy(offers, (offer) => rankOf(offer).tier).values()) {
    const room: Room = { seconds, ads: pod.adsMax - chosen.length, taken, edges: edgesOf(chosen) };
    for (const offer of bestOf(
      tier.slice(0, LOOKS_MAX).map((one) => candidate(one, imp, pod)),
      room,
    )) {
      chosen.push(offer);
      seconds -= secondsOf(offer, imp, pod);
      for (const kind of kindsOf(offer)) taken.add(kind);
    }
  }
  return inOrder(chosen);
}

interface Candidate {
  readonly offer: Offer;
  readonly seconds: number;
  readonly value: number;
  readonly kinds: readonly string[];
}

/** A candidate with those that must not stand beside it, as bits by their place: no list is compared while combinations are tried. */
interface Fitting extends Candidate {
  readonly bit: number;
  readonly rivals: number;
}

interface Room {
  readonly seconds: number;
  readonly ads: number;
  readonly taken: ReadonlySet<string>;
  readonly edges: readonly number[];
}

function candidate(offer: Offer, imp: ImpView, pod: Pod): Candidate {
  // One more ad is worth a little in itself: where nobody pays, a full break is better than an empty one.
  const value = rankOf(offer).micros + 1;
  return { offer, seconds: secondsOf(offer, imp, pod), value, kinds: kindsOf(offer) };
}

/** The offers worth most together that go side by side: all ways to take or leave each, cut off where the rest can't win any more. */
function bestOf(candidates: readonly Candidate[], room: Room): readonly Offer[] {
  const fitting = withRivals(
    candidates.filter(
      ({ seconds, kinds }) => seconds <= room.seconds && !kinds.some((kind) => room.taken.has(kind)),
    ),
  );
  // What those from here on could bring at most, if all of them fitted.
  const after = fitting.map((_, at) => fitting.slice(at).reduce((sum, { value }) => sum + value, 0));
  let best: { readonly value: number; readonly offers: readonly Offer[] } = { value: 0, offers: [] };
  let tries = 0;
  const held: Fitting[] = [];
  let heldBits = 0;
  const visit = (at: number, value: number, seconds: number): void => {
    if (value > best.value) best = { value, offers: held.map(({ offer }) => offer) };
    const next = fitting[at];
    if (next === undefined || held.length >= room.ads || value + (after[at] ?? 0) <= best.value) return;
    if (tries++ >= TRIES_MAX) return;
    if (next.seconds <= seconds && (next.rivals & heldBits) === 0 && keepsEnds(next, held, room)) {
      held.push(next);
      heldBits |= next.bit;
      visit(at + 1, value + next.value, seconds - next.seconds);
      held.pop();
      heldBits &= ~next.bit;
    }
    visit(at + 1, value, seconds);
  };
  visit(0, 0, room.seconds);
  return best.offers;
}

function withRivals(candidates: readonly Candidate[]): readonly Fitting[] {
  const bearers = new Map<string, number>();
  for (const [at, { kinds }] of candidates.entries())
    for (const kind of kinds) bearers.set(kind, (bearers.get(kind) ?? 0) | (1 << at));
  return candidates.map((one, at) => {
    const bit = 1 << at;
    return { ...one, bit, rivals: one.kinds.reduce((all, kind) => all | (bearers.get(kind) ?? 0), 0) & ~bit };
  });
}

const keepsEnds = ({ offer }: Candidate, held: readonly Candidate[], { edges }: Room): boolean =>
  haveRoom([...edges, ...edgesOf([...held.map((other) => other.offer), offer])]);

/** Whether ads that insist on an end of the break can stand in it together. */
export const fitsEnds = (offers: readonly Offer[]): boolean => haveRoom(edgesOf(offers));

function haveRoom(slots: readonly number[]): boolean {
  const count = (slot: number): number => slots.filter((one) => one === slot).length;
  return count(SLOT.first) <= 1 && count(SLOT.last) <= 1 && slots.length <= 2;
}

/** Positions at an end of the break that offers insist on. */
const edgesOf = (offers: readonly Offer[]): readonly number[] =>
  offers.flatMap(({ bid: { slotinpod = 0 } }) => (slotinpod === 0 ? [] : [slotinpod]));

/** As they stand in the break: those that insist on an end of it stand there. */
export function inOrder(chosen: readonly Offer[]): readonly Offer[] {
  const at = (slot: number) => chosen.filter(({ bid }) => bid.slotinpod === slot);
  const first = at(SLOT.first);
  const last = at(SLOT.last);
  const either = at(SLOT.firstOrLast);
  for (const offer of either) (first.length === 0 ? first : last).push(offer);
  const ends = new Set([...first, ...last]);
  return [...first, ...chosen.filter((offer) => !ends.has(offer)), ...last];
}

/** How long an ad is; one that nobody knows the length of may take as long as any. */
export function secondsOf(offer: Offer, { imp }: ImpView, { secondsMax }: Pod): number {
  const player = imp.video ?? imp.audio;
  const longest = player?.rqddurs?.length ? Math.max(...player.rqddurs) : player?.maxduration;
  return lengthOf(offer) ?? (longest || secondsMax);
}

/** Seconds, as the bid or its markup says, whichever is more; an ad that says it takes none says nothing. */
export function lengthOf({ lengthSec, bid }: Pick<Offer, 'lengthSec' | 'bid'>): number | undefined {
  const said = lengthSec ?? bid.dur ?? 0;
  return said > 0 ? said : undefined;
}

/** What no two ads of a pod share. */
export const kindsOf = ({ bid: { adomain = [], cat = [] }, labels = [] }: Offer): readonly string[] => [
  ...adomain.map((domain) => `domain ${domain.toLowerCase()}`),
  ...cat.map((category) => `category ${category}`),
  ...labels.map((label) => `label ${label}`),
];
