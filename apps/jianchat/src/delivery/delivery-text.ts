import type { Delivery, deliveries, delivery } from '@jianchat/api-contract';
import type { z } from 'zod';
import { textTable } from '../explain/text-table.ts';

type Deliveries = z.infer<(typeof deliveries)['answer']>;
type OneDelivery = z.infer<(typeof delivery)['answer']>;

const STATES = {
  noCreative: 'no creative',
  behind: 'behind',
  onTrack: 'on track',
  ahead: 'ahead',
  running: 'running',
  done: 'done',
  notStarted: 'not started',
  paused: 'paused',
  ended: 'ended',
  archived: 'archived',
} as const satisfies Record<Delivery['state'], string>;

const METRICS = {
  impressions: 'impressions',
  viewableImpressions: 'viewable',
  clicks: 'clicks',
  conversions: 'conversions',
  shareOfVoice: 'share of voice',
  spend: 'spend',
} as const satisfies Record<NonNullable<Delivery['metric']>, string>;

const HEAD = ['', 'state', 'of', 'delivered', 'due', 'goal', 'pace', 'forecast', 'spent', 'left'];
const BAR_COLUMNS = 30;
const NONE = '–';

/** One line each. */
export function deliveriesText({ items, more }: Pick<Deliveries, 'items' | 'more'>): string {
  if (items.length === 0) return 'nothing is booked\n';
  const rest = more ? `more is booked than these ${items.length}: name an order, or raise --limit\n` : '';
  return `${textTable([HEAD, ...items.map(rowOf)])}${rest}`;
}

/** One, and its days as bars: what was delivered, and where the plan stands. */
export function deliveryText({ item, days }: OneDelivery): string {
  const most = Math.max(1, ...days.map(({ delivered, planned }) => Math.max(delivered ?? 0, planned ?? 0)));
  const amount = amountIn(item);
  const rows = days.map(({ day, delivered, planned }) => [
    day,
    amount(delivered),
    amount(planned),
    barOf(delivered ?? 0, planned, most),
  ]);
  return `${deliveriesText({ items: [item], more: false })}${besidesText(item)}\n${textTable([['day', 'delivered', 'planned', ''], ...rows])}`;
}

/** Conversions that its goal and its price do not count. */
function besidesText({ viewConversions, unverifiedConversions }: Delivery): string {
  const told = [
    ...(viewConversions ? [`${viewConversions} conversions after a view`] : []),
    ...(unverifiedConversions ? [`${unverifiedConversions} unverified conversions`] : []),
  ];
  return told.length === 0 ? '' : `${told.join(', ')}\n`;
}

function rowOf(item: Delivery): readonly string[] {
  const amount = amountIn(item);
  const { metric, pace, currency } = item;
  return [
    item.id,
    STATES[item.state],
    metric === null ? NONE : `${METRICS[metric]}${item.per === 'day' ? ' today' : ''}`,
    amount(item.delivered),
    amount(item.due),
    amount(item.goal),
    pace === null ? NONE : `${Math.round(pace * 100)} %`,
    amount(item.forecast),
    money(item.spentMicros, currency),
    money(item.leftMicros ?? item.leftTodayMicros, currency),
  ];
}

/** An amount of what is delivered. */
function amountIn({ metric, currency }: Delivery): (amount: number | null) => string {
  if (metric === 'spend') return (amount) => money(amount, currency);
  if (metric === 'shareOfVoice') return (amount) => (amount === null ? NONE : `${amount} %`);
  return (amount) => amount?.toLocaleString('en') ?? NONE;
}

function money(micros: number | null, currency: string): string {
  return micros === null ? NONE : `${(micros / 1_000_000).toFixed(2)} ${currency}`;
}

function barOf(delivered: number, planned: number | null, most: number): string {
  const columns = (amount: number): number => Math.round((amount / most) * BAR_COLUMNS);
  const bar = '█'.repeat(columns(delivered)).padEnd(BAR_COLUMNS, ' ');
  if (planned === null) return bar.trimEnd();
  const mark = Math.max(0, columns(planned) - 1);
  return `${bar.slice(0, mark)}│${bar.slice(mark + 1)}`.trimEnd();
}
