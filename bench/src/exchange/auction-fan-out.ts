import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { directAuctionRequest } from '../auction-request.ts';
import { load } from '../load.ts';
import { type OnCore, startOnCore } from './measured-server.ts';
import { startOnTwoCores } from './platform-on-two-cores.ts';

const ROUNDS = 3;
/** The way through bidders is much code, and V8 goes on optimising it for that long. */
const WARM_UP_MS = 15_000;
const MEASURE_MS = 4_000;
const SERVER_CORE = 0;
const OTHER_CORE = 1;
/** What Prebid Server (Go) did per core with as many bidders, on other hours of a machine like this: for orientation. */
const PREBID_SERVER: Readonly<Record<string, number>> = {
  '1 at 0': 1346,
  '3 at 0': 721,
  '10 at 0': 276,
  '1 at 30': 1261,
  '3 at 30': 705,
  '10 at 30': 280,
  '1 at 0, two cores': 2438,
  '3 at 0, two cores': 1354,
  '10 at 0, two cores': 558,
  '3 at 30, two cores': 1165,
};

interface Case {
  readonly bidders: number;
  readonly delayMs: number;
  readonly cores: 1 | 2;
}

const CASES: readonly Case[] = [
  { bidders: 0, delayMs: 0, cores: 1 },
  ...[0, 30].flatMap((delayMs) => [1, 3, 10].map((bidders) => ({ bidders, delayMs, cores: 1 as const }))),
  ...[1, 3, 10].map((bidders) => ({ bidders, delayMs: 0, cores: 2 as const })),
  { bidders: 3, delayMs: 30, cores: 2 },
];

const nameOf = ({ bidders, delayMs, cores }: Case): string =>
  `${bidders}@${delayMs}${cores === 2 ? 'x2' : ''}`;

interface Measured {
  readonly requestsPerSec: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly cpuMicros: number;
}

/**
 * Auctions with OpenRTB bidders over real connections: the exchange alone on core 0 (HTTP, gates, disclosures and records in the log),
 * bidders and load on core 1; a Fastify JSON echo of the same body in the same run. With two cores it is the platform with two workers, and
 * all share both. Only some cases: `BIDDERS@DELAY`, with `x2` for two cores.
 */
export async function measureFanOut(only?: string): Promise<void> {
  const cases = CASES.filter((one) => only === undefined || only === nameOf(one));
  if (cases.length === 0) throw new Error(`no such case; one of ${CASES.map(nameOf).join(', ')}`);
  const loadBefore = machineLoad();
  const echo: Measured[] = [];
  const found = new Map<Case, Measured[]>();
  for (let round = 1; round <= ROUNDS; round += 1) {
    process.stderr.write(`round ${round} of ${ROUNDS}…\n`);
    echo.push(await measureEcho());
    for (const one of cases) found.set(one, [...(found.get(one) ?? []), await measureCase(one)]);
  }
  print({ echo: median(echo), found, loadBefore });
}

async function measureEcho(): Promise<Measured> {
  const server = await startOnCore(SERVER_CORE, [join(import.meta.dirname, '../echo-server.ts')]);
  return measure(server, { path: '/echo', body: directAuctionRequest(), connections: 32 });
}

async function measureCase({ bidders, delayMs, cores }: Case): Promise<Measured> {
  const mock = await startOnCore(OTHER_CORE, [
    join(import.meta.dirname, 'mock-bidders.ts'),
    String(Math.max(1, bidders)),
    String(delayMs),
  ]);
  try {
    const addresses = mock.addresses.slice(0, bidders);
    const alone = [join(import.meta.dirname, 'exchange-server.ts'), ...addresses];
    const server = cores === 2 ? await startOnTwoCores(addresses) : await startOnCore(SERVER_CORE, alone);
    const body = Buffer.from(JSON.stringify(requestTo(bidders)));
    return await measure(server, { path: '/openrtb2/auction', body, connections: delayMs === 0 ? 32 : 256 });
  } finally {
    await mock.stop();
  }
}

async function measure(
  server: OnCore,
  options: { path: string; body: Buffer; connections: number },
): Promise<Measured> {
  try {
    const target = { host: server.url.hostname, port: Number(server.url.port), ...options };
    await load({ ...target, warmUpMs: 0, measureMs: WARM_UP_MS });
    const before = server.cpuMicros();
    const { requestsPerSec, p50Ms, p99Ms, refused } = await load({
      ...target,
      warmUpMs: 0,
      measureMs: MEASURE_MS,
    });
    const cpuMicros = (server.cpuMicros() - before) / ((requestsPerSec * MEASURE_MS) / 1000);
    if (refused > 0) throw new Error(`${refused} requests were not answered with 200`);
    return { requestsPerSec, p50Ms, p99Ms, cpuMicros };
  } finally {
    await server.stop();
  }
}

/** The bench's request, asking so many bidders by parameters of theirs. */
function requestTo(bidders: number): unknown {
  const request = JSON.parse(directAuctionRequest().toString());
  request.imp[0].ext.prebid.bidder = Object.fromEntries(
    Array.from({ length: bidders }, (_, index) => [`bidder-${index}`, { placementId: 1_000 + index }]),
  );
  return request;
}

const median = (rows: readonly Measured[]): Measured => {
  const middle = rows.toSorted((a, b) => a.requestsPerSec - b.requestsPerSec)[Math.floor(rows.length / 2)];
  if (middle === undefined) throw new Error('nothing was measured');
  return middle;
};

/** Processes that wanted a core over the last minute: what else the machine did. */
const machineLoad = (): string => readFileSync('/proc/loadavg', 'utf8').split(' ')[0] ?? '';

function print({
  echo,
  found,
  loadBefore,
}: {
  echo: Measured;
  found: ReadonlyMap<Case, readonly Measured[]>;
  loadBefore: string;
}): void {
  const row = (name: string, cells: Measured, peer: string): string =>
    `| ${name} | ${cells.requestsPerSec.toFixed(0)} | ${cells.p50Ms.toFixed(1)} | ${cells.p99Ms.toFixed(1)} | ${cells.cpuMicros.toFixed(0)} | ${(cells.requestsPerSec / echo.requestsPerSec).toFixed(2)} | ${peer} |\n`;
  let table =
    '| what | per s | p50 ms | p99 ms | CPU µs each | ratio to echo | Prebid Server, elsewhere |\n|---|---:|---:|---:|---:|---:|---:|\n' +
    row('Fastify JSON echo', echo, '');
  for (const [{ bidders, delayMs, cores }, rows] of found) {
    const where = cores === 2 ? ', two cores' : '';
    const name = bidders === 0 ? 'direct demand' : `${bidders} bidders, ${delayMs} ms${where}`;
    table += row(name, median(rows), String(PREBID_SERVER[`${bidders} at ${delayMs}${where}`] ?? ''));
  }
  process.stdout.write(
    `\nserver alone on one core where no other number is said, 32 connections (256 with 30 ms), medians of ${ROUNDS} alternating rounds of ${MEASURE_MS / 1000} s; load of the machine ${loadBefore} before, ${machineLoad()} at the end\n\n${table}`,
  );
}
