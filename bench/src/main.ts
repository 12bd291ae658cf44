import { join } from 'node:path';
import { measureDirectAuctions } from './direct-auctions.ts';
import { measureFanOut } from './exchange/auction-fan-out.ts';
import { fuzzAuctions } from './fuzz.ts';
import { measureLearning } from './learning.ts';
import { measureLedger } from './ledger.ts';
import { measurePolicy } from './policy/policy-share.ts';

const HELP = `npm run bench            every measurement
npm run bench -- NAME    one of them

  direct   auctions/s with direct demand against a Fastify JSON echo of the same body on the same core
  exchange auctions/s, p50, p99 and CPU with 0, 1, 3 and 10 OpenRTB bidders that answer at once or after 30 ms
           (npm run bench -- exchange 3@30: only that case; 3@30x2: on two cores)
  policy   the policy's share of an auction's CPU at 0, 1, 3 and 10 bidders; decisions; consent strings
           (npm run bench -- policy N: its work done N times instead of 1,000,000)
  fuzz     100,000 random requests against the exchange: no fault, nothing undeclared told (npm run bench -- fuzz N: N of them)
  learning displays learned/s against parsing them, and estimates of 100 candidates against look-ups
  ledger   disclosures/s committed to the ledger against plain append of the same records, on one core

Each figure is a ratio to a peer measured in the same run: absolute numbers depend on the machine.
`;

const [name, count] = process.argv.slice(2);

const MEASUREMENTS = new Map<string, () => Promise<void>>([
  ['direct', () => measureDirectAuctions(join(import.meta.dirname, '../..'))],
  ['exchange', () => measureFanOut(count)],
  ['policy', () => measurePolicy(count === undefined ? undefined : Number(count))],
  ['learning', measureLearning],
  ['ledger', measureLedger],
]);
/** Not a measurement, and too long to belong to "every": asked for by name only. */
const BY_NAME = new Map<string, () => Promise<void>>([
  ['fuzz', () => fuzzAuctions(join(import.meta.dirname, '../..'), Number(count ?? 100_000))],
]);

const wanted =
  name === undefined ? [...MEASUREMENTS.values()] : [MEASUREMENTS.get(name) ?? BY_NAME.get(name)];
if (name === '--help') {
  process.stdout.write(HELP);
} else if (!wanted.includes(undefined)) {
  for (const measure of wanted) await measure?.();
} else {
  process.stderr.write(`there is no measurement "${name}"\n\n${HELP}`);
  process.exitCode = 2;
}
