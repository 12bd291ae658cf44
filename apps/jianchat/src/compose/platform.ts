import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { createFront } from '../front/http-front.ts';
import { type Listening, listen } from '../front/listen.ts';
import { createMetrics } from '../front/metrics.ts';
import { createReadiness } from '../front/readiness.ts';
import type { Settings } from '../settings/settings.ts';
import { openPublicDoor } from '../workers/public-door.ts';
import { createWorkerGroup, type WorkerGroup } from '../workers/worker-group.ts';
import { metricsWithWorkers } from '../workers/workers-state.ts';
import { type Closing, createClosing } from './closing.ts';
import { lockDataFolder, openDataFolder } from './data-folder.ts';
import type { Host } from './host.ts';
import { type Services, startServices } from './services.ts';

/** From SIGTERM to cutting what is still under way, ms. */
const DRAIN_MS = 5_000;

export interface PlatformOptions {
  readonly settings: Settings;
  readonly demo: boolean;
  readonly logger: Logger;
  /** Ends a start under way; the promise then rejects with everything closed. */
  readonly signal: AbortSignal;
}

export interface Platform {
  readonly url: string;
  readonly services: Services;
  /** Drains: takes nothing new, finishes what is under way, stops parts in the opposite order of their start. */
  stop(): Promise<void>;
}

/**
 * Starts everything this process plays. The folder is locked and the port bound first, since those are what most
 * often goes wrong; until the services are there, requests are answered 503.
 */
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  const { settings, logger } = options;
  const closing = createClosing(logger);
  const readiness = createReadiness();
  const metrics = createMetrics();
  const door: { front: ReturnType<typeof createFront> } = {
    front: (_, res) => void res.writeHead(503).end('starting\n'),
  };
  try {
    const dataFolder = await lockData(settings, closing);
    const place = {
      host: settings.JIANCHAT_HOST,
      port: settings.JIANCHAT_PORT,
      onRequest: (req: IncomingMessage, res: ServerResponse) => door.front(req, res),
    };
    const { workers, listening, publicUrl } = await openDoor({ place, settings, dataFolder, logger });
    closing.add('http', () => listening.close(DRAIN_MS));
    const host: Host = { settings, dataFolder, publicUrl, logger, closing, draining: [], readiness, metrics };
    options.signal.throwIfAborted();
    const started = startServices(host, { demo: options.demo, workers });
    const services = await unlessEnded(started, options.signal);
    door.front = createFront({
      ...services.routes,
      readiness,
      metrics: workers === undefined ? metrics.registry : metricsWithWorkers(metrics.registry, workers),
      onFault: (error) => logger.error({ err: error }, 'request failed'),
    });
    if (workers !== undefined) await unlessEnded(workers.start(), options.signal);
    return { url: listening.url, services, stop: () => stop(host, listening) };
  } catch (error) {
    await closing.closeAll();
    throw error;
  }
}

interface Door {
  readonly listening: Listening;
  readonly publicUrl: string;
  /** Undefined where this process answers ad requests itself. */
  readonly workers: WorkerGroup | undefined;
}

/** Binds the port: for this process alone, or for workers that it will hand connections to. */
async function openDoor(options: {
  readonly place: Parameters<typeof listen>[0];
  readonly settings: Settings;
  readonly dataFolder: string;
  readonly logger: Logger;
}): Promise<Door> {
  const { settings, dataFolder, logger, place } = options;
  const urlOf = ({ url }: Listening): string => (settings.JIANCHAT_PUBLIC_URL ?? url).replace(/\/$/, '');
  const delivers = settings.JIANCHAT_ROLES.some((role) => role === 'exchange' || role === 'collector');
  if (settings.JIANCHAT_WORKERS === 1 || !delivers) {
    const listening = await listen(place);
    return { listening, publicUrl: urlOf(listening), workers: undefined };
  }
  const group = createWorkerGroup({
    size: settings.JIANCHAT_WORKERS,
    beginning: () => ({
      // Witnesses are the ledger's, which stays here.
      settings: { ...settings, JIANCHAT_LEDGER_WITNESSES: [] },
      dataFolder,
      publicUrl: urlOf(door),
      innerDoor: door.innerDoor,
    }),
    onRestart: (worker, fault) => logger.error({ worker, fault }, 'a worker is started anew'),
  });
  const door = await openPublicDoor({ ...place, give: group.give, stopWorkers: () => group.stop() });
  return { listening: door, publicUrl: urlOf(door), workers: group };
}

/** What is still starting is not waited for: an engine that hangs would keep the process from ending. */
function unlessEnded<T>(start: Promise<T>, signal: AbortSignal): Promise<T> {
  const ended = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  return Promise.race([start, ended]);
}

async function stop(host: Host, listening: Listening): Promise<void> {
  host.readiness.drain();
  for (const end of host.draining) end();
  // Requests first: their services and stores must outlive them.
  await listening.close(DRAIN_MS);
  await host.closing.closeAll();
}

async function lockData(settings: Settings, closing: Closing): Promise<string> {
  const dataFolder = openDataFolder(settings, Date.now());
  const lock = await lockDataFolder(dataFolder);
  closing.add('data folder', () => lock.release());
  return dataFolder;
}
