import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** A public document and the tag of exactly this text. */
export interface Content {
  readonly text: string;
  readonly etag: string;
}

export const contentOf = (text: string): Content => ({
  text,
  etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`,
});

/** Nobody may be shown yesterday's policy: caches keep it and ask each time. */
export function sendContent(
  request: FastifyRequest,
  reply: FastifyReply,
  { text, etag }: Content,
): FastifyReply {
  reply.header('etag', etag).header('cache-control', 'public, no-cache');
  const known = request.headers['if-none-match']
    ?.split(',')
    .some((each) => each.trim().replace(/^W\//, '') === etag);
  return known ? reply.code(304).send() : reply.send(text);
}
