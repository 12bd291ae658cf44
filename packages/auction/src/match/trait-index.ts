import type { TraitName } from '@jianchat/snapshot';
import type { ImpView } from '../imp-view.ts';
import type { CompiledTargeting } from './compile-targeting.ts';
import type { Traits } from './traits.ts';

/**
 * Which of many targetings a request may meet, by one bit each: for every trait that somebody asks for, the bits of those
 * who don't ask and of those who ask for a value. A request joins the bits of its values and keeps what all traits have in
 * common, so that thousands of targetings cost some hundred machine words.
 */
export interface TraitIndex {
  /** Bits of those whose conditions all hold; the same array at each call. What an index can't know (`rest`) is asked by the caller. */
  eligible(traits: Traits, imp: ImpView): Uint32Array;
}

interface TraitBits {
  readonly trait: TraitName;
  readonly indifferent: Uint32Array;
  readonly byValue: ReadonlyMap<string, Uint32Array>;
}

/** @param known a trait that holds of whoever looks here, and needs no look */
export function indexTargetings(targetings: readonly CompiledTargeting[], known?: TraitName): TraitIndex {
  const words = (targetings.length + 31) >>> 5;
  const asked = new Set(targetings.flatMap(({ conditions }) => [...conditions.keys()]));
  if (known !== undefined) asked.delete(known);
  const table = Array.from(asked, (trait) => bitsOf(trait, targetings));
  const everybody = new Uint32Array(words).fill(0xffff_ffff);
  if (targetings.length % 32 > 0) everybody[words - 1] = 2 ** (targetings.length % 32) - 1;
  const result = new Uint32Array(words);
  const one = new Uint32Array(words);
  return {
    eligible(traits, imp) {
      result.set(everybody);
      for (const { trait, indifferent, byValue } of table) {
        one.set(indifferent);
        for (const value of traits.of(trait, imp)) {
          const bits = byValue.get(value);
          if (bits === undefined) continue;
          for (let at = 0; at < words; at++) one[at] = (one[at] ?? 0) | (bits[at] ?? 0);
        }
        for (let at = 0; at < words; at++) result[at] = (result[at] ?? 0) & (one[at] ?? 0);
      }
      return result;
    },
  };
}

function bitsOf(trait: TraitName, targetings: readonly CompiledTargeting[]): TraitBits {
  const words = (targetings.length + 31) >>> 5;
  const indifferent = new Uint32Array(words);
  const byValue = new Map<string, Uint32Array>();
  for (const [at, { conditions }] of targetings.entries()) {
    const wanted = conditions.get(trait);
    if (wanted === undefined) setBit(indifferent, at);
    for (const value of wanted ?? []) {
      const bits = byValue.get(value) ?? new Uint32Array(words);
      setBit(bits, at);
      byValue.set(value, bits);
    }
  }
  return { trait, indifferent, byValue };
}

function setBit(bits: Uint32Array, at: number): void {
  bits[at >>> 5] = (bits[at >>> 5] ?? 0) | (1 << (at & 31));
}
