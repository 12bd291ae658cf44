/** A worker's program: answers ad requests and events on connections that the main process hands over. */
import { rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { Socket } from 'node:net';
import { createClosing } from '../compose/closing.ts';
import { startCollectorPart, startExchangePart } from '../compose/exchange-part.ts';
import { openGround } from '../compose/ground.ts';
import type { Host } from '../compose/host.ts';
import { startRecogniser } from '../compose/identity-part.ts';
import { openLogger } from '../compose/open-logger.ts';
import { createFront, isAnsweredByWorkers } from '../front/http-front.ts';
import { DOOR } from '../front/listen.ts';
import { createMetrics } from '../front/metrics.ts';
import { createReadiness } from '../front/readiness.ts';
import { createPassingOn } from './pass-on.ts';
import type { FromWorker, ToWorker, WorkerBeginning } from './worker-protocol.ts';

/** From being told to end to cutting what is still under way, ms. */
const DRAIN_MS = 5_000;
const SWEEP_MS = 50;

interface Running {
  take(socket: Socket): void;
  setRoom(room: number): void;
  setLiving(workers: number): void;
  report(): Promise<Extract<FromWorker, { is: 'told' }>['told']>;
  stop(): Promise<void>;
}

async function run(beginning: WorkerBeginning): Promise<Running> {
  const { settings, dataFolder, publicUrl } = beginning;
  const logger = openLogger(settings.JIANCHAT_LOG_LEVEL);
  const closing = createClosing(logger);
  const readiness = createReadiness();
  const metrics = createMetrics();
  const host: Host = { settings, dataFolder, publicUrl, logger, closing, draining: [], readiness, metrics };
  const plays = (role: 'exchange' | 'collector') => settings.JIANCHAT_ROLES.includes(role);
  const ground = openGround(host);
  const people = startRecogniser(ground, { room: beginning.room });
  const passingOn = createPassingOn(beginning.innerDoor);
  closing.add('inner door', () => passingOn.close());
  const elsewhere = passingOn.handle;
  const exchange = plays('exchange')
    ? await startExchangePart(ground, { people, processes: beginning.living })
    : undefined;
  const front = createFront({
    exchange: exchange?.handle ?? elsewhere,
    collector: plays('collector') ? startCollectorPart(ground) : elsewhere,
    demo: elsewhere,
    ledger: elsewhere,
    control: elsewhere,
    readiness,
    metrics: metrics.registry,
    onFault: (error) => logger.error({ err: error }, 'request failed'),
  });
  let isClosing = false;
  const sockets = new Set<Socket>();
  const server = createServer(DOOR, (req, res) => {
    if (isClosing) res.setHeader('connection', 'close');
    if (isAnsweredByWorkers(req.url ?? '/')) front(req, res);
    else elsewhere(req, res);
  });
  // Only a server that listens somewhere watches its connections' timeouts.
  const own = `${beginning.innerDoor}.${process.pid}`;
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(own, resolve));
  closing.add('own door', () => rmSync(own, { force: true }));
  return {
    take(socket) {
      if (isClosing) return void socket.destroy();
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      server.emit('connection', socket);
      socket.resume();
    },
    setRoom: people.setRoom,
    setLiving: (workers) => exchange?.setProcesses(workers),
    async report() {
      const { parts, notes } = await readiness.read();
      return { parts, notes, metrics: await metrics.registry.getMetricsAsJSON() };
    },
    async stop() {
      isClosing = true;
      readiness.drain();
      server.close();
      const endMs = performance.now() + DRAIN_MS;
      while (sockets.size > 0 && performance.now() < endMs) {
        server.closeIdleConnections();
        await new Promise((resolve) => setTimeout(resolve, SWEEP_MS));
      }
      server.closeAllConnections();
      await closing.closeAll();
    },
  };
}

const say = (message: FromWorker): void => {
  if (process.connected) process.send?.(message);
};

let running: Promise<Running> | undefined;
let ending = false;

/** Ends as asked, and when the main process is gone. */
async function end(): Promise<void> {
  if (ending) return;
  ending = true;
  await (await running)?.stop();
  process.exit(0);
}

function begin(beginning: WorkerBeginning): void {
  running = run(beginning);
  running.then(
    () => say({ is: 'ready' }),
    (error: unknown) => {
      process.stderr.write(`jianchat: a worker could not start: ${String(error)} [worker.failed]\n`);
      process.exit(1);
    },
  );
}

process.on('message', async (message: ToWorker, handle: unknown) => {
  if (message.do === 'begin') return begin(message.beginning);
  if (message.do === 'drain') return end();
  const worker = await running;
  if (message.do === 'connection') {
    if (handle instanceof Socket) worker?.take(handle);
    say({ is: 'taken', connection: message.connection });
  }
  if (message.do === 'room') worker?.setRoom(message.room);
  if (message.do === 'living') worker?.setLiving(message.living);
  if (message.do === 'tell' && worker !== undefined)
    say({ is: 'told', question: message.question, told: await worker.report() });
});
process.on('disconnect', () => void end());
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void end());
