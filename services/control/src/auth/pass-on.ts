import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Refusal, refuse } from '../api/problem-reply.ts';
import type { Sessions } from './sessions.ts';

/** What the session library decides by; nothing else of a request reaches it. */
const PASSED_HEADERS = [
  'cookie',
  'origin',
  'referer',
  'sec-fetch-site',
  'sec-fetch-mode',
  'sec-fetch-dest',
] as const;

export interface PassOn {
  readonly method: 'GET' | 'POST';
  /** Under the public URL, with its query. */
  readonly path: string;
  readonly body?: Readonly<Record<string, unknown>>;
}

/** Lets the session library answer a request of ours, and takes over its cookies; its refusals become our codes. */
export async function passOn(
  what: PassOn,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  { sessions, publicUrl }: { readonly sessions: Sessions; readonly publicUrl: string },
): Promise<Response | Refusal> {
  const headers = new Headers();
  for (const name of PASSED_HEADERS) {
    const value = request.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  if (what.method === 'POST') headers.set('content-type', 'application/json');
  const response = await sessions.handle(
    new Request(new URL(what.path, publicUrl), {
      method: what.method,
      headers,
      ...(what.method === 'POST' ? { body: JSON.stringify(what.body ?? {}) } : {}),
    }),
    request.ip,
  );
  if (response.status >= 400) return toRefusal(response, reply);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) reply.header('set-cookie', cookies);
  return response;
}

function toRefusal(response: Response, reply: FastifyReply): Refusal {
  if (response.status === 429) {
    const seconds = Number(response.headers.get('x-retry-after'));
    if (Number.isFinite(seconds)) reply.header('retry-after', Math.max(1, Math.ceil(seconds)));
    return refuse('rate.limited');
  }
  if (response.status === 403) return refuse('origin.refused');
  if (response.status < 500) return refuse('request.invalid');
  throw new Error(`the session library answered ${response.status}`);
}
