import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inventoryWith } from '../policy/european-auction.ts';
import { type OnCore, startOnCore } from './measured-server.ts';

const BOTH_CORES = '0,1';
const PROGRAM = join(import.meta.dirname, '../../../apps/jianchat/src/main.ts');

/** The platform with two workers behind one port, and a bidder at each of the addresses. Bidders and load share both cores with it. */
export async function startOnTwoCores(addresses: readonly string[]): Promise<OnCore> {
  const data = mkdtempSync(join(tmpdir(), 'jianchat-bench-'));
  const env = {
    JIANCHAT_DATA: data,
    JIANCHAT_PORT: '0',
    JIANCHAT_LOG_LEVEL: 'error',
    JIANCHAT_WORKERS: '2',
  };
  const { bidders, ...inventory } = inventoryWith(addresses.length, '');
  const file = join(data, 'inventory.json');
  writeFileSync(
    file,
    JSON.stringify({
      ...inventory,
      bidders: bidders.map((bidder, index) => ({ ...bidder, endpoint: addresses[index] })),
    }),
  );
  // A whole start leaves the snapshot behind from which the exchange is then measured alone.
  const whole = await startOnCore(BOTH_CORES, [PROGRAM, 'start', '--no-demo', '--import', file], env);
  await whole.stop();
  const exchange = [PROGRAM, 'start', '--no-demo', '--roles', 'exchange,collector'];
  const server = await startOnCore(BOTH_CORES, exchange, env);
  return {
    ...server,
    async stop() {
      await server.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}
