import { ROUTES } from '@jianchat/api-contract';
import type { FastifyInstance } from 'fastify';
import { openApiDocument } from '../api/openapi.ts';

/** `GET /api/openapi.json`: what the API takes and gives, for anybody; it says nothing about this installation. */
export function serveOpenApi(app: FastifyInstance, publicUrl: string): void {
  const text = JSON.stringify(openApiDocument(ROUTES, publicUrl));
  app.get('/api/openapi.json', async (_request, reply) =>
    reply.header('cache-control', 'public, no-cache').type('application/json; charset=utf-8').send(text),
  );
}
