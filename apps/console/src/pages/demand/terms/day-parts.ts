import { listOf, membersOf } from '../../../schema-form/members.ts';

export const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;
export const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const MINUTES = 60;

export interface DayPart {
  readonly days: readonly number[];
  readonly fromMinute: number;
  readonly toMinute: number;
}

/** Hours of the week, Monday's first; true = shown then. */
export type WeekHours = readonly boolean[];

export const hourOf = (day: number, hour: number): number => (day - 1) * HOURS.length + hour;

export function dayPartsOf(value: unknown): readonly DayPart[] {
  return listOf(value).map((part) => {
    const { days, fromMinute, toMinute } = membersOf(part);
    return { days: listOf(days).map(Number), fromMinute: Number(fromMinute), toMinute: Number(toMinute) };
  });
}

/** Whether the grid of whole hours says the same as the parts. */
export const isHourly = (parts: readonly DayPart[]): boolean =>
  parts.every(({ fromMinute, toMinute }) => fromMinute % MINUTES === 0 && toMinute % MINUTES === 0);

/** Hours that the parts cover in whole. */
export function hoursOf(parts: readonly DayPart[]): WeekHours {
  return DAYS.flatMap((day) =>
    HOURS.map((hour) =>
      parts.some(
        ({ days, fromMinute, toMinute }) =>
          days.includes(day) && fromMinute <= hour * MINUTES && toMinute >= (hour + 1) * MINUTES,
      ),
    ),
  );
}

/** The fewest parts that say the same: equal stretches of several days are one. Undefined where nothing is left. */
export function partsOf(hours: WeekHours): readonly DayPart[] | undefined {
  const days = new Map<string, number[]>();
  for (const day of DAYS) {
    for (const stretch of stretchesOf(hours.slice(hourOf(day, 0), hourOf(day + 1, 0)))) {
      const key = stretch.join('-');
      days.set(key, [...(days.get(key) ?? []), day]);
    }
  }
  const parts = [...days].map(([key, on]) => {
    const [from = 0, to = 0] = key.split('-').map(Number);
    return { days: on, fromMinute: from * MINUTES, toMinute: to * MINUTES };
  });
  return parts.length === 0 ? undefined : parts;
}

function stretchesOf(day: readonly boolean[]): readonly (readonly [number, number])[] {
  const stretches: [number, number][] = [];
  day.forEach((on, hour) => {
    const last = stretches.at(-1);
    if (!on) return;
    if (last?.[1] === hour) last[1] = hour + 1;
    else stretches.push([hour, hour + 1]);
  });
  return stretches;
}

/** All cells between two corners painted alike. */
export function painted(
  hours: WeekHours,
  { from, to, on }: { readonly from: number; readonly to: number; readonly on: boolean },
): WeekHours {
  const size = HOURS.length;
  const between = (value: number, a: number, b: number) => value >= Math.min(a, b) && value <= Math.max(a, b);
  return hours.map((before, cell) => {
    const inside =
      between(cell % size, from % size, to % size) &&
      between(Math.floor(cell / size), Math.floor(from / size), Math.floor(to / size));
    return inside ? on : before;
  });
}

/** `09:30`; the day's end is 24:00. */
export const timeOf = (minute: number): string =>
  `${String(Math.floor(minute / MINUTES)).padStart(2, '0')}:${String(minute % MINUTES).padStart(2, '0')}`;
