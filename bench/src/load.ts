import { connect, type Socket } from 'node:net';

export interface LoadResult {
  readonly requestsPerSec: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Answers whose status was not 200. */
  readonly refused: number;
}

export interface LoadOptions {
  readonly host: string;
  readonly port: number;
  readonly path: string;
  readonly body: Buffer;
  readonly connections: number;
  readonly warmUpMs: number;
  readonly measureMs: number;
}

/**
 * Closed-loop load over keep-alive connections: each sends its next request when the answer is there. Sockets are
 * used bare, so that the generator costs little beside the server it measures.
 */
export async function load(options: LoadOptions): Promise<LoadResult> {
  const request = requestBytes(options);
  const latencies: number[] = [];
  let refused = 0;
  const measureFromMs = performance.now() + options.warmUpMs;
  const endMs = measureFromMs + options.measureMs;
  const onAnswer = (sentMs: number, status: number): boolean => {
    const nowMs = performance.now();
    if (sentMs >= measureFromMs && nowMs <= endMs) {
      latencies.push(nowMs - sentMs);
      if (status !== 200) refused += 1;
    }
    return nowMs < endMs;
  };
  await Promise.all(Array.from({ length: options.connections }, () => drive(options, request, onAnswer)));
  latencies.sort((a, b) => a - b);
  const at = (share: number) =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? Number.NaN;
  return {
    requestsPerSec: latencies.length / (options.measureMs / 1000),
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    refused,
  };
}

function requestBytes({ host, port, path, body }: LoadOptions): Buffer {
  const head = `POST ${path} HTTP/1.1\r\nHost: ${host}:${port}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), body]);
}

/** One connection: resolves when `onAnswer` says that time is up. */
function drive(
  options: LoadOptions,
  request: Buffer,
  onAnswer: (sentMs: number, status: number) => boolean,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect({ host: options.host, port: options.port, noDelay: true });
    let sentMs = 0;
    let pending: Buffer = Buffer.alloc(0);
    const send = () => {
      sentMs = performance.now();
      socket.write(request);
    };
    socket.on('connect', send);
    socket.on('data', (chunk: Buffer) => {
      pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
      const length = answerLength(pending);
      if (length === undefined || pending.length < length) return;
      const status = Number(pending.toString('latin1', 9, 12));
      pending = pending.subarray(length);
      if (onAnswer(sentMs, status)) send();
      else socket.end(resolve);
    });
    socket.on('error', reject);
  });
}

/** Bytes of the first answer in the buffer, head and body; undefined while its head is incomplete. */
function answerLength(bytes: Buffer): number | undefined {
  const headEnd = bytes.indexOf('\r\n\r\n');
  if (headEnd === -1) return undefined;
  const head = bytes.toString('latin1', 0, headEnd).toLowerCase();
  const at = head.indexOf('content-length:');
  if (at === -1) throw new Error('an answer without content-length');
  return headEnd + 4 + Number.parseInt(head.slice(at + 15), 10);
}
