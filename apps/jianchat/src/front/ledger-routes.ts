import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type LedgerReader, type Published, parseTilePath, type Tile, widthIn } from '@jianchat/ledger';

export interface LedgerRoutesOptions {
  /** What is durable and may be told; undefined values until the ledger is open. */
  state(): { readonly published: Published | undefined; readonly vkey: string | undefined };
  readonly files: LedgerReader;
}

interface Answer {
  readonly type: string;
  readonly cache: string;
  readonly body: Uint8Array | string;
}

const TEXT = 'text/plain; charset=utf-8';
/** Tiles never change; the checkpoint does every second. */
const FOR_EVER = 'public, max-age=31536000, immutable';
const BRIEFLY = 'public, max-age=1';
const GZIP_BYTES_MIN = 1_024;
const zip = promisify(gzip);

/**
 * The public part of the log under `/ledger`, read-only (C2SP tlog-tiles): `checkpoint`, `key`, tiles and entry
 * bundles as far as the published checkpoint reaches. Batches are not served: a proof tells of one disclosure at a time.
 */
export function createLedgerRoutes(options: LedgerRoutesOptions) {
  return async (req: IncomingMessage, res: ServerResponse, path: string): Promise<void> => {
    if (req.method !== 'GET' && req.method !== 'HEAD') {
      res.writeHead(405, { allow: 'GET, HEAD', 'content-type': TEXT }).end('only to be read\n');
      return;
    }
    const answer = await answerTo(path.slice('/ledger/'.length), options);
    if (answer === undefined) {
      res.writeHead(404, { 'content-type': TEXT, 'cache-control': 'no-store' });
      res.end('the log has nothing at this path\n');
      return;
    }
    await send({ req, res }, answer);
  };
}

async function answerTo(path: string, { state, files }: LedgerRoutesOptions): Promise<Answer | undefined> {
  const { published, vkey } = state();
  if (published === undefined) return undefined;
  if (path === 'checkpoint') return { type: TEXT, cache: BRIEFLY, body: published.checkpoint };
  if (path === 'key') return { type: TEXT, cache: BRIEFLY, body: `${vkey}\n` };
  const tile = parseTilePath(path);
  if (tile === undefined || !isPublished(tile, published)) return undefined;
  const body = await files.read(path);
  return body && { type: 'application/octet-stream', cache: FOR_EVER, body };
}

/** Files may be there before the checkpoint that covers them. */
const isPublished = (tile: Tile, { head }: Published): boolean => tile.width <= widthIn(head.size, tile);

async function send({ req, res }: { req: IncomingMessage; res: ServerResponse }, answer: Answer) {
  const zipped =
    answer.body.length >= GZIP_BYTES_MIN && /\bgzip\b/.test(req.headers['accept-encoding'] ?? '');
  const body = zipped ? await zip(answer.body) : Buffer.from(answer.body);
  res.writeHead(200, {
    'content-type': answer.type,
    'content-length': body.length,
    'cache-control': answer.cache,
    // Verifying in a page of another origin is welcome: nothing here is secret.
    'access-control-allow-origin': '*',
    vary: 'accept-encoding',
    ...(zipped ? { 'content-encoding': 'gzip' } : {}),
  });
  res.end(req.method === 'HEAD' ? undefined : body);
}
