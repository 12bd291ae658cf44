/** Reports count in UTC; so do the labels of their hours and days. */
export function formatHour(iso: string, locale: string): string {
  const date = parse(iso);
  if (date === undefined) return iso;
  return new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: 'UTC',
  }).format(date);
}

/** "Nov 23, 14:00" in UTC. */
export function formatDayHour(iso: string, locale: string): string {
  const date = parse(iso);
  if (date === undefined) return iso;
  return new Intl.DateTimeFormat(locale, {
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: 'UTC',
  }).format(date);
}

/** "Nov 23" in UTC; also for a bare `2026-11-23`. */
export function formatDay(iso: string, locale: string): string {
  const date = parse(iso);
  if (date === undefined) return iso;
  return new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', timeZone: 'UTC' }).format(date);
}

/** "Nov 23" in UTC, with its year where that is another than now. */
export function formatNearDay(iso: string, { locale, nowMs }: { locale: string; nowMs: number }): string {
  const year = parse(iso)?.getUTCFullYear();
  return year === new Date(nowMs).getUTCFullYear() ? formatDay(iso, locale) : formatDate(iso, locale);
}

/** "Jan 15, 2027" in UTC. */
export function formatDate(iso: string, locale: string): string {
  const date = parse(iso);
  if (date === undefined) return iso;
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(date);
}

/** The reader's own clock with seconds, for things that happen now. */
export function formatClock(ms: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).format(ms);
}

/** Date and time on the reader's own clock. */
export function formatMoment(iso: string, locale: string): string {
  const date = parse(iso);
  if (date === undefined) return iso;
  return new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    hourCycle: 'h23',
  }).format(date);
}

/** ClickHouse writes `2026-11-23 14:00:00` for a UTC time; the contract writes ISO. Both are read as UTC. */
function parse(text: string): Date | undefined {
  const iso = /^\d{4}-\d\d-\d\d \d\d:\d\d/.test(text) ? `${text.replace(' ', 'T')}Z` : text;
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
