import { readVast, type VastFault } from './read-vast.ts';

/** A document somebody serves at an address, or why it could not be had. */
export type FetchedVast =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly fault: 'tag.unreachable' | 'tag.forbidden' | 'tag.tooLarge' };

/** Fetches one document, bounded in time and size. Never rejects. */
export type FetchVast = (url: string) => Promise<FetchedVast>;

export type UnwrapFault =
  | VastFault
  | Extract<FetchedVast, { ok: false }>['fault']
  | 'tag.tooDeep'
  | 'tag.circular'
  | 'tag.tooMany';

/** What a player would find behind a tag. */
export interface Unwrapped {
  /** Undefined where every way ended at an ad that can be played. */
  readonly fault: UnwrapFault | undefined;
  /** Wrappers one after another on the longest way. */
  readonly wrappers: number;
  /** Hosts that documents were fetched from, in the order in which they were met. */
  readonly hosts: readonly string[];
  /** MIME types of the media at the end. */
  readonly mimes: readonly string[];
  /** Seconds of the ads at the end. */
  readonly durationsSec: readonly number[];
}

/** Players follow five wrappers (VAST 4.3, section 2.4.4.3). */
export const WRAPPERS_MAX = 5;
/** Documents fetched for one tag: pods of wrappers could ask for many. */
const DOCUMENTS_MAX = 12;

/**
 * Follows a tag as a player does, wrapper by wrapper, to the ads at its end. Each address is fetched once; one that is met again on the
 * way that led to it goes round in circles.
 * @param wrappersMax how many wrappers may stand behind the tag; 0 where it must be an ad itself
 */
export async function unwrapTag(
  tagUrl: string,
  { fetchVast, wrappersMax }: { fetchVast: FetchVast; wrappersMax: number },
): Promise<Unwrapped> {
  const hosts = new Set<string>();
  const mimes = new Set<string>();
  const durationsSec: number[] = [];
  let wrappers = 0;
  let documents = 0;

  const follow = async (url: string, way: readonly string[]): Promise<UnwrapFault | undefined> => {
    const address = addressOf(url);
    if (address === undefined) return 'vast.url';
    if (way.includes(address.whole)) return 'tag.circular';
    if (documents++ >= DOCUMENTS_MAX) return 'tag.tooMany';
    hosts.add(address.host);
    const fetched = await fetchVast(address.whole);
    if (!fetched.ok) return fetched.fault;
    const reading = readVast(fetched.text);
    if (!reading.ok) return reading.fault;
    for (const ad of reading.document.ads) {
      if (ad.kind === 'inline') {
        for (const mime of ad.mimes) mimes.add(mime);
        if (ad.durationSec !== undefined) durationsSec.push(ad.durationSec);
        continue;
      }
      wrappers = Math.max(wrappers, way.length + 1);
      if (way.length + 1 > wrappersMax) return 'tag.tooDeep';
      const fault = await follow(ad.tagUrl ?? '', [...way, address.whole]);
      if (fault !== undefined) return fault;
    }
    return undefined;
  };

  const fault = await follow(tagUrl, []);
  return { fault, wrappers, hosts: [...hosts], mimes: [...mimes], durationsSec };
}

/** Macros are filled in as a player would that knows nothing of anybody; what has no scheme is meant to be https. */
function addressOf(url: string): { readonly whole: string; readonly host: string } | undefined {
  const filled = url.startsWith('//') ? `https:${url}` : url;
  try {
    const parsed = new URL(withoutMacros(filled));
    parsed.hash = '';
    const { href, hostname } = parsed;
    return { whole: href, host: hostname };
  } catch {
    return undefined;
  }
}

/** `[NAME]`, also encoded, becomes -1: VAST's value for what is unknown (4.3, section 6.2). */
function withoutMacros(url: string): string {
  return url.replaceAll(/(?:\[|%5B)[A-Z_]{2,40}(?:\]|%5D)/gi, '-1');
}
