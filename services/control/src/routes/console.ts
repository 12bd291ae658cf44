import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refuse, sendRefusal } from '../api/problem-reply.ts';

const UNBUILT = 'The console is not built. `npm start` builds it; the API at /api works without it.\n';
const ASSET_FOLDER = `${join('/', 'assets')}/`;

/**
 * The console's files under `/`. Every path that is no file leads to its one page, which reads the path itself; under
 * `/api` what is unknown stays unknown.
 */
export async function serveConsole(app: FastifyInstance, folder: string | undefined): Promise<void> {
  const consoleDir = folder !== undefined && existsSync(join(folder, 'index.html')) ? folder : undefined;
  if (consoleDir !== undefined) {
    app.get('/', (_, reply) => sendPage(reply, consoleDir));
    await app.register(fastifyStatic, {
      root: consoleDir,
      // Looked up when asked for: a build beside a running server replaces page and assets. What is no file leads to the page below.
      dotfiles: 'ignore',
      index: false,
      redirect: false,
      cacheControl: false,
      setHeaders(reply, path) {
        // The build names assets by their content, so a name never changes its meaning.
        const immutable = path.slice(consoleDir.length).startsWith(ASSET_FOLDER);
        reply.header('cache-control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  }
  app.setNotFoundHandler(async (request, reply) => {
    const path = request.url.split('?')[0] ?? '/';
    if (isApi(path)) return sendRefusal(reply, refuse('route.unknown'));
    if (!isPage(request, path)) return reply.code(404).type('text/plain; charset=utf-8').send('not found\n');
    return consoleDir === undefined
      ? reply.code(503).type('text/plain; charset=utf-8').send(UNBUILT)
      : sendPage(reply, consoleDir);
  });
}

function isApi(path: string): boolean {
  return path === '/api' || path.startsWith('/api/') || path.startsWith('/demo/api/');
}

/** A file's name in the last segment asks for that file and no other. */
function isPage(request: FastifyRequest, path: string): boolean {
  return (
    (request.method === 'GET' || request.method === 'HEAD') &&
    !path.slice(path.lastIndexOf('/')).includes('.')
  );
}

function sendPage(reply: FastifyReply, consoleDir: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').sendFile('index.html', consoleDir);
}
