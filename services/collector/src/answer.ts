import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { REFUSALS, type RefusalCode } from './outcome.ts';

/** A transparent GIF of 1×1 pixel. */
const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==', 'base64');
const RETRY_AFTER_S = 1;

/** Nobody may keep the answer, and every page may ask: an event URL says nothing about the person. */
const COMMON = {
  'cache-control': 'no-store, no-cache, must-revalidate, private, max-age=0',
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
  'x-content-type-options': 'nosniff',
} as const;

/** @param more of this answer only */
export function sendPixel(res: ServerResponse, more: OutgoingHttpHeaders = {}): void {
  res.writeHead(200, { ...COMMON, ...more, 'content-type': 'image/gif', 'content-length': PIXEL.length });
  res.end(PIXEL);
}

export function sendNothing(res: ServerResponse, more: OutgoingHttpHeaders = {}): void {
  res.writeHead(204, { ...COMMON, ...more }).end();
}

export function sendPreflight(res: ServerResponse): void {
  const allowed = { 'access-control-allow-methods': 'GET, HEAD, POST', 'access-control-allow-headers': '*' };
  res.writeHead(204, { ...COMMON, ...allowed }).end();
}

/** The landing page learns nothing of where the person comes from, unless its own URL says so. */
export function sendOn(res: ServerResponse, landingUrl: string): void {
  res.writeHead(302, {
    ...COMMON,
    // Serialised, because a header takes no other letters than Latin ones, and no line breaks.
    location: new URL(landingUrl).href,
    'referrer-policy': 'no-referrer',
    'content-length': 0,
  });
  res.end();
}

/** An RFC 9457 problem document with the code of `REFUSALS`. */
export function sendRefusal(res: ServerResponse, code: RefusalCode): void {
  const { status, title } = REFUSALS[code];
  const body = JSON.stringify({ type: 'about:blank', status, title, code });
  const headers: OutgoingHttpHeaders = {
    ...COMMON,
    'content-type': 'application/problem+json',
    'content-length': Buffer.byteLength(body),
  };
  if (status === 503) headers['retry-after'] = String(RETRY_AFTER_S);
  if (status === 405) headers['allow'] = 'GET, HEAD, POST, OPTIONS';
  res.writeHead(status, headers).end(body);
}
