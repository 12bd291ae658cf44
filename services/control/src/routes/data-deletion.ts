import type { FastifyInstance } from 'fastify';
import { acknowledgeDeletion, type SignJwt } from '../policy/deletion-acknowledgement.ts';

interface DeletionDeps {
  readonly origin: string;
  readonly now: () => number;
  readonly sign: SignJwt;
}

const BODY_BYTES_MAX = 16 * 1024;

/** The endpoint that `dsrdelete.json` names (IAB Tech Lab, Data Deletion Request Framework 2.0). */
export function serveDataDeletion(app: FastifyInstance, { origin, now, sign }: DeletionDeps): void {
  const issuer = new URL(origin).hostname;
  for (const type of ['application/jwt', 'text/plain'])
    app.addContentTypeParser(type, { parseAs: 'string' }, (_request, body, done) => done(null, body));
  app.post('/dsr/delete', { bodyLimit: BODY_BYTES_MAX }, async ({ body }, reply) => {
    const acknowledgement = acknowledgeDeletion(tokenOf(body), { issuer, nowMs: now() });
    reply.code(400).header('cache-control', 'no-store').type('application/json; charset=utf-8');
    return reply.send(JSON.stringify({ acJWT: sign(acknowledgement) }));
  });
}

/** The token as it is, or as the member `rqJWT` of a JSON object: the framework leaves the envelope open. */
function tokenOf(body: unknown): unknown {
  if (typeof body === 'string') return body.trim();
  return typeof body === 'object' && body !== null ? Reflect.get(body, 'rqJWT') : undefined;
}
