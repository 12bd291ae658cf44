/** The versions that are written. */
export type VastVersion = '2.0' | '3.0' | '4.0' | '4.1' | '4.2' | '4.3';

/** AdCOM 1.0 list "Creative Subtypes – Audio/Video": codes of ads that are whole (InLine) and of those that lead to another document, best first. */
const CODES: readonly { readonly version: VastVersion; readonly inline: number; readonly wrapper: number }[] =
  [
    { version: '4.3', inline: 15, wrapper: 16 },
    { version: '4.2', inline: 13, wrapper: 14 },
    { version: '4.1', inline: 11, wrapper: 12 },
    { version: '4.0', inline: 7, wrapper: 8 },
    { version: '3.0', inline: 3, wrapper: 6 },
    { version: '2.0', inline: 2, wrapper: 5 },
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
  return CODES.find((codes) => protocols.includes(codes[kind]))?.version;
}

/** Code of the list for `bid.protocol`. */
export function protocolOf(version: VastVersion, kind: 'inline' | 'wrapper'): number {
  return CODES.find((codes) => codes.version === version)?.[kind] ?? 0;
}

/** What 4.1 brought: verification beside the creatives, sounds, ids of displays. */
export const isFourOne = (version: VastVersion): boolean => isFour(version) && version !== '4.0';
export const isFour = (version: VastVersion): boolean => version.startsWith('4');
