import type { IncomingHttpHeaders } from 'node:http';
import type { BidResponse } from '@jianchat/openrtb';
import type { Catalogue } from '../catalogue.ts';
import type { CreativeCache } from '../creatives/creative-cache.ts';
import type { IsHost } from '../http/host-key.ts';
import type { Outer } from '../http/outer.ts';
import type { BodyReading } from '../http/read-body.ts';
import type { JsonObject } from '../json-object.ts';
import type { Parts } from '../parts.ts';
import { type Refusal, refusalText, refuse } from '../refusal.ts';
import type { CookieSeal } from '../user-sync/cookie-seal.ts';
import type { KeepRefusals } from '../user-sync/keep-refusals.ts';
import type { ReportedKind } from './reported-kind.ts';

export type RouteMethod = 'GET' | 'POST';

/** One of Prebid Server's routes beside the auction: a file in this folder, and its line in `route-table.ts`. */
export interface Route {
  /** Label in metrics. */
  readonly name: string;
  /** The path as it is asked; with a slash at the end, everything below it. */
  readonly path: string;
  /** Which methods are answered; HEAD goes as GET, OPTIONS is answered for all. */
  readonly methods: readonly RouteMethod[];
  /** Whether pages of any origin may read the answer, with the person's cookies. */
  readonly pagesMayRead: boolean;
  /** Whether its answer is that of an auction. */
  readonly holdsAuction?: true;
  answer(call: RouteCall, means: RouteMeans): RouteAnswer | Promise<RouteAnswer>;
}

export interface RouteCall {
  readonly method: RouteMethod;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly outer: Outer;
  /** Milliseconds since epoch. */
  readonly startedMs: number;
  /** Reads the body, with bounds. */
  body(): Promise<BodyReading>;
  /** Calls back when the client has gone before the answer. */
  onGone(callback: () => void): void;
}

export interface RouteAnswer {
  readonly status: number;
  readonly contentType?: string;
  readonly body?: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
}

/** What is the same for every call under one policy and one snapshot. */
export interface Ground {
  readonly parts: Parts;
  readonly catalogue: Catalogue;
}

export interface RouteMeans {
  /** Undefined while there is no snapshot. */
  ground(nowMs: number): Ground | undefined;
  readonly creatives: CreativeCache;
  readonly build: Build;
  /** Marks the cookie of bidders' ids; undefined where there is no key for it. */
  readonly cookieSeal: CookieSeal | undefined;
  readonly refusals: KeepRefusals;
  /** Whether who runs this host asks. */
  readonly isHost: IsHost;
  /** A random UUID. */
  newId(): string;
  /** Holds an auction, counted and recorded as every other; `raw` is a request that no gate has seen. */
  holdAuction(raw: JsonObject, call: RouteCall): Promise<HeldAuction>;
  /** Told of each event that a page reports, by its kind. */
  onReported(kind: ReportedKind): void;
}

/** The answer of an auction; with status 200 one without bids, since none was held. */
export type HeldAuction =
  | { readonly ok: true; readonly response: BidResponse }
  | { readonly ok: false; readonly status: 200; readonly response: BidResponse }
  | Refusal;

/** Which build answers; '' where nobody knows. */
export interface Build {
  readonly revision: string;
  readonly version: string;
}

export const TEXT = 'text/plain; charset=utf-8';
export const JSON_TYPE = 'application/json';

/** A sentence of ours; it never quotes what was sent. */
export const text = (status: number, sentence: string): RouteAnswer => ({
  status,
  contentType: TEXT,
  body: `${sentence}\n`,
});

/** A request that can't be taken, in Prebid Server's form. */
export const refused = (refusal: Refusal): RouteAnswer => ({
  status: refusal.status,
  contentType: TEXT,
  body: refusalText(refusal),
});

export const invalid = (message: string, status?: Refusal['status']): RouteAnswer =>
  refused(refuse(message, status));

/** Holds an auction and answers with what came of it; a refusal ends the same way on every route. */
export async function answerAuction(
  raw: JsonObject,
  {
    call,
    means,
    toAnswer,
  }: { call: RouteCall; means: RouteMeans; toAnswer: (response: BidResponse) => RouteAnswer },
): Promise<RouteAnswer> {
  const held = await means.holdAuction(raw, call);
  return held.ok || held.status === 200 ? toAnswer(held.response) : refused(held);
}

export const json = (value: unknown): RouteAnswer => ({
  status: 200,
  contentType: JSON_TYPE,
  body: JSON.stringify(value),
});

export const NO_SNAPSHOT = text(503, 'The exchange has no inventory yet.');
