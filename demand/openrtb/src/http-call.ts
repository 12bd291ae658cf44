import { type Dispatcher, Pool } from 'undici';

export type HttpOutcome =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly body: string;
      /** Names in lower case. */
      readonly headers: Readonly<Record<string, string | string[] | undefined>>;
    }
  | { readonly kind: 'timeout' }
  /** No connection, or it broke. */
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'too large'; readonly status: number }
  | { readonly kind: 'cancelled' };

export interface HttpCall {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
  readonly bodyBytesMax: number;
}

/** Keeps connections to one origin open between requests. */
export function createPool(origin: string, connections: number): Pool {
  return new Pool(origin, {
    connections,
    pipelining: 1,
    connect: { timeout: 2_000 },
    keepAliveTimeout: 30_000,
    keepAliveMaxTimeout: 120_000,
    // Each call has its own deadline, which is shorter than these.
    headersTimeout: 15_000,
    bodyTimeout: 15_000,
  });
}

/** One POST. Never rejects; redirects are not followed; on timeout or abort the connection is given up at once. */
export function post(pool: Pool, call: HttpCall): Promise<HttpOutcome> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    let status = 0;
    let headers: Readonly<Record<string, string | string[] | undefined>> = {};
    let controller: Dispatcher.DispatchController | undefined;
    let settled = false;

    const settle = (outcome: HttpOutcome): void => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      call.signal?.removeEventListener('abort', onAbort);
      resolve(outcome);
    };
    const giveUp = (outcome: HttpOutcome): void => {
      settle(outcome);
      controller?.abort(new Error(outcome.kind));
    };
    const onAbort = (): void => giveUp({ kind: 'cancelled' });
    const timer = setTimeout(() => giveUp({ kind: 'timeout' }), call.timeoutMs);
    if (call.signal?.aborted) return settle({ kind: 'cancelled' });
    call.signal?.addEventListener('abort', onAbort, { once: true });

    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(started) {
        controller = started;
        // The deadline may have passed while the request waited for a free connection.
        if (settled) started.abort(new Error('too late'));
      },
      onResponseStart(_controller, statusCode, answered) {
        status = statusCode;
        headers = answered;
      },
      onResponseData(_controller, chunk) {
        bytes += chunk.length;
        if (bytes > call.bodyBytesMax) giveUp({ kind: 'too large', status });
        else chunks.push(chunk);
      },
      onResponseEnd() {
        const first = chunks.length === 1 ? chunks[0] : undefined;
        settle({ kind: 'answered', status, headers, body: (first ?? Buffer.concat(chunks)).toString() });
      },
      onResponseError() {
        settle({ kind: 'unreachable' });
      },
    };
    try {
      pool.dispatch({ method: 'POST', path: call.path, headers: call.headers, body: call.body }, handler);
    } catch {
      settle({ kind: 'unreachable' });
    }
  });
}
