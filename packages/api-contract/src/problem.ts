import { z } from 'zod';
import { Revision } from './revised.ts';

/**
 * The one table of the control API's errors. A code is never reused for another meaning; a retired one stays listed.
 * `docs/errors.md` is generated from it.
 */
export const PROBLEMS = {
  'request.invalid': { status: 400, title: 'The request does not have the form this route takes' },
  'auth.missing': { status: 401, title: 'Sign in or send an API key' },
  'auth.refused': { status: 401, title: 'This key or session is unknown, revoked or expired' },
  'auth.forbidden': { status: 403, title: 'Your role or account may not do this' },
  'auth.notPerson': { status: 403, title: 'This is for people: sign in instead of sending an API key' },
  'origin.refused': { status: 403, title: 'A signed-in browser may change things from this site only' },
  'route.unknown': { status: 404, title: 'There is no such route' },
  'record.unknown': { status: 404, title: 'There is no such record' },
  'record.referenced': { status: 409, title: 'Other records refer to this one; remove those first' },
  'record.delivered': {
    status: 409,
    title:
      'This line item has delivered, and its spend stays in its order’s totals; archive it instead of removing it',
  },
  'record.kept': {
    status: 409,
    title:
      'People, money or reports stand for this id, or did until it was closed, and nobody may take it over; switch it off instead of removing it',
  },
  'leave.lastOperator': { status: 409, title: 'The last operator cannot leave; make another one first' },
  'record.changed': {
    status: 412,
    title: 'This was changed since you read it; nothing was saved',
  },
  'record.removed': { status: 412, title: 'The record was removed since you read it; nothing was saved' },
  'record.exists': { status: 412, title: 'There is such a record already; nothing was saved' },
  'body.tooLarge': { status: 413, title: 'The body is larger than this route takes' },
  'body.unsupported': { status: 415, title: 'This route does not take this content type' },
  'record.invalid': { status: 422, title: 'The record does not fit the others; nothing was changed' },
  'import.invalid': { status: 422, title: 'The import has faults; nothing was applied' },
  'rate.limited': { status: 429, title: 'Too many requests; wait and try again' },
  'internal.fault': { status: 500, title: 'A fault on our side; it was logged under the given instance' },
  'records.unavailable': { status: 503, title: 'The records store does not answer; try again' },
  'analytics.unavailable': { status: 503, title: 'The analytics store does not answer; try again' },
  'live.full': { status: 503, title: 'The live view has as many viewers as it takes; try again' },
  'mail.unconfigured': {
    status: 503,
    title: 'This installation sends no mail; ask its operator for a sign-in link',
  },
} as const;

export type ProblemCode = keyof typeof PROBLEMS;

/** One fault of the input: where (dotted path, `media[2].account`), what kind, and in words. Never the value. */
export const Fault = z.object({ path: z.string(), code: z.string(), message: z.string() });
export type Fault = z.infer<typeof Fault>;

/** What a stale change met; who is null where a command or a file did it, or a person who has left. */
export const CurrentRevision = z.object({
  revision: Revision,
  changedAt: z.iso.datetime().nullable(),
  /** A user's e-mail address or a key's name. */
  changedBy: z.string().nullable(),
});
export type CurrentRevision = z.infer<typeof CurrentRevision>;

/** RFC 9457 problem document with our `code` and, for bad input, each fault by its path. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]]),
  detail: z.string().optional(),
  /** Identifies this occurrence in the log. */
  instance: z.string().optional(),
  faults: z.array(Fault).optional(),
  /** Of `record.changed` and `record.exists`: what is there now. */
  current: CurrentRevision.optional(),
});
export type Problem = z.infer<typeof Problem>;
