import { readFile } from 'node:fs/promises';
import { snapshotOf, startExchangeRig } from './exchange-rig.ts';

/**
 * CPU of one auction with direct demand, in process and without HTTP: `node measure-auction.ts [auctions] [line items]`.
 * Line items beyond the fixtures' are banners, half of them aimed elsewhere. CPU time is the whole process's, log writer included. Run with `--cpu-prof` to see where it goes.
 */
const AUCTIONS = Number(process.argv[2] ?? 50_000);
const LINE_ITEMS = Number(process.argv[3] ?? 0);
const AT_ONCE = 32;

const fixture = (name: string): Promise<string> =>
  readFile(new URL(`../../fixtures/${name}`, import.meta.url), 'utf8');

const rig = await startExchangeRig({
  snapshot: snapshotOf(withLineItems(JSON.parse(await fixture('inventory.json')))),
  lookUpCountry: () => 'DE',
});
const body = Buffer.from(JSON.stringify(JSON.parse(await fixture('page-request.json'))));
const outer = { ip: undefined, userAgent: undefined, referer: undefined, secGpc: false, dnt: false };

function withLineItems(inventory: { lineItems: object[]; creatives: { lineItem: string }[] }): object {
  const [creative] = inventory.creatives;
  const added = Array.from({ length: LINE_ITEMS }, (_, at) => ({
    id: `line-${at}`,
    advertiser: 'shop',
    priceCpmMicros: 1_000_000 + at * 100,
    targeting:
      at % 2 === 0
        ? { countries: ['DE', 'FR'], where: { not: { keyValue: ['mood=grim'] } } }
        : { countries: ['BR', 'US'], where: { os: ['ios', 'android'], language: ['pt'] } },
  }));
  return {
    ...inventory,
    lineItems: [...inventory.lineItems, ...added],
    creatives: [
      ...inventory.creatives,
      ...added.map(({ id }) => ({ ...creative, id: `${id}-creative`, lineItem: id })),
    ],
  };
}

async function run(count: number): Promise<void> {
  for (let done = 0; done < count; done += AT_ONCE) {
    const answers = await Promise.all(
      Array.from({ length: AT_ONCE }, () => rig.exchange.auction({ body, outer })),
    );
    if (answers.some(({ status }) => status !== 200)) throw new Error(answers[0]?.body);
    // Lets the records go to the log, as they do between real requests.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

await run(5_000);
const cpu = process.cpuUsage();
const thread = process.threadCpuUsage();
const startMs = performance.now();
await run(AUCTIONS);
const wallMs = performance.now() - startMs;
const threadUsed = process.threadCpuUsage(thread);
const used = process.cpuUsage(cpu);
const perAuction = (micros: number): string => (micros / AUCTIONS).toFixed(1);
process.stdout.write(
  `${AUCTIONS} auctions, body ${body.length} bytes: ` +
    `${perAuction(used.user + used.system)} µs CPU each (main thread ${perAuction(threadUsed.user + threadUsed.system)} µs), ` +
    `${Math.round((AUCTIONS / wallMs) * 1000)}/s\n`,
);
await rig.close();
