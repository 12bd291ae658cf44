import type { Answer } from '../../../api/routes.ts';
import type { Format } from '../../../format/use-format.ts';

export type Item = Answer<'deliveries'>['items'][number];
export type OneDelivery = Answer<'delivery'>;

/** How an amount of what is delivered is written. */
export function amountIn({ metric, currency }: Pick<Item, 'metric' | 'currency'>, format: Format) {
  return (amount: number | null): string => {
    if (amount === null) return '–';
    if (metric === 'spend') return format.money(amount, currency);
    return metric === 'shareOfVoice' ? format.percent(amount / 100) : format.count(amount);
  };
}

export const STATE_COLORS: Readonly<Record<Item['state'], string>> = {
  noCreative: 'red',
  behind: 'red',
  onTrack: 'teal',
  ahead: 'blue',
  running: 'teal',
  done: 'teal',
  notStarted: 'blue',
  paused: 'gray',
  ended: 'orange',
  archived: 'gray',
};
