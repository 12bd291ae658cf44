/** Measures the gates on a request as Prebid.js sends it: `node packages/policy/measure/gates.ts`. Prints µs per call. */
import { createGates } from '../src/gates/gates.ts';
import { readPolicy, readRequestFixture } from '../src/testing/read-policy.ts';
import { signalsOf } from '../src/testing/signals.ts';

const ROUNDS = 100_000;
const policy = readPolicy();
const gates = createGates(policy, (fieldId, value) => `${fieldId}${value.length}`);
const request = readRequestFixture('prebid/prebid-js-banner-video');
const text = JSON.stringify(request);
const contracts = [...policy.contracts.values()];
const signals = signalsOf(policy, { regime: 'us' });
const admitted = gates.collect(request, signals);
const [first] = contracts;
const masks = contracts.map((contract) => gates.share(admitted, contract).mask);

/** Processor time of this thread, best of five runs, so that other processes on the machine count little. */
function measure(name: string, call: (round: number) => unknown): void {
  let best = Number.POSITIVE_INFINITY;
  let kept: unknown;
  for (let run = 0; run < 5; run++) {
    const start = process.threadCpuUsage();
    for (let round = 0; round < ROUNDS; round++) kept = call(round);
    best = Math.min(best, process.threadCpuUsage(start).user / ROUNDS);
  }
  process.stdout.write(
    `${name.padEnd(28)} ${best.toFixed(2)} µs${kept === undefined ? ' (nothing returned)' : ''}\n`,
  );
}

process.stdout.write(`request of ${text.length} bytes\n`);
measure('JSON.parse (for comparison)', () => JSON.parse(text));
measure('collect', () => gates.collect(request, signals));
if (first)
  measure('share, warm', (round) => gates.share(admitted, contracts[round % contracts.length] ?? first));
measure('use', () => gates.use(admitted, 'contextualAds'));
measure('project', (round) => gates.project(admitted, masks[round % masks.length] ?? admitted.kept));
