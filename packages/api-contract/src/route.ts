import type { z } from 'zod';
import type { ProblemCode } from './problem.ts';
import type { Role } from './roles.ts';

/** Who may call a route: anybody at all, anybody signed in, or the named roles. A media caller sees its own account only, an advertiser what it books. */
export type RouteRoles = 'public' | 'signed-in' | readonly Role[];

/** Headers by which a change is made only to what was read, or only where nothing is (RFC 9110 §13). */
export const CONDITIONS = ['If-Match', 'If-None-Match'] as const;
export type RouteCondition = (typeof CONDITIONS)[number];

export type RouteBodyType = 'application/json' | 'application/yaml';

/**
 * One route of the control API: the server registers it, the console calls it and `/api/openapi.json` describes it
 * from this same value.
 */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With `:name` for parameters. */
  readonly path: string;
  readonly summary: string;
  readonly roles: RouteRoles;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** Content types of the body; JSON only where absent. */
  readonly bodyTypes?: readonly RouteBodyType[];
  /** What a 200 carries as JSON; for an event stream, each event's data by its name. */
  readonly answer: z.ZodType;
  /** Whether the answer carries its revision as an `ETag`. */
  readonly tagged?: true;
  readonly conditions?: readonly RouteCondition[];
  /** Codes that it answers with besides those of its kind. */
  readonly problems?: readonly ProblemCode[];
  /** `text/event-stream` makes `answer` an object of events; `text/csv` may be asked for besides JSON. */
  readonly answerTypes?: readonly ('application/json' | 'text/csv' | 'text/event-stream')[];
}

/** Keeps the literal types of a route, so that a client knows each query, body and answer. */
export const route = <const R extends Route>(r: R): R => r;

/** Names of the parameters in a path: `/api/keys/:id` has `id`. */
export type PathParam<P extends string> = string extends P
  ? string
  : P extends `${string}:${infer Name}/${infer Rest}`
    ? Name | PathParam<`/${Rest}`>
    : P extends `${string}:${infer Name}`
      ? Name
      : never;

/** The names of a path's parameters at run time, in order. */
export function pathParams(path: string): readonly string[] {
  return path.split('/').flatMap((part) => (part.startsWith(':') ? [part.slice(1)] : []));
}
