import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { EngineRequest } from './engine.ts';
import { ClickHouseException } from './exception.ts';
import { readStatement } from './statement.ts';

export interface RequestLimits {
  readonly bodyBytesMax: number;
  readonly executionSecondsMax: number;
}

export interface GatewayRequest extends EngineRequest {
  readonly queryId: string | undefined;
  readonly gzipAnswer: boolean;
}

/** URL parameters that a server reads itself and that are no settings of the engine. */
const interfaceParameters = new Set([
  'query',
  'database',
  'default_format',
  'query_id',
  'user',
  'password',
  'enable_http_compression',
  'wait_end_of_query',
  'buffer_size',
  'stacktrace',
  'send_progress_in_http_headers',
  'http_headers_progress_interval_ms',
  'http_response_buffer_size',
  'http_zlib_compression_level',
]);
/** Parameters that would change what a request means, and that are not served. */
const refusedParameters = new Set([
  'session_id',
  'session_timeout',
  'role',
  'compress',
  'decompress',
  'profile',
]);

const RESULT_BYTES_MAX = 256 * 1024 * 1024;
const unzip = promisify(gunzip);

/** Reads a request of the ClickHouse HTTP interface. Throws a {@link ClickHouseException} for what is not served. */
export async function readRequest(
  request: IncomingMessage,
  url: URL,
  limits: RequestLimits,
): Promise<GatewayRequest> {
  const fields = new Map(url.searchParams);
  let body = await readBody(request, limits.bodyBytesMax);
  if (request.headers['content-type']?.startsWith('multipart/form-data')) {
    // The client moves long parameters here; the statement comes along as the field «query».
    for (const [name, value] of await readForm(body, request.headers['content-type']))
      fields.set(name, value);
    body = Buffer.alloc(0);
  }
  const settings = new Map<string, string>([
    ['async_insert', '0'],
    ['max_result_bytes', String(RESULT_BYTES_MAX)],
  ]);
  const parameters = new Map<string, string>();
  for (const [name, value] of fields) {
    if (refusedParameters.has(name) && value !== '' && value !== '0') {
      throw new ClickHouseException('NOT_IMPLEMENTED', `The parameter ${name} is not served here.`);
    }
    if (name.startsWith('param_')) parameters.set(name.slice('param_'.length), value);
    else if (!interfaceParameters.has(name) && !refusedParameters.has(name)) settings.set(name, value);
  }
  settings.set(
    'max_execution_time',
    boundedSeconds(settings.get('max_execution_time'), limits.executionSecondsMax),
  );
  return {
    statement: readStatement(fields.get('query'), body),
    database: fields.get('database') || header(request, 'x-clickhouse-database'),
    settings,
    parameters,
    defaultFormat: fields.get('default_format') || header(request, 'x-clickhouse-format') || 'TabSeparated',
    readOnly: request.method === 'GET',
    queryId: fields.get('query_id') || undefined,
    gzipAnswer:
      fields.get('enable_http_compression') === '1' &&
      /\bgzip\b/.test(header(request, 'accept-encoding') ?? ''),
  };
}

/** A statement can't be interrupted from outside: without this bound it would run on for ever. */
function boundedSeconds(asked: string | undefined, max: number): string {
  const seconds = Number(asked);
  return String(seconds > 0 && seconds < max ? seconds : max);
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return (Array.isArray(value) ? value[0] : value) || undefined;
}

async function readBody(request: IncomingMessage, bytesMax: number): Promise<Buffer> {
  const encoding = header(request, 'content-encoding') ?? 'identity';
  if (encoding !== 'identity' && encoding !== 'gzip') {
    throw new ClickHouseException('NOT_IMPLEMENTED', 'Request bodies are taken plain or compressed by gzip.');
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > bytesMax) throw tooLarge(bytesMax);
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks, bytes);
  if (encoding === 'identity' || bytes === 0) return body;
  try {
    return await unzip(body, { maxOutputLength: bytesMax });
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge(bytesMax);
    throw new ClickHouseException('INCORRECT_DATA', 'The request body is not valid gzip.');
  }
}

function tooLarge(bytesMax: number): ClickHouseException {
  return new ClickHouseException('QUERY_IS_TOO_LARGE', `A request may have ${bytesMax} bytes.`);
}

async function readForm(body: Buffer, contentType: string): Promise<Map<string, string>> {
  const fields = new Map<string, string>();
  try {
    const form = await new Response(new Uint8Array(body), {
      headers: { 'content-type': contentType },
    }).formData();
    for (const [name, value] of form) if (typeof value === 'string') fields.set(name, value);
  } catch {
    throw new ClickHouseException('INCORRECT_DATA', 'The form in the request body is malformed.');
  }
  return fields;
}
