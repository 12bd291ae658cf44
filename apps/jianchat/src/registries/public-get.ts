import { lookup as lookUp } from 'node:dns';
import { isPublicIp } from '@jianchat/exchange';
import { isHostAddress } from '@jianchat/vast';
import { type Agent, request } from 'undici';

/** As robots.txt knows it. */
export const AGENT = 'jianchat';
const USER_AGENT = `${AGENT}/1 (reads ads.txt, sellers.json, vendor lists and VAST tags under review)`;

/** What one request brought. */
export type Got =
  | { readonly kind: 'content'; readonly content: string }
  | { readonly kind: 'redirect'; readonly location: string }
  | { readonly kind: 'failed'; readonly code: string };

export interface Getting {
  readonly agent: Agent;
  /** Bytes. */
  readonly most: number;
  /** Whether http will do. */
  readonly plain: boolean;
  readonly accept: string;
  readonly signal: AbortSignal;
  readonly allowPrivate: boolean;
}

/** One request, bounded in size and time, to an address of the internet. Never rejects. */
export async function getOnce(
  url: URL,
  { agent, most, signal, allowPrivate, plain, accept }: Getting,
): Promise<Got> {
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && (allowPrivate || plain)))
    return { kind: 'failed', code: 'scheme.refused' };
  // A host that is an address is not looked up, so the look-up can't refuse it.
  if (!allowPrivate && isHostAddress(url.hostname)) return { kind: 'failed', code: 'address.refused' };
  try {
    const { statusCode, headers, body } = await request(url, {
      dispatcher: agent,
      signal,
      headers: { 'user-agent': USER_AGENT, accept },
    });
    const { location } = headers;
    if (statusCode >= 300 && statusCode < 400 && typeof location === 'string') {
      await body.dump();
      return { kind: 'redirect', location };
    }
    if (statusCode !== 200) {
      await body.dump();
      return { kind: 'failed', code: `status.${statusCode}` };
    }
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of body) {
      bytes += chunk.length;
      if (bytes > most) return { kind: 'failed', code: 'file.tooLarge' };
      chunks.push(chunk);
    }
    return { kind: 'content', content: Buffer.concat(chunks).toString('utf8') };
  } catch (error) {
    return { kind: 'failed', code: codeOf(error) };
  }
}

/** Never a message: it may quote what came. */
function codeOf(error: unknown): string {
  const { code, name } = error as { readonly code?: unknown; readonly name?: unknown };
  if (name === 'TimeoutError' || name === 'AbortError') return 'timeout';
  return typeof code === 'string' ? `network.${code}` : 'network.failed';
}

/** Refuses names that lead into networks of our own. */
export const publicOnly: typeof lookUp = ((
  hostname: string,
  options: object,
  callback: (...args: unknown[]) => void,
) => {
  lookUp(hostname, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return callback(error);
    const isInside = addresses.some(({ address }) => !isPublicIp(address));
    if (isInside || addresses.length === 0)
      return callback(Object.assign(new Error('not of the internet'), { code: 'EPRIVATE' }));
    const [first] = addresses;
    return 'all' in options && options.all === true
      ? callback(null, addresses)
      : callback(null, first?.address, first?.family);
  });
}) as typeof lookUp;
