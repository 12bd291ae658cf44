import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { directAuctionRequest } from './auction-request.ts';
import { benchInventory } from './inventory.ts';
import { type LoadResult, load } from './load.ts';
import { startServer } from './server-process.ts';

const ROUNDS = 5;
const CONNECTIONS = 32;
/** Both need it: an auction's optimised code is not all there after four seconds. */
const WARM_UP_MS = 10_000;
const MEASURE_MS = 5000;
const SERVER_CORE = 0;

/**
 * Auctions with direct demand against a Fastify echo: both on the same core, the load from this process on the
 * others, in alternating rounds, so that a slow minute of the machine hits both.
 */
export async function measureDirectAuctions(root: string): Promise<void> {
  if (availableParallelism() < 2)
    throw new Error('two cores are needed: one for the server, one for the load');
  const data = mkdtempSync(join(tmpdir(), 'jianchat-bench-'));
  try {
    await publishInventory(root, data);
    const body = directAuctionRequest();
    const echo: LoadResult[] = [];
    const auctions: LoadResult[] = [];
    for (let round = 1; round <= ROUNDS; round += 1) {
      process.stderr.write(`round ${round} of ${ROUNDS}…\n`);
      echo.push(await measure({ args: [join(import.meta.dirname, 'echo-server.ts')], path: '/echo', body }));
      const platform = [
        join(root, 'apps/jianchat/src/main.ts'),
        'start',
        '--no-demo',
        '--roles',
        'exchange,collector',
      ];
      auctions.push(
        await measure({ args: platform, path: '/openrtb2/auction', body, env: environment(data) }),
      );
    }
    print({ body, echo, auctions });
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

const environment = (data: string): Record<string, string> => ({
  JIANCHAT_DATA: data,
  JIANCHAT_PORT: '0',
  JIANCHAT_LOG_LEVEL: 'error',
});

/** A whole start leaves the snapshot behind from which the exchange is then measured alone. */
async function publishInventory(root: string, data: string): Promise<void> {
  process.stderr.write('preparing the inventory…\n');
  const file = join(data, 'inventory.json');
  writeFileSync(file, JSON.stringify(benchInventory()));
  const server = await startServer({
    args: [join(root, 'apps/jianchat/src/main.ts'), 'start', '--no-demo', '--import', file],
    core: SERVER_CORE,
    env: environment(data),
  });
  await server.stop();
}

async function measure(options: {
  args: string[];
  path: string;
  body: Buffer;
  env?: Record<string, string>;
}): Promise<LoadResult> {
  const server = await startServer({ args: options.args, core: SERVER_CORE, env: options.env ?? {} });
  try {
    const { hostname: host, port } = server.url;
    const result = await load({
      host,
      port: Number(port),
      path: options.path,
      body: options.body,
      connections: CONNECTIONS,
      warmUpMs: WARM_UP_MS,
      measureMs: MEASURE_MS,
    });
    if (result.refused > 0) throw new Error(`${result.refused} requests were not answered with 200`);
    return result;
  } finally {
    await server.stop();
  }
}

function print({ body, echo, auctions }: { body: Buffer; echo: LoadResult[]; auctions: LoadResult[] }): void {
  const peer = median(echo);
  const own = median(auctions);
  process.stdout.write(
    `\nbody ${body.length} bytes, ${CONNECTIONS} connections, server on one core, medians of ${ROUNDS} alternating rounds of ${MEASURE_MS / 1000} s\n\n`,
  );
  process.stdout.write('| what | requests/s | p50 ms | p99 ms |\n|---|---:|---:|---:|\n');
  for (const [name, row] of [
    ['Fastify JSON echo', peer],
    ['auction, direct demand', own],
  ] as const) {
    process.stdout.write(
      `| ${name} | ${row.requestsPerSec.toFixed(0)} | ${row.p50Ms.toFixed(2)} | ${row.p99Ms.toFixed(2)} |\n`,
    );
  }
  process.stdout.write(`\nratio ${(own.requestsPerSec / peer.requestsPerSec).toFixed(2)} (goal ≥ 0.50)\n`);
}

function median(results: readonly LoadResult[]): LoadResult {
  const sorted = [...results].sort((a, b) => a.requestsPerSec - b.requestsPerSec);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error('nothing was measured');
  return middle;
}
