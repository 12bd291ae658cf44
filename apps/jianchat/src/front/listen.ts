import {
  createServer,
  type Server as HttpServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { Server } from 'node:net';
import { PlatformFault } from '../compose/platform-fault.ts';

export interface Listening {
  readonly url: string;
  /** Takes no new connection, lets requests under way finish for up to `graceMs`, then cuts the rest. */
  close(graceMs: number): Promise<void>;
}

const SWEEP_MS = 50;

/**
 * What every entrance of the platform bounds. Node looks only now and then for requests that take too long, unless told otherwise every 30 s:
 * they would have that much longer.
 */
export const DOOR = {
  keepAliveTimeout: 65_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 1_000,
  maxHeaderSize: 16_384,
} as const;

type RequestListener = (req: IncomingMessage, res: ServerResponse) => void;

export async function listen(options: {
  host: string;
  port: number;
  onRequest: RequestListener;
}): Promise<Listening> {
  let closing = false;
  const server = createServer(DOOR, (req, res) => {
    // A client that keeps its connection would keep on asking here, and its new connections would be refused.
    if (closing) res.setHeader('connection', 'close');
    options.onRequest(req, res);
  });
  await bound(server, options);
  return {
    url: endpointUrl(server, options),
    async close(graceMs) {
      closing = true;
      await drain(server, graceMs);
    },
  };
}

/** Stops listening, lets requests under way finish for up to `graceMs`, then cuts what is left. */
export async function drain(server: HttpServer, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // What was answered just before the end stands idle a moment later.
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
  const cut = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearInterval(sweep);
  clearTimeout(cut);
}

/** Where a bound server is reached, with the port it really has. */
export function endpointUrl(server: Server, options: { host: string; port: number }): string {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;
  return addressUrl({ host: options.host, port });
}

/** An IPv6 address stands in brackets. */
export const addressUrl = ({ host, port }: { host: string; port: number }): string =>
  `http://${host.includes(':') ? `[${host}]` : host}:${port}`;

/** Listens; rejects with a PlatformFault that says what to do. */
export function bound(server: Server, { host, port }: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const where = `${host}:${port}`;
      if (error.code === 'EADDRINUSE')
        reject(
          new PlatformFault(
            'port.taken',
            `${where} is taken by another program; set JIANCHAT_PORT to a free port`,
          ),
        );
      else if (error.code === 'EACCES')
        reject(new PlatformFault('port.forbidden', `this user may not listen on ${where}`));
      else
        reject(
          new PlatformFault('port.unusable', `cannot listen on ${where}: ${error.code ?? error.message}`),
        );
    });
    server.listen(port, host, () => resolve());
  });
}
