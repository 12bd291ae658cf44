import type { Bid, OpenObject } from '@jianchat/openrtb';
import type { OutgoingRequest } from './outgoing-request.ts';

/**
 * What a partner's dialect differs in, as a pure function each way. An adapter never reaches the network, a clock or another
 * recipient's request; it sees the request as it was cut under the partner's contract and can only leave out, move and rename.
 * Most partners need none of this: data in `info.json` does.
 */
export interface Adapter<Params = OpenObject> {
  /** One or more HTTP requests for one bid request. */
  write(input: AdapterInput<Params>): Writing;
  /**
   * Called for each bid that was read from an answer.
   * @param raw the bid as the partner sent it: anything may be missing or of another type
   * @returns the bid to offer, undefined for one to leave out
   */
  readBid?(bid: Bid, raw: Readonly<Record<string, unknown>>, context: AnswerContext): Bid | undefined;
}

export interface AdapterInput<Params = OpenObject> {
  /** The adapter's own copy. `imp.ext.bidder` was taken out; it stands in `params`. */
  readonly request: OutgoingRequest;
  /** The parameters of each imp, in the order of `request.imp`; they satisfy `params.schema.json` of the adapter's folder. */
  readonly params: readonly Params[];
  /** The bidder's address with these parameters in place of its macros; undefined where one does not fit. */
  endpoint(params: Params | undefined): string | undefined;
  /** What the operator set for this bidder: `settings.partner`, and its secrets. */
  readonly settings: Readonly<Record<string, string>>;
}

export interface OutgoingCall {
  readonly url: string;
  /** Beside those of the transport and of `info.json`; names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: OutgoingRequest;
}

export type Writing =
  | { readonly ok: true; readonly calls: readonly OutgoingCall[] }
  /** `message` says what is wrong, never a value of the request. */
  | { readonly ok: false; readonly message: string };

export interface AnswerContext {
  /** What was sent. */
  readonly body: OutgoingRequest;
  /** Headers of the answer, names in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** What an adapter says when an endpoint's macro has no fitting parameter. */
export const NO_ENDPOINT: Writing = { ok: false, message: 'a parameter does not fit into the endpoint' };
