import type { IncomingMessage } from 'node:http';
import { type EventClaims, type EventKind, readToken } from '@jianchat/events';
import type { RefusalCode } from './outcome.ts';

/** How the answer has to look: a pixel for images, nothing for beacons, a redirect for links. */
type AnswerForm = 'pixel' | 'nothing' | 'landing';

export interface EventRequest {
  readonly kind: EventKind;
  readonly claims: EventClaims;
  readonly eventId: string;
  readonly form: AnswerForm;
  /** The player's code (100–999) of an event of the kind `error`, 0 where the query says none. */
  readonly errorCode: number | undefined;
  /** The sender only looks (HEAD, prefetch, prerender): it gets an answer, but nothing happened. */
  readonly peek: boolean;
}

export type RequestReading =
  | { readonly ok: true; readonly event: EventRequest }
  | { readonly ok: false; readonly code: RefusalCode };

const METHODS: ReadonlySet<unknown> = new Set(['GET', 'HEAD', 'POST']);

/**
 * Understands `/e/TOKEN` and `/c/TOKEN`; of a query after the token only `code` is read, and that of errors only (players add
 * cache busters).
 */
export function readRequest(
  req: Pick<IncomingMessage, 'method' | 'headers'>,
  path: string,
  options: { key: Uint8Array; nowMs: number; lifetimeMs: number },
): RequestReading {
  const [, route, token] = /^\/([ec])\/([^/?#]*)/.exec(path) ?? [];
  if (route === undefined || token === undefined) return { ok: false, code: 'path.unknown' };
  if (!METHODS.has(req.method)) return { ok: false, code: 'method.refused' };
  const reading = readToken(token, options);
  if (!reading.ok) return { ok: false, code: reading.fault };
  const { kind, claims, eventId } = reading;
  if ((kind === 'click') !== (route === 'c') || kind === 'conversion')
    return { ok: false, code: 'event.route' };
  const landing = kind === 'click' && claims.clickUrl !== '';
  if (landing && !isWebUrl(claims.clickUrl)) return { ok: false, code: 'click.url' };
  const prefetch = isPrefetch(req.headers);
  // A browser that took the redirect in advance would not ask again when the person really clicks.
  if (prefetch && landing) return { ok: false, code: 'prefetch.refused' };
  const peek = prefetch || req.method === 'HEAD';
  const form = formOf(req.method, { kind, landing });
  const errorCode = kind === 'error' ? errorCodeIn(path) : undefined;
  return { ok: true, event: { kind, claims, eventId, peek, form, errorCode } };
}

/** VAST's codes have three digits; a macro that was not filled in, or anything else, is 0. */
function errorCodeIn(path: string): number {
  const code = /[?&]code=([1-9]\d{2})(?:$|[&#])/.exec(path.slice(0, 4_200))?.[1];
  return code === undefined ? 0 : Number(code);
}

function formOf(method: string | undefined, event: { kind: EventKind; landing: boolean }): AnswerForm {
  if (method === 'POST') return 'nothing';
  if (event.landing) return 'landing';
  return event.kind === 'click' ? 'nothing' : 'pixel';
}

/** `Sec-Purpose` is the standard (Fetch), `Purpose`, `X-Purpose` and `X-Moz` came before it. */
function isPrefetch(headers: IncomingMessage['headers']): boolean {
  const purposes = [headers['sec-purpose'], headers['purpose'], headers['x-purpose'], headers['x-moz']];
  return purposes.some((purpose) => /prefetch|prerender|preview/i.test(String(purpose ?? '')));
}

function isWebUrl(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed !== null && (parsed.protocol === 'http:' || parsed.protocol === 'https:');
}
