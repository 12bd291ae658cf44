import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { Engine, EngineAnswer } from './engine.ts';
import { ClickHouseException, exceptionOf, httpStatusOf } from './exception.ts';
import { type GatewayRequest, type RequestLimits, readRequest } from './request.ts';

export interface HttpServerOptions extends RequestLimits {
  readonly username: string;
  readonly password: string;
}

/** The part of the ClickHouse HTTP interface that its clients use: statements at `/`, and `/ping`. */
export function createHttpServer(engine: Engine, options: HttpServerOptions): Server {
  const isAllowed = credentialCheck(options);
  // Statements and parameters may stand in the URL, which counts as header; 1 MiB is the limit of a server.
  const server = createServer(
    { maxHeaderSize: 1024 * 1024, keepAliveTimeout: 10_000 },
    (request, response) => {
      const url = new URL(request.url ?? '/', 'http://gateway');
      if (
        request.method === 'GET' &&
        (url.pathname === '/ping' || (url.pathname === '/' && url.search === ''))
      ) {
        response.writeHead(200, { 'content-type': 'text/html; charset=UTF-8' }).end('Ok.\n');
      } else if (url.pathname !== '/' || (request.method !== 'POST' && request.method !== 'GET')) {
        response
          .writeHead(404, { 'content-type': 'text/plain; charset=UTF-8' })
          .end('There is no such handle.\n');
      } else {
        void answer(request, response, url);
      }
    },
  );

  async function answer(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    let queryId = url.searchParams.get('query_id') ?? '';
    try {
      if (!isAllowed(request, url)) {
        throw new ClickHouseException(
          'AUTHENTICATION_FAILED',
          'Authentication failed: password is incorrect, or there is no user with such name.',
        );
      }
      const read = await readRequest(request, url, options);
      queryId = read.queryId ?? randomUUID();
      sendAnswer(response, read, { queryId, answer: await engine.run(read) });
    } catch (error) {
      sendException(response, error, queryId);
    }
  }
  return server;
}

function sendAnswer(
  response: ServerResponse,
  request: GatewayRequest,
  { queryId, answer }: { queryId: string; answer: EngineAnswer },
): void {
  const { statement } = request;
  const format = (statement.kind === 'text' ? statement.format : undefined) ?? request.defaultFormat;
  const gzip = request.gzipAnswer && answer.bytes.length > 0;
  response.writeHead(200, {
    'content-type': contentType(format),
    'x-clickhouse-query-id': queryId,
    'x-clickhouse-format': format,
    'x-clickhouse-timezone': 'UTC',
    'x-clickhouse-summary': summary(answer),
    ...(gzip && { 'content-encoding': 'gzip' }),
  });
  response.end(gzip ? gzipSync(answer.bytes, { level: 1 }) : answer.bytes);
}

/** The engine does not tell how much a statement read: those two stay 0. */
function summary(answer: EngineAnswer): string {
  return JSON.stringify({
    read_rows: '0',
    read_bytes: '0',
    written_rows: String(answer.writtenRows),
    written_bytes: String(answer.writtenBytes),
    total_rows_to_read: '0',
    result_rows: String(answer.resultRows),
    result_bytes: String(answer.resultBytes),
    elapsed_ns: String(Math.round(answer.elapsedSeconds * 1e9)),
  });
}

function contentType(format: string): string {
  if (/^JSON.*EachRow/.test(format)) return 'application/x-ndjson; charset=UTF-8';
  if (format.startsWith('JSON')) return 'application/json; charset=UTF-8';
  if (format.startsWith('CSV')) return 'text/csv; charset=UTF-8';
  if (/^(TSV|TabSeparated)/.test(format)) return 'text/tab-separated-values; charset=UTF-8';
  return 'application/octet-stream';
}

function sendException(response: ServerResponse, error: unknown, queryId: string): void {
  if (response.headersSent) return void response.destroy();
  const { code, text } = exceptionOf(error);
  response.writeHead(httpStatusOf(code), {
    'content-type': 'text/plain; charset=UTF-8',
    'x-clickhouse-exception-code': String(code),
    'x-clickhouse-query-id': queryId,
    // What is left of a refused body would otherwise be read as the next request.
    connection: 'close',
  });
  response.end(`${text}\n`);
}

/** Compares digests: they have equal lengths whatever was sent, so the comparison takes constant time. */
function credentialCheck({
  username,
  password,
}: HttpServerOptions): (request: IncomingMessage, url: URL) => boolean {
  const digest = (user: string, secret: string) =>
    createHash('sha256')
      .update(JSON.stringify([user, secret]))
      .digest();
  const expected = digest(username, password);
  return (request, url) => {
    const [user, secret] = credentials(request, url);
    return timingSafeEqual(digest(user, secret), expected);
  };
}

function credentials(request: IncomingMessage, url: URL): [user: string, password: string] {
  const { authorization, 'x-clickhouse-user': user, 'x-clickhouse-key': key } = request.headers;
  if (typeof user === 'string') return [user, typeof key === 'string' ? key : ''];
  if (authorization?.startsWith('Basic ')) {
    const decoded = Buffer.from(authorization.slice('Basic '.length), 'base64').toString('utf8');
    const colon = decoded.indexOf(':');
    return colon === -1 ? [decoded, ''] : [decoded.slice(0, colon), decoded.slice(colon + 1)];
  }
  return [url.searchParams.get('user') ?? 'default', url.searchParams.get('password') ?? ''];
}
