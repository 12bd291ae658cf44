import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type FolderLock, FolderLockedError, lockFolder } from '@jianchat/supervision';
import { openEngine } from './engine.ts';
import { createHttpServer } from './http-server.ts';
import type { FromGateway, GatewayConfig, ToGateway } from './messages.ts';

/*
 * The gateway process: configured over IPC, serving on loopback, gone with its parent.
 *
 *   spawned ── configure ──► locked folder ──► open engine ──► listening ── SIGTERM ──► drained, exit 0
 *      └────────────── parent's end closes the channel, in every state ──► killed at once
 */

// The engine is safe under SIGKILL and offers no way to interrupt a statement, so an orphan ends the hard way:
// it must not hold the data folder while a long statement finishes.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
// Ctrl-C reaches the whole process group; when to stop is the parent's decision.
process.on('SIGINT', () => {});

if (process.send === undefined) {
  process.stderr.write('the gateway is started by embeddedAnalytics() and serves nobody else\n');
  process.exit(2);
}

process.once('message', (message: ToGateway) => {
  serve(message.config).catch((error: unknown) => {
    say({ type: 'failed', reason: error instanceof Error ? error.message : String(error) });
    // The reason needs the channel for a moment longer.
    setTimeout(() => process.exit(1), 100);
  });
});

async function serve(config: GatewayConfig): Promise<void> {
  const lock = await lockWithin(config.dataDir, config.lockWaitMs);
  const engine = openEngine(config);
  const server = createHttpServer(engine, config);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, '127.0.0.1', resolve);
  });
  process.once('SIGTERM', () => {
    void drain(server)
      .then(() => engine.close())
      .then(() => {
        lock.release();
        process.exit(0);
      });
  });
  say({ type: 'ready', port: (server.address() as AddressInfo).port });
}

/** Resolves when every answer is sent; connections that are kept alive are closed as they fall idle. */
async function drain(server: Server): Promise<void> {
  const closeIdle = setInterval(() => server.closeIdleConnections(), 20);
  await new Promise((resolve) => server.close(resolve));
  clearInterval(closeIdle);
}

/** A predecessor whose parent was killed is on its way out: worth waiting for. */
async function lockWithin(folder: string, waitMs: number): Promise<FolderLock> {
  const deadline = performance.now() + waitMs;
  for (;;) {
    try {
      return await lockFolder(folder);
    } catch (error) {
      if (!(error instanceof FolderLockedError) || performance.now() > deadline) throw error;
      await sleep(50);
    }
  }
}

function say(message: FromGateway): void {
  process.send?.(message);
}
