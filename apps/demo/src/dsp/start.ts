import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { createDemoDsp } from './demo-dsp.ts';
import type { DemoDspId } from './strategy.ts';

export interface StartedDemoDsps {
  /** Where each bidder takes bid requests, e.g. `http://127.0.0.1:40123/bid`. */
  readonly endpoints: Readonly<Record<DemoDspId, string>>;
  /** Ends both; resolves when no connection is left. */
  close(): Promise<void>;
}

/**
 * Starts both demo bidders on loopback. `port0` is the first one's port and the second takes the next; 0 (the
 * default) takes any free ports.
 */
export async function startDemoDsps(options: {
  publicUrl: () => string;
  port0?: number;
  random?: () => number;
  now?: () => number;
}): Promise<StartedDemoDsps> {
  const port0 = options.port0 ?? 0;
  const first = await listen('demo-dsp-a', { ...options, port: port0 });
  try {
    const second = await listen('demo-dsp-b', { ...options, port: port0 === 0 ? 0 : port0 + 1 });
    return {
      endpoints: { 'demo-dsp-a': `${first.origin}/bid`, 'demo-dsp-b': `${second.origin}/bid` },
      close: async () => {
        await Promise.all([close(first.server), close(second.server)]);
      },
    };
  } catch (error) {
    await close(first.server);
    throw error;
  }
}

async function listen(
  id: DemoDspId,
  options: { publicUrl: () => string; port: number; random?: () => number; now?: () => number },
): Promise<{ server: Server; origin: string }> {
  let origin = '';
  const handle = createDemoDsp({
    id,
    random: options.random ?? Math.random,
    now: options.now ?? Date.now,
    publicUrl: options.publicUrl,
    selfUrl: () => origin,
  });
  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  server.listen(options.port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('a TCP server has a port once it listens');
  origin = `http://127.0.0.1:${address.port}`;
  return { server, origin };
}

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
