/** Transparency of ads under the EU's Digital Services Act (IAB Tech Lab, "DSA Transparency", OpenRTB community extension). */

/** `regs.ext.dsa` of a request, as far as it binds bids. */
export interface AskedTransparency {
  /** 0 not required, 1 supported, 2 required, 3 required and the publisher is an online platform. */
  readonly dsarequired?: number | undefined;
  /** 0 the publisher can't render it, 1 could, 2 will. */
  readonly pubrender?: number | undefined;
  /** 0: who paid, and for whom, is not to be sent; 1: it may be; 2: it must be. */
  readonly datatopub?: number | undefined;
}

/** `bid.ext.dsa`, of which nothing is known yet. */
export type GivenTransparency = Readonly<Record<string, unknown>>;

const REQUIRED = 2;
const REQUIRED_OF_PLATFORM = 3;
const PUBLISHER_CANNOT = 0;
const PUBLISHER_WILL = 2;
const BUYER_WILL = 1;
/** Characters in the names of who paid and for whom. */
const NAME_CHARS_MAX = 100;

export type TransparencyFault = 'missing' | 'behalfTooLong' | 'paidTooLong' | 'nobodyRenders' | 'bothRender';

/** What is wrong with a bid's transparency for this request, by Prebid Server's rules; undefined where the bid may win. */
export function transparencyFault(
  asked: AskedTransparency | undefined,
  given: GivenTransparency | undefined,
): TransparencyFault | undefined {
  const required = asked?.dsarequired === REQUIRED || asked?.dsarequired === REQUIRED_OF_PLATFORM;
  if (given === undefined) return required ? 'missing' : undefined;
  if (isTooLong(given['behalf'])) return 'behalfTooLong';
  if (isTooLong(given['paid'])) return 'paidTooLong';
  const { adrender } = given;
  if (typeof adrender !== 'number' || asked?.pubrender === undefined) return undefined;
  if (asked.pubrender === PUBLISHER_CANNOT && adrender !== BUYER_WILL) return 'nobodyRenders';
  return asked.pubrender === PUBLISHER_WILL && adrender === BUYER_WILL ? 'bothRender' : undefined;
}

const NOT_SENT = 0;

/** What of our own ads' transparency is told: nothing where nobody asks, only who shows it where the publisher wants no more. */
export function toldTransparency<Given extends GivenTransparency>(
  asked: AskedTransparency | undefined,
  given: Given | undefined,
): Given | GivenTransparency | undefined {
  if (asked === undefined || given === undefined) return undefined;
  return asked.datatopub === NOT_SENT ? { adrender: given['adrender'] } : given;
}

const isTooLong = (name: unknown): boolean => typeof name === 'string' && name.length > NAME_CHARS_MAX;
