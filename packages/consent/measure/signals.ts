/** Measures reading of signals: `node packages/consent/measure/signals.ts`. Prints µs per call. */
import { GppModel } from '@iabgpp/cmpapi';
import { TCString } from '@iabtechlabtcf/core';
import { readGppString } from '../src/gpp/gpp-string.ts';
import { readUsSection } from '../src/gpp/us-section.ts';
import { readSignals } from '../src/read-signals.ts';
import { readTcString } from '../src/tcf/tc-string.ts';
import { gppOf } from '../src/testing/gpp-encoder.ts';
import { readPolicy } from '../src/testing/read-policy.ts';
import { encodeTc, READ_MS } from '../src/testing/tc-encoder.ts';

const ROUNDS = 50_000;
/** Twice the strings that the cache keeps, so that taking them in turn finds none of them again. */
const STRINGS = 5_000;
const policy = readPolicy();
const german = { secGpc: false, dnt: false, ipCountry: 'DE', nowMs: READ_MS };
const american = { secGpc: false, dnt: false, ipCountry: 'US', nowMs: READ_MS };

/** 376 vendors up to number 1,204, and what makes the string unlike the others. */
const vendors = [...Array.from({ length: 375 }, (_, index) => 1 + Math.floor(index * 2.9)), 1_204];
const content = (number: number) => ({
  policyVersion: 5,
  purposeConsents: [1, 2, 3, 4, 7],
  vendorConsents: [
    ...vendors,
    ...[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
      .filter((bit) => (number >> bit) & 1)
      .map((bit) => 1_110 + bit),
  ],
  vendorInterests: vendors.filter((id) => id % 7 === 0 || id === 1_204),
  disclosed: [...vendors, 1_001],
});
/** Bit fields as consent platforms write them for so many vendors. */
const long = Array.from({ length: STRINGS }, (_, index) => encodeTc(content(index)));
const [text = ''] = long;
const ranges = encodeTc({ ...content(0), encoding: 'range' });

const usnat = (index: number) => ({
  SharingNotice: 1,
  SaleOptOutNotice: 1,
  TargetedAdvertisingOptOutNotice: 1,
  SaleOptOut: 1 + (index % 2),
  TargetedAdvertisingOptOut: 1 + ((index >> 1) % 2),
  SensitiveDataProcessing: Array.from({ length: 16 }, (_, bit) => (index >> bit) & 1),
});
const gppTexts = Array.from({ length: STRINGS }, (_, index) =>
  gppOf({ usnat: usnat(index), usmd: { SaleOptOut: index % 3 } }),
);
const [gppText = ''] = gppTexts;

const inEurope = (consent: string) => ({
  regs: { gdpr: 1 },
  user: { consent },
  device: { geo: { country: 'DEU' } },
});
const inAmerica = (gpp: string) => ({ regs: { gpp, gpp_sid: [7] }, device: { geo: { country: 'USA' } } });
const european = long.map(inEurope);
const [warmEuropean] = european;
const americans = gppTexts.map(inAmerica);
const [warmAmerican] = americans;

function measure(name: string, call: (round: number) => unknown, rounds = ROUNDS): void {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 5; run++) {
    const start = process.threadCpuUsage();
    for (let round = 0; round < rounds; round++) call(round);
    best = Math.min(best, process.threadCpuUsage(start).user / rounds);
  }
  process.stdout.write(`${name.padEnd(68)} ${best.toFixed(2)} µs\n`);
}

measure(`readSignals, TC string of ${text.length} characters seen before`, () =>
  readSignals(policy, warmEuropean, german).vendorGrants(1001),
);
measure(`readSignals, ${STRINGS} TC strings of ${text.length} characters in turn (cold)`, (round) =>
  readSignals(policy, european[round % STRINGS], german).vendorGrants(1001),
);
measure(`readTcString, ${text.length} characters`, (round) =>
  readTcString(long[round % STRINGS] ?? '')?.hasVendorConsent(1001),
);
measure(`readTcString, ${ranges.length} characters, 376 vendors in ranges`, () =>
  readTcString(ranges)?.hasVendorConsent(1126),
);
measure(
  `reference library, TC string of ${text.length} characters`,
  (round) => TCString.decode(long[round % STRINGS] ?? '').vendorConsents.has(1001),
  2_000,
);
measure(`readSignals, GPP string of ${gppText.length} characters seen before`, () =>
  readSignals(policy, warmAmerican, american),
);
measure(`readSignals, ${STRINGS} GPP strings in turn (cold)`, (round) =>
  readSignals(policy, americans[round % STRINGS], american),
);
measure('readGppString and readUsSection of two sections', (round) =>
  readGppString(gppTexts[round % STRINGS] ?? '')?.map(({ id, place }) => readUsSection(id, place)),
);
measure(
  'reference library, the same GPP strings',
  (round) => new GppModel(gppTexts[round % STRINGS]).getSection('usnat'),
  2_000,
);
