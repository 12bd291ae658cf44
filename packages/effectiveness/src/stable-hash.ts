/**
 * Hashes that mean the same in every process and release: what was learned under a slot yesterday is found under it
 * tomorrow. Not for secrets.
 */

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
/** Ids are bounded where they are configured; whatever stands behind this many characters tells nothing apart. */
const CHARS_MAX = 512;

/** FNV-1a over UTF-16 code units, finished as in MurmurHash3. Never 0, which stands for "no value". */
export function hashText(text: string, seed: number): number {
  let hash = FNV_OFFSET ^ seed;
  const length = Math.min(text.length, CHARS_MAX);
  for (let at = 0; at < length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), FNV_PRIME);
  return finish(hash ^ length) || 1;
}

/** One hash of two, in which their order counts. */
export function combine(a: number, b: number): number {
  return finish(Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) + b);
}

/** MurmurHash3's finaliser: every bit of the result depends on every bit of `hash`. */
export function finish(hash: number): number {
  let x = hash | 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) | 0;
}
