import type { RequestFor } from '@jianchat/policy';

type Device = NonNullable<RequestFor<'contextualAds'>['device']>;

/** Words of an operating system's name, and what targeting calls it. Earlier rows win: tvOS says "OS" as well. */
const SYSTEMS: readonly (readonly [word: string, os: string])[] = [
  ['tizen', 'tizen'],
  ['web0s', 'webos'],
  ['webos', 'webos'],
  ['roku', 'roku'],
  ['tvos', 'tvos'],
  ['appletv', 'tvos'],
  ['iphone', 'ios'],
  ['ipad', 'ios'],
  ['ios', 'ios'],
  ['android', 'android'],
  ['windows', 'windows'],
  ['cros', 'chromeos'],
  ['chrome os', 'chromeos'],
  ['chromium os', 'chromeos'],
  ['chromeos', 'chromeos'],
  ['mac os', 'macos'],
  ['macos', 'macos'],
  ['macintosh', 'macos'],
  ['os x', 'macos'],
  ['linux', 'linux'],
];

/** Words of browsers, those first whose user agent names others besides. */
const BROWSERS: readonly (readonly [word: string, browser: string])[] = [
  ['edg', 'edge'],
  ['opr/', 'opera'],
  ['opera', 'opera'],
  ['samsung', 'samsung'],
  ['firefox', 'firefox'],
  ['fxios', 'firefox'],
  ['chrome', 'chrome'],
  ['crios', 'chrome'],
  ['safari', 'safari'],
];

const found = (
  table: readonly (readonly [string, string])[],
  text: string | undefined,
): string | undefined => {
  if (!text) return undefined;
  const lower = text.toLowerCase();
  return table.find(([word]) => lower.includes(word))?.[1];
};

/** The operating system as declared, as the client hints say, or as the user agent does. */
export function osOf({ os, sua, ext, ua }: Device): string | undefined {
  return found(SYSTEMS, os) ?? found(SYSTEMS, (sua ?? ext?.sua)?.platform?.brand) ?? found(SYSTEMS, ua);
}

/** The browser by client hints or user agent; undefined in apps, which have none. */
export function browserOf({ sua, ext, ua }: Device): string | undefined {
  const brands = (sua ?? ext?.sua)?.browsers;
  if (brands !== undefined && brands.length > 0)
    // One text, so that a brand built on Chromium is told from Chrome, which it names as well.
    return found(BROWSERS, brands.map(({ brand }) => brand ?? '').join(' '));
  return found(BROWSERS, ua);
}
