import { FIELD } from '@jianchat/policy';
import { combine, hashText } from '../stable-hash.ts';
import { ALL_TEMPLATES } from '../templates.ts';
import { createTrainer, type Followed, type Trainer } from '../trainer.ts';

const HOUR_MS = 3_600_000;
const START_MS = 1_800_000_000_000;

export interface Campaign {
  readonly seed: number;
  readonly clicks: number;
  /** Over how many days the clicks come, evenly. */
  readonly days: number;
  /** Conversions per click, by placement. */
  readonly rates: Readonly<Record<string, number>>;
  /** Mean hours from click to conversion, exponential; none comes after `windowHours`. */
  readonly delayHours: number;
  readonly windowHours: number;
  /** As the pipeline waits. */
  readonly waitHours: number;
  /** What they follow; default clicks. */
  readonly goal?: 'conversion' | 'viewConversion';
  readonly lineItem?: string;
  readonly advertiser?: string;
}

export const newTrainer = (): Trainer =>
  createTrainer(undefined, { gate: { templates: () => ALL_TEMPLATES }, policy: { version: 4, hash: '' } });

/** Learns a campaign's clicks and conversions as the pipeline does at the end of its days: what would come later has not come yet. */
export function followCampaign(
  trainer: Trainer,
  campaign: Campaign,
): { inTime: number; late: number; open: number } {
  const { seed, clicks, days, rates, delayHours, windowHours, waitHours, goal = 'conversion' } = campaign;
  const uniform = (name: string, number: number): number =>
    (combine(combine(hashText(name, seed), seed), number) >>> 0) / 2 ** 32;
  const placements = Object.keys(rates);
  const nowHours = days * 24;
  const steps: { hour: number; learn: () => void }[] = [];
  const counts = { inTime: 0, late: 0, open: 0 };
  for (let number = 0; number < clicks; number++) {
    const placement = placements[Math.floor(uniform('place', number) * placements.length)] ?? '';
    const hour = (number / clicks) * nowHours;
    const delay = -Math.log(1 - uniform('delay', number)) * delayHours;
    const converts = uniform('converts', number) < (rates[placement] ?? 0) && delay <= windowHours;
    const click: Followed = {
      ...{
        format: 'banner',
        advertiser: campaign.advertiser ?? 'adv',
        lineItem: campaign.lineItem ?? 'line',
      },
      ...{ creative: `creative-${number % 3}`, size: '300x250', media: 'media', placement },
      ...{ deviceType: number % 3 === 0 ? 'desktop' : 'phone', os: 'ios', country: 'DE' },
      ...{ atMs: START_MS + hour * HOUR_MS, policyVersion: 4, letIn: FIELD.conversion },
    };
    const early = converts && delay <= waitHours;
    if (hour + waitHours > nowHours) continue;
    steps.push({ hour: hour + waitHours, learn: () => trainer.follow(goal, click, early ? 1 : 0) });
    if (early) counts.inTime++;
    else if (converts && hour + delay + waitHours <= nowHours) {
      counts.late++;
      steps.push({ hour: hour + delay + waitHours, learn: () => trainer.followLate(goal, click) });
    } else if (converts) counts.open++;
  }
  for (const { learn } of steps.sort((a, b) => a.hour - b.hour)) learn();
  return counts;
}
