/** The versions that are written. A player of a later 4.x reads an earlier one. */
export type VastVersion = '2.0' | '3.0' | '4.2' | '4.3';

/** AdCOM 1.0 list "Creative Subtypes – Audio/Video", ads that are whole (InLine): codes by what they let us write, best first. */
const INLINE: readonly (readonly [version: VastVersion, codes: readonly number[]])[] = [
  ['4.3', [15]],
  ['4.2', [13, 11, 7]],
  ['3.0', [3]],
  ['2.0', [2]],
];
/** The same list, ads that lead to another document (Wrapper). */
const WRAPPER: readonly (readonly [version: VastVersion, codes: readonly number[]])[] = [
  ['4.3', [16]],
  ['4.2', [14, 12, 8]],
  ['3.0', [6]],
  ['2.0', [5]],
];

/**
 * The newest version that a player takes.
 * @param protocols `imp.video.protocols` or `imp.audio.protocols`; a player that names none takes 4.2
 * @returns undefined where none of ours is among them (VAST 1, DAAST)
 */
export function vastVersionFor(
  protocols: readonly number[] | undefined,
  kind: 'inline' | 'wrapper',
): VastVersion | undefined {
  if (protocols === undefined || protocols.length === 0) return '4.2';
  const rows = kind === 'inline' ? INLINE : WRAPPER;
  return rows.find(([, codes]) => codes.some((code) => protocols.includes(code)))?.[0];
}

/** Code of the list for `bid.protocol`. */
export function protocolOf(version: VastVersion, kind: 'inline' | 'wrapper'): number {
  const rows = kind === 'inline' ? INLINE : WRAPPER;
  return rows.find(([known]) => known === version)?.[1][0] ?? 0;
}

export const isFour = (version: VastVersion): boolean => version.startsWith('4');
