import {
  ALL_TEMPLATES,
  createEstimator,
  createPredictor,
  createTrainer,
  type Model,
  prepareAd,
  type ShownAd,
  SUCCESSES,
  type Success,
} from '@jianchat/effectiveness';

const ROUNDS = 7;
const DISPLAYS = 60_000;
const AUCTIONS = 4_000;
const CANDIDATES = 100;
const CREATIVES = 2_000;

/**
 * What learning costs: displays learned per second against parsing the same events as JSON, and one auction's estimates
 * of 100 candidates against looking up a ready rate for each.
 */
export async function measureLearning(): Promise<void> {
  const shown = sampleDisplays();
  const texts = shown.map((each) => JSON.stringify(each));
  const learn: number[] = [];
  const parse: number[] = [];
  const estimate: Record<Success, number[]> = { click: [], conversion: [], anyConversion: [] };
  const lookUp: number[] = [];
  let model: Model | undefined;
  for (let round = 0; round < ROUNDS; round++) {
    const trained = train(shown);
    model = trained.model;
    learn.push(trained.seconds);
    parse.push(secondsOf(() => texts.reduce((sum, text) => sum + JSON.parse(text).atMs, 0)));
    for (const success of SUCCESSES) estimate[success].push(estimateAll(model, success));
    lookUp.push(lookUpAll());
  }
  const perDisplay = (seconds: number[]): number => (median(seconds) / DISPLAYS) * 1e6;
  const perAuction = (seconds: number[]): number => (median(seconds) / AUCTIONS) * 1e6;
  process.stdout.write(
    [
      'learning, one core, median of rounds',
      row('displays learned', {
        micros: perDisplay(learn),
        peer: perDisplay(parse),
        of: 'parsing the event',
      }),
      ...SUCCESSES.map((success) =>
        row(`${success}s of ${CANDIDATES} candidates`, {
          micros: perAuction(estimate[success]),
          peer: perAuction(lookUp),
          of: 'looking ready rates up',
        }),
      ),
      `  ${Math.round(1e6 / perDisplay(learn)).toLocaleString('en')} displays/s, ${Math.round((1e6 * CANDIDATES) / perAuction(estimate.click)).toLocaleString('en')} estimates/s`,
      '',
    ].join('\n'),
  );
}

interface Figure {
  readonly micros: number;
  readonly peer: number;
  readonly of: string;
}

const row = (name: string, { micros, peer, of }: Figure): string =>
  `  ${name.padEnd(30)} ${micros.toFixed(2)} µs, ${(micros / peer).toFixed(1)} × ${of} (${peer.toFixed(2)} µs)`;

function sampleDisplays(): readonly ShownAd[] {
  return Array.from({ length: DISPLAYS }, (_, number) => ({
    ...adOf((number * 7_919) % CREATIVES),
    ...placeOf(number),
    key: `auction-${number}.0.i`,
    policyVersion: 2,
    clicked: number % 97 === 0,
  }));
}

const adOf = (creative: number) => ({
  format: creative % 4 === 0 ? 'video' : 'banner',
  advertiser: `advertiser-${creative % 50}`,
  lineItem: `line-${creative % 400}`,
  creative: `creative-${creative}`,
  size: creative % 4 === 0 ? '' : (['300x250', '728x90', '320x50'][creative % 3] ?? ''),
});

const placeOf = (number: number) => ({
  media: `media-${number % 20}`,
  placement: `placement-${number % 120}`,
  deviceType: ['phone', 'desktop', 'tablet', 'tv'][number % 4] ?? 'other',
  os: ['android', 'windows', 'ios', 'tizen'][number % 4] ?? '',
  country: ['DE', 'FR', 'CN', 'US'][number % 4] ?? '',
  atMs: 1_800_000_000_000 + number * 1_000,
});

function train(shown: readonly ShownAd[]): { model: Model; seconds: number } {
  const trainer = createTrainer(undefined, {
    gate: { templates: () => ALL_TEMPLATES },
    policy: { version: 2, hash: '' },
  });
  const seconds = secondsOf(() => {
    for (const each of shown) trainer.learn(each);
    return 0;
  });
  return { model: trainer.model(), seconds };
}

function estimateAll(model: Model, goal: Success): number {
  const estimator = createEstimator(createPredictor(model, { templates: ALL_TEMPLATES }), {
    shareBps: () => 1_000,
  });
  const ads = Array.from({ length: CREATIVES }, (_, creative) => prepareAd(adOf(creative)));
  const bids = ads.map((ad) => ({ goal, bidMicros: 400_000, ad, currency: 'USD' }));
  return secondsOf(() => {
    let sum = 0;
    for (let auction = 0; auction < AUCTIONS; auction++) {
      const imp = estimator.imp(placeOf(auction), { seed: auction * 31_337, imp: 0 });
      for (let at = 0; at < CANDIDATES; at++) {
        const bid = bids[(auction * 13 + at) % CREATIVES];
        if (bid !== undefined) sum += imp.expectedCpmMicros(bid);
      }
    }
    return sum;
  });
}

function lookUpAll(): number {
  const names = Array.from({ length: CREATIVES }, (_, creative) => `creative-${creative}`);
  const rates = new Map(names.map((name, at) => [name, at]));
  return secondsOf(() => {
    let sum = 0;
    for (let auction = 0; auction < AUCTIONS; auction++)
      for (let at = 0; at < CANDIDATES; at++)
        sum += rates.get(names[(auction * 13 + at) % CREATIVES] ?? '') ?? 0;
    return sum;
  });
}

/** What was computed must be looked at, or it is never computed. */
function secondsOf(work: () => number): number {
  const startMs = performance.now();
  if (Number.isNaN(work())) throw new Error('no number');
  return (performance.now() - startMs) / 1_000;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
