import {
  type AdapterFacts,
  type BidderAnswer,
  type BidderCall,
  type RemoteDemand,
  UNREACHABLE,
} from '@jianchat/auction';
import type { BidderInput } from '@jianchat/snapshot';
import type { OutgoingCall } from './adapter.ts';
import { createBidderPools, type Destination } from './bidder-pools.ts';
import { type BidderRoute, bidderRoute } from './bidder-route.ts';
import { compressedBodies } from './compressed-bodies.ts';
import { type HttpOutcome, post } from './http-call.ts';
import { mergeAnswers } from './merge-answers.ts';
import { type KnownAdapter, readAdapters } from './openrtb-adapters.ts';
import { operatorsCheck } from './parameter-check.ts';
import { ANSWER_BYTES_MAX, answerOf, failure } from './read-answer.ts';
import { writeCalls } from './write-calls.ts';

export interface OpenRtbDemandOptions {
  /** Most connections to each bidder's origin (512): with 100 ms an answer, that is 5,000 calls a second. */
  readonly connectionsPerOrigin?: number;
  /** By bidder: what its adapter needs and nobody may read (`secrets` of its `info.json`), such as the account's password. */
  readonly secrets?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Bidders that are asked with OpenRTB over HTTP POST, each in its adapter's dialect. */
export function createOpenRtbDemand(options: OpenRtbDemandOptions = {}): RemoteDemand {
  const pools = createBidderPools(options.connectionsPerOrigin ?? 512);
  const adapters = readAdapters();
  const compressed = compressedBodies();
  // Rows of a snapshot live as long as it does.
  const routes = new WeakMap<BidderInput, BidderRoute>();
  const routeOf = (bidder: BidderInput): BidderRoute | undefined => {
    let route = routes.get(bidder);
    const known = adapters.get(bidder.adapter);
    if (route !== undefined || known === undefined) return route;
    route = bidderRoute(bidder, { known, secrets: options.secrets?.[bidder.id] });
    routes.set(bidder, route);
    return route;
  };

  const send = async (
    { to, text, route }: { to: Destination | undefined; text: string; route: BidderRoute },
    { call, sent }: { call: BidderCall; sent?: OutgoingCall },
  ): Promise<BidderAnswer> => {
    if (to === undefined) return failure(UNREACHABLE, 'the endpoint is no address that can be asked');
    call.onSent?.(text);
    const outcome = await post(to.pool, {
      path: to.path,
      headers: sent?.headers === undefined ? route.headers : { ...route.headers, ...sent.headers },
      body: route.gzip ? compressed(text) : text,
      timeoutMs: call.timeoutMs,
      signal: call.signal,
      bodyBytesMax: ANSWER_BYTES_MAX,
    });
    return answerOf(outcome, { adapter: route.adapter, body: sent?.body });
  };

  return {
    reach: 'remote',
    kind: 'openrtb',
    adapters: new Map([...adapters].map(([name, known]) => [name, factsOf(known)])),
    parameterCheck({ parametersSchema, adapter }) {
      return parametersSchema === undefined
        ? (adapters.get(adapter)?.check ?? NO_ADAPTER)
        : operatorsCheck(parametersSchema);
    },
    readStored: (body) => answerOf(storedOutcome(body), { adapter: undefined, body: undefined }),
    async ask(call) {
      const route = routeOf(call.bidder);
      if (route === undefined) return failure(UNREACHABLE, 'no such adapter');
      if (route.passes) {
        const to = pools.toFixed(route.endpoint.fill(() => undefined) ?? '');
        return send({ to, text: call.body, route }, { call });
      }
      const written = writeCalls(call.body, route);
      if (!written.ok) return failure(written.reason, written.message);
      const answers = written.calls.map((sent) =>
        send({ to: pools.to(sent.url), text: JSON.stringify(sent.body), route }, { call, sent }),
      );
      return mergeAnswers(await Promise.all(answers));
    },
    close: () => pools.close(),
  };
}

/** A stored answer as if it had come in. */
function storedOutcome(body: Readonly<Record<string, unknown>>): HttpOutcome {
  return { kind: 'answered', status: 200, headers: {}, body: JSON.stringify(body) };
}

const NO_ADAPTER = (): string => 'its adapter is not known';

function factsOf({ info, aliasOf, paramsSchema }: KnownAdapter): AdapterFacts {
  const { endpoint, gvlId, openrtb, capabilities, userSync } = info;
  return { endpoint, gvlId, openrtb, capabilities, userSync, aliasOf, paramsSchema };
}
