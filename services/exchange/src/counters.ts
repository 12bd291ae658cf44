/** What an exchange counts. Names are the whole label: nothing of a request ever becomes one. */
export type CounterName =
  | 'auction.unfilled'
  | 'auction.filled'
  | 'auction.refused'
  | 'auction.overloaded'
  | 'auction.failed'
  | 'auction.lagging'
  | 'bidder.timeout'
  /** A fault of ours with one bidder's answer: it cost that bidder the auction, and nobody else. */
  | 'bidder.failed'
  /** Not asked: its calls failed, or there were too many per second or at once. */
  | 'bidder.paused'
  | 'bidder.calls-per-second'
  | 'bidder.calls-at-once'
  /** The log refused a disclosure: nobody outside was asked. */
  | 'disclosure.refused'
  /** An auction record was given up: too many under way, or the log refused it. */
  | 'record.dropped'
  /** A bidder's creative was not told to the review: too many new ones, or the log refused it. */
  | 'creative.dropped'
  /** An opt-out was not kept under a browser's ids: too many at once, or the store refused it. The browser's own holds all the same. */
  | 'choice.dropped'
  /** A supply chain was not told to control: too many new ones, or the log refused it. */
  | 'chain.dropped'
  /** Auctions whose supply chain public files do not bear out, and of media whose owners do not let us sell. */
  | 'supply.chain-untrue'
  | 'supply.media-unauthorised';

/** How the calls of a bidder go: what makes it degrade is not the same for each. */
export type CallOutcome =
  | 'bids'
  | 'no-bid'
  | 'timeout'
  /** No connection, or it broke. */
  | 'unreachable'
  /** It answered what can't be read. */
  | 'invalid'
  /** It answered a status that is none of OpenRTB's, or could not be asked. */
  | 'failed'
  /** Not asked: left alone after failures, or at its limits. */
  | 'not-asked';

export interface Counters {
  count(name: CounterName): void;
  /** @param bidder its id in the configuration, never a name that a request made up */
  countCall(bidder: string, outcome: CallOutcome): void;
}
