import {
  type Fault,
  type PathParam,
  PROBLEMS,
  type ProblemCode,
  type Route,
  type RouteBodyType,
} from '@jianchat/api-contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Caller, mayCall } from '../auth/caller.ts';
import type { Identify } from '../auth/identify.ts';
import { isSameOrigin, isSameOriginOrNoBrowser } from '../auth/same-origin.ts';
import { zodFaults } from '../configuration/zod-faults.ts';
import { type Condition, readCondition } from './condition.ts';
import { isRefusal, type Refusal, refuse, sendRefusal } from './problem-reply.ts';

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;

/** What a handler gets: everything parsed and allowed. */
interface Call<R extends Route> {
  /** Undefined on public routes, where nobody asked who it is. */
  readonly caller: R['roles'] extends 'public' ? undefined : Caller;
  readonly params: Readonly<Record<PathParam<R['path']>, string>>;
  readonly query: Parsed<R['query']>;
  readonly body: Parsed<R['body']>;
  /** What the request asks of the record's state, where the route takes such conditions. */
  readonly condition: Condition | undefined;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** Handlers of event streams and files send themselves and say so by answering `SENT`. */
export const SENT = Symbol('sent');

type Handler<R extends Route> = (call: Call<R>) => Promise<z.input<R['answer']> | Refusal | typeof SENT>;

interface ServeOptions {
  /** Bytes; default 1 MiB. */
  readonly bodyLimit?: number;
  /** The handler checks the body itself: `call.body` is what came. */
  readonly bodyUnchecked?: boolean;
}

export interface Serve {
  <R extends Route>(route: R, handler: Handler<R>, options?: ServeOptions): void;
  /** `METHOD path` of each route served. */
  readonly served: ReadonlySet<string>;
}

export interface ServeContext {
  readonly app: FastifyInstance;
  readonly identify: Identify;
  readonly publicOrigin: string;
}

const BODY_LIMIT = 1024 * 1024;
const IDENTIFIER_CHARS_MAX = 200;

/** Registers routes of the contract: who may call, what may come, and nothing in the answer that is not declared. */
export function createServe(context: ServeContext): Serve {
  const served = new Set<string>();
  const serve = <R extends Route>(route: R, handler: Handler<R>, options: ServeOptions = {}) => {
    const callers = new WeakMap<FastifyRequest, Caller>();
    served.add(routeKey(route));
    context.app.route({
      method: route.method,
      url: route.path,
      exposeHeadRoute: false,
      bodyLimit: options.bodyLimit ?? BODY_LIMIT,
      // Before the body is read: strangers get no parser.
      onRequest: async (request, reply) => {
        const admission = await admit(route, request, context);
        if (isRefusal(admission)) return sendRefusal(reply, admission);
        if (admission !== undefined) callers.set(request, admission);
        return undefined;
      },
      handler: async (request, reply) => {
        const input = readInput(route, request, options.bodyUnchecked ?? false);
        if (isRefusal(input)) return sendRefusal(reply, input);
        // `admit` set the caller wherever the route's type says there is one.
        const call = { ...input, caller: callers.get(request), request, reply } as unknown as Call<R>;
        const answer = await handler(call);
        if (answer === SENT) return reply;
        if (isRefusal(answer)) return sendRefusal(reply, answer);
        if (route.tagged && !reply.hasHeader('etag')) throw new Error(`${routeKey(route)} was not tagged`);
        return reply
          .header('cache-control', 'no-store')
          .type('application/json; charset=utf-8')
          .send(JSON.stringify(route.answer.parse(answer)));
      },
    });
  };
  return Object.assign(serve, { served });
}

export const routeKey = ({ method, path }: Pick<Route, 'method' | 'path'>): string => `${method} ${path}`;

/** The caller, undefined on public routes, or why not. */
async function admit(
  route: Route,
  request: FastifyRequest,
  { identify, publicOrigin }: ServeContext,
): Promise<Caller | Refusal | undefined> {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  const types: readonly RouteBodyType[] = route.bodyTypes ?? ['application/json'];
  if (type !== undefined && hasBody(request) && !types.some((known) => known === type))
    return refuse('body.unsupported', { detail: `send ${types.join(' or ')}` });
  if (route.roles === 'public') {
    const taken = route.method === 'GET' || isSameOriginOrNoBrowser(request.headers, publicOrigin);
    return taken ? undefined : refuse('origin.refused');
  }
  const identity = await identify(request.headers);
  if (identity.status === 'anonymous') return refuse('auth.missing');
  if (identity.status === 'refused') return refuse('auth.refused');
  const { caller } = identity;
  if (caller.kind === 'user' && route.method !== 'GET' && !isSameOrigin(request.headers, publicOrigin))
    return refuse('origin.refused');
  return mayCall(caller, route.roles) ? caller : refuse('auth.forbidden');
}

function hasBody({ headers }: FastifyRequest): boolean {
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
}

interface Input {
  readonly params: Readonly<Record<string, string>>;
  readonly query: unknown;
  readonly body: unknown;
  readonly condition: Condition | undefined;
}

/** No control characters: PostgreSQL takes no NUL, and no id holds any of them. */
const Params = z.record(
  z.string(),
  z
    .string()
    .min(1)
    .max(IDENTIFIER_CHARS_MAX)
    .regex(/^\P{Cc}*$/u),
);
const NoQuery = z.strictObject({});

function readInput(route: Route, request: FastifyRequest, bodyUnchecked: boolean): Input | Refusal {
  const params = Params.safeParse(request.params);
  const query = (route.query ?? NoQuery).safeParse(request.query);
  const body = bodyUnchecked || route.body === undefined ? undefined : route.body.safeParse(request.body);
  const condition = route.conditions === undefined ? undefined : readCondition(request.headers);
  const isFault = condition !== undefined && 'code' in condition;
  const faults = [
    ...(isFault ? [condition] : []),
    ...(params.success ? [] : zodFaults(params.error, ['params'])),
    ...(query.success ? controlFaults(request.query) : zodFaults(query.error, ['query'])),
    ...(body === undefined || body.success ? [] : zodFaults(body.error)),
  ];
  if (isFault || faults.length > 0) return refuse('request.invalid', { faults });
  return {
    params: params.data ?? {},
    query: query.data,
    body: bodyUnchecked ? request.body : body?.data,
    condition,
  };
}

/** Members of a query that hold control characters: no store takes NUL, and nothing that can be asked for holds any. */
function controlFaults(query: unknown): readonly Fault[] {
  return Object.entries(query ?? {}).flatMap(([name, value]) =>
    /\p{Cc}/u.test(String(value))
      ? [{ path: `query.${name}`, code: 'text.unstorable', message: 'text holds control characters' }]
      : [],
  );
}

/** The documented codes that a route of this kind can answer with besides its own. */
export function problemCodes(route: Route): readonly ProblemCode[] {
  const codes: ProblemCode[] = ['request.invalid', 'internal.fault', 'records.unavailable'];
  if (route.roles !== 'public') codes.push('auth.missing', 'auth.refused', 'auth.forbidden');
  if (route.path.includes('/:')) codes.push('record.unknown');
  if (route.method !== 'GET') codes.push('origin.refused');
  if (route.problems !== undefined) codes.push(...route.problems);
  if (route.conditions !== undefined) codes.push('record.changed');
  if (route.conditions !== undefined && route.path.includes('/:')) codes.push('record.removed');
  if (route.conditions?.includes('If-None-Match')) codes.push('record.exists');
  if (route.body !== undefined) codes.push('body.tooLarge', 'body.unsupported');
  return codes.toSorted((a, b) => PROBLEMS[a].status - PROBLEMS[b].status);
}
