import { drawOf } from '@jianchat/auction';

/** Of one list so many are looked at in their order, and as many of the others by lot. Of what is passed over only the place is read. */
const IN_ORDER_MAX = 128;
const BY_LOT_MAX = 128;
/** Unlike any other draw of an auction. */
const LOT = 0x6c6f74;

/**
 * Calls `look` with the places of the bits that are set: in their order until it says that nobody further down is needed. Where there are
 * more than may be looked at, those after the first stand in a circle, and the auction's seed says where it begins, so that over many
 * requests each has its turn.
 * @returns how many were passed over
 */
export function lookAt(bits: Uint32Array, seed: number, look: (place: number) => boolean): number {
  let looks = 0;
  for (let word = 0; word < bits.length; word++)
    for (let left = bits[word] ?? 0; left !== 0; left &= left - 1) {
      if (looks++ === IN_ORDER_MAX) return lookAmong(placesFrom(bits, word, left), seed, look);
      if (!look(word * 32 + lowestBit(left))) return 0;
    }
  return 0;
}

function lookAmong(places: readonly number[], seed: number, look: (place: number) => boolean): number {
  if (places.length <= BY_LOT_MAX) {
    places.every(look);
    return 0;
  }
  const start = drawOf(seed, LOT) % places.length;
  for (let turn = 0; turn < BY_LOT_MAX; turn++) look(places[(start + turn) % places.length] ?? 0);
  return places.length - BY_LOT_MAX;
}

function placesFrom(bits: Uint32Array, from: number, first: number): readonly number[] {
  const places: number[] = [];
  for (let word = from; word < bits.length; word++)
    for (let left = word === from ? first : (bits[word] ?? 0); left !== 0; left &= left - 1)
      places.push(word * 32 + lowestBit(left));
  return places;
}

const lowestBit = (bits: number): number => 31 - Math.clz32(bits & -bits);
