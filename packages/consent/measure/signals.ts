/** Measures reading of signals: `node packages/consent/measure/signals.ts`. Prints µs per call. */
import { readSignals } from '../src/read-signals.ts';
import { readTcString } from '../src/tcf/tc-string.ts';
import { readPolicy } from '../src/testing/read-policy.ts';
import { encodeTc } from '../src/testing/tc-encoder.ts';

const ROUNDS = 100_000;
const policy = readPolicy();
const outer = { secGpc: false, dnt: false, ipCountry: 'DE' };
const vendors = Array.from({ length: 376 }, (_, index) => 1 + index * 3);
const text = encodeTc({
  policyVersion: 5,
  purposeConsents: [1, 2, 3, 4, 7],
  vendorConsents: vendors,
  disclosed: vendors,
  encoding: 'range',
});
const strings = Array.from({ length: 5_000 }, (_, index) =>
  encodeTc({
    purposeConsents: [1, 4],
    vendorConsents: [...vendors.slice(0, 50), 1_200 + index],
    encoding: 'range',
  }),
);
const request = (consent: string) => ({
  regs: { gdpr: 1 },
  user: { consent },
  device: { geo: { country: 'DEU' } },
});
const requests = strings.map(request);
const warm = request(text);

function measure(name: string, call: (round: number) => unknown): void {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 5; run++) {
    const start = process.threadCpuUsage();
    for (let round = 0; round < ROUNDS; round++) call(round);
    best = Math.min(best, process.threadCpuUsage(start).user / ROUNDS);
  }
  process.stdout.write(`${name.padEnd(52)} ${best.toFixed(2)} µs\n`);
}

measure('readSignals, string seen before', () => readSignals(policy, warm, outer).vendorGrants(1001));
measure('readSignals, 5,000 strings in turn (all cold)', (round) =>
  readSignals(policy, requests[round % requests.length], outer).vendorGrants(1001),
);
measure(`readTcString, ${text.length} characters, 376 vendors in ranges`, () =>
  readTcString(text)?.hasVendorConsent(1126),
);
