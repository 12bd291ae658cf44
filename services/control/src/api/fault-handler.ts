import type { FastifyInstance, FastifyReply } from 'fastify';
import { errorCode, errorDetail, type OnLog } from '../log-line.ts';
import { NO_YAML } from './body-parsers.ts';
import { type Refusal, refuse, sendRefusal } from './problem-reply.ts';

/** Answers whatever is thrown as a problem document. Unexpected faults are logged under an id that the answer names. */
export function installFaultHandler(
  app: FastifyInstance,
  options: { readonly onLog: OnLog; readonly newInstance: () => string },
): void {
  app.setErrorHandler((error, request, reply) => {
    const known = expectedFault(error);
    if (known !== undefined) return sendRefusal(reply, known);
    const instance = `urn:jianchat:fault:${options.newInstance()}`;
    const code = storeFault(error) ?? 'internal.fault';
    options.onLog({
      level: 'error',
      event: 'control.request.failed',
      detail: {
        instance,
        method: request.method,
        route: request.routeOptions.url ?? '',
        ...errorDetail(error),
      },
    });
    return sendRefusal(reply, refuse(code, { instance }));
  });
}

/** A path that is no URL, or has a longer parameter than any id: it never gets to a route, and isn't quoted back. */
export function answerBadPath(_error: unknown, _request: unknown, reply: FastifyReply): void {
  sendRefusal(reply.header('x-content-type-options', 'nosniff'), refuse('route.unknown'));
}

const notValid = (language: 'JSON' | 'YAML'): Refusal =>
  refuse('request.invalid', {
    faults: [{ path: '', code: 'form.invalid_text', message: `the body is not valid ${language}` }],
  });

const TOO_LONG = {
  path: 'query',
  code: 'report.tooLong',
  message: 'the report is longer than the analytics engine gives at once: ask for fewer days or dimensions',
};

/** Faults of the request that Fastify finds before a handler runs. */
function expectedFault(error: unknown): Refusal | undefined {
  switch (errorCode(error)) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return refuse('body.tooLarge');
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return refuse('body.unsupported');
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
      return notValid('JSON');
    case NO_YAML:
      return notValid('YAML');
    case 'analytics.too_long':
      return refuse('request.invalid', { faults: [TOO_LONG] });
  }
  if (UNSTORABLE.has(errorCode(error) ?? '')) return refuse('request.invalid');
  const status =
    typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : 500;
  return typeof status === 'number' && status >= 400 && status < 500 ? refuse('request.invalid') : undefined;
}

/** SQLSTATE of text with NUL and of times that no calendar of the server has. */
const UNSTORABLE = new Set(['22021', '22007', '22008']);

/** Classes of SQLSTATE that mean the server is away or going: connection, resources, operator intervention. */
const SERVER_AWAY = /^(08|53|57P)/;
const SOCKET_FAULTS = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND']);

function storeFault(error: unknown): 'analytics.unavailable' | 'records.unavailable' | undefined {
  const code = errorCode(error);
  if (code === 'analytics.unavailable') return 'analytics.unavailable';
  if (code !== undefined && (SERVER_AWAY.test(code) || SOCKET_FAULTS.has(code))) return 'records.unavailable';
  // The pool's own timeout and a connection lost during a query carry no code.
  const text = error instanceof Error ? error.message : '';
  return /timeout exceeded when trying to connect|Connection terminated/.test(text)
    ? 'records.unavailable'
    : undefined;
}
