import type { TFunction } from 'i18next';
import { listOf, membersOf } from '../../../schema-form/members.ts';
import { dayPartsOf, timeOf } from './day-parts.ts';
import { MINUTES_IN, unitOf } from './period.ts';

export interface DescribeMeans {
  readonly t: TFunction<'console'>;
  readonly money: (micros: number) => string;
  readonly count: (value: number) => string;
  readonly moment: (iso: string) => string;
  /** The word for a member's value: `goal.metric`, `clicks`. */
  readonly option: (path: string, value: string) => string;
  /** The name of what a trait's value stands for. */
  readonly valueName: (trait: string, value: string) => string;
  readonly traitName: (trait: string) => string;
}

type Members = Readonly<Record<string, unknown>>;
type Part = string | undefined;

const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** In the middle of a sentence. */
const inside = (word: string): string => word.charAt(0).toLowerCase() + word.slice(1);

/** What a line item does, in one sentence of plain words; what its inputs leave open is not mentioned. */
export function describeLine(line: Members, means: DescribeMeans): string {
  const { t, option } = means;
  const parts: Part[] = [
    option('kind', text(line['kind']) ?? 'pricePriority'),
    priceOf(line, means),
    goalOf(membersOf(line['goal']), means),
    ...budgetsOf(line, means),
    flightOf(line, means),
    pacingOf(line, means),
    dayPartsIn(line, means),
    ...capsOf(line, means),
    targetingOf(membersOf(line['targeting']), means),
    line['roadblock'] === undefined ? undefined : inside(option('roadblock', String(line['roadblock']))),
  ];
  return parts.filter((part) => part !== undefined && part !== '').join(t('says.comma')) + t('says.stop');
}

function priceOf(line: Members, { t, money, count, option }: DescribeMeans): Part {
  const cost = membersOf(line['cost']);
  const model = text(cost['model']) ?? 'cpm';
  if (model === 'cpm') {
    const price = number(line['priceCpmMicros']) ?? 0;
    return price === 0 ? t('says.free') : t('says.cpm', { price: money(price) });
  }
  const day = number(cost['dayMicros']);
  const impressions = number(cost['expectedImpressions']);
  if (day !== undefined && impressions !== undefined)
    return t('says.flat', { price: money(day), count: count(impressions) });
  const each = Object.entries(cost).find(([name, value]) => name.endsWith('Micros') && number(value));
  const price = each === undefined ? '–' : money(number(each[1]) ?? 0);
  return t('says.per', { price, model: inside(option('cost', model)) });
}

function goalOf(goal: Members, { t, count, option }: DescribeMeans): Part {
  const metric = text(goal['metric']);
  if (metric === undefined) return undefined;
  const percent = number(goal['percent']);
  if (percent !== undefined) return t('says.share', { percent });
  const amount = count(number(goal['amount']) ?? 0);
  const what = option('goal.metric', metric);
  return goal['per'] === 'day' ? t('says.goalDay', { amount, what }) : t('says.goal', { amount, what });
}

function budgetsOf(line: Members, { t, money }: DescribeMeans): readonly Part[] {
  const total = number(line['budgetTotalMicros']);
  const daily = number(line['budgetDailyMicros']);
  return [
    total === undefined ? undefined : t('says.budget', { amount: money(total) }),
    daily === undefined ? undefined : t('says.budgetDay', { amount: money(daily) }),
  ];
}

function flightOf(line: Members, { t, moment }: DescribeMeans): Part {
  const from = text(line['startsAt']);
  const to = text(line['endsAt']);
  if (from !== undefined && to !== undefined)
    return t('says.between', { from: moment(from), to: moment(to) });
  if (from !== undefined) return t('says.from', { from: moment(from) });
  return to === undefined ? undefined : t('says.until', { to: moment(to) });
}

function pacingOf(line: Members, { option }: DescribeMeans): Part {
  const mode = text(membersOf(line['pacing'])['mode']);
  return mode === undefined ? undefined : inside(option('pacing.mode', mode));
}

function dayPartsIn(line: Members, { t }: DescribeMeans): Part {
  const days = t('weekday', { returnObjects: true }) as Readonly<Record<number, string>>;
  const parts = dayPartsOf(line['dayParts']).map(({ days: on, fromMinute, toMinute }) => {
    const named = isRun(on)
      ? `${days[on[0] ?? 1]}–${days[on.at(-1) ?? 7]}`
      : on.map((day) => days[day]).join(' ');
    return `${named} ${timeOf(fromMinute)}–${timeOf(toMinute)}`;
  });
  return parts.length === 0 ? undefined : t('says.only', { when: parts.join(' · ') });
}

const isRun = (days: readonly number[]): boolean =>
  days.length > 2 && days.every((day, index) => index === 0 || day === (days[index - 1] ?? 0) + 1);

function capsOf(line: Members, { t, option }: DescribeMeans): readonly Part[] {
  return listOf(line['caps']).map((cap) => {
    const { timesMax, minutes, by, of } = membersOf(cap);
    const unit = unitOf(number(minutes));
    const count = unit === 'lifetime' ? 1 : (number(minutes) ?? 0) / MINUTES_IN[unit];
    const period = t(`period.${unit}`);
    return t('says.cap', {
      times: number(timesMax) ?? '–',
      period: count === 1 ? period : `${count} × ${period}`,
      by: inside(option('caps.by', text(by) ?? 'person')),
      of: inside(option('caps.of', text(of) ?? 'lineItem')),
    });
  });
}

const LISTS = { media: 'media', placements: 'placement', countries: 'country', deviceTypes: 'deviceType' };

function targetingOf(targeting: Members, means: DescribeMeans): Part {
  const lists = Object.entries(LISTS).flatMap(([list, trait]) => {
    const values = listOf(targeting[list]).map(String);
    return values.length === 0 ? [] : [oneOf(trait, values, means)];
  });
  const rule = describeRule(membersOf(targeting['where']), means);
  const parts = rule === undefined ? lists : [...lists, rule];
  return parts.length === 0
    ? means.t('says.everywhere')
    : means.t('says.where', { what: joined(parts, 'and', means) });
}

/** A rule in words; undefined where it says nothing. */
export function describeRule(rule: Members, means: DescribeMeans): string | undefined {
  const { t } = means;
  const { all, any, not } = rule;
  const conditions = Object.entries(rule).flatMap(([trait, values]) =>
    ['all', 'any', 'not'].includes(trait) || listOf(values).length === 0
      ? []
      : [oneOf(trait, listOf(values).map(String), means)],
  );
  const groups = (parts: unknown) =>
    listOf(parts).flatMap((part) => describeRule(membersOf(part), means) ?? []);
  const excluded = not === undefined ? undefined : describeRule(membersOf(not), means);
  const either = groups(any);
  const parts = [
    ...conditions,
    ...groups(all),
    ...(either.length === 0
      ? []
      : [either.length === 1 ? (either[0] ?? '') : `(${joined(either, 'or', means)})`]),
    ...(excluded === undefined ? [] : [t('says.not', { what: excluded })]),
  ];
  return parts.length === 0 ? undefined : joined(parts, 'and', means);
}

const joined = (parts: readonly string[], by: 'and' | 'or', { t }: DescribeMeans): string =>
  parts.join(t(`says.${by}`));

function oneOf(trait: string, values: readonly string[], means: DescribeMeans): string {
  const names = values.slice(0, 6).map((value) => means.valueName(trait, value));
  const more = values.length - names.length;
  return means.t('says.oneOf', {
    trait: inside(means.traitName(trait)),
    values: joined(more > 0 ? [...names, means.t('says.more', { count: more })] : names, 'or', means),
  });
}
