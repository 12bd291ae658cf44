import {
  type CurrentRevision,
  type Fault,
  PROBLEMS,
  type Problem,
  type ProblemCode,
} from '@jianchat/api-contract';
import type { FastifyReply } from 'fastify';

const REFUSAL = Symbol('refusal');

export interface RefusalDetail {
  readonly detail?: string;
  readonly faults?: readonly Fault[];
  /** Identifies the occurrence in the log. */
  readonly instance?: string;
  /** What a stale change met. */
  readonly current?: CurrentRevision;
}

/** An expected outcome that is no success; a handler returns it instead of an answer. */
export interface Refusal extends RefusalDetail {
  readonly [REFUSAL]: true;
  readonly code: ProblemCode;
}

export function refuse(code: ProblemCode, detail: RefusalDetail = {}): Refusal {
  return { ...detail, [REFUSAL]: true, code };
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && REFUSAL in value;
}

/** RFC 9457. */
function toProblem({ code, detail, faults, instance, current }: Refusal): Problem {
  return {
    type: `urn:jianchat:problem:${code}`,
    title: PROBLEMS[code].title,
    status: PROBLEMS[code].status,
    code,
    ...(detail === undefined ? {} : { detail }),
    ...(instance === undefined ? {} : { instance }),
    ...(faults === undefined ? {} : { faults: [...faults] }),
    ...(current === undefined ? {} : { current }),
  };
}

export function sendRefusal(reply: FastifyReply, refusal: Refusal): FastifyReply {
  const problem = toProblem(refusal);
  // RFC 9110 §15.5.2: a 401 says how to authenticate.
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer realm="jianchat"');
  return reply
    .code(problem.status)
    .header('cache-control', 'no-store')
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem));
}
