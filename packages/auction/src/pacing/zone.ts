const HOUR_MS = 3_600_000;
const KNOWN_MAX = 10_000;
const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, number>();

/**
 * How much later a clock of the zone shows than UTC at a time, ms. Looked up once per zone and hour: no zone changes its
 * offset within an hour of UTC but at its end (those of half hours are a few minutes late, twice a year).
 */
export function zoneOffsetMs(zone: string, atMs: number): number {
  if (zone === 'UTC') return 0;
  const hour = Math.floor(atMs / HOUR_MS);
  const key = `${zone} ${hour}`;
  let offset = offsets.get(key);
  if (offset === undefined) {
    if (offsets.size >= KNOWN_MAX) offsets.clear();
    offset = localAsUtc(zone, hour * HOUR_MS) - hour * HOUR_MS;
    offsets.set(key, offset);
  }
  return offset;
}

function localAsUtc(zone: string, atMs: number): number {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-u-ca-iso8601-hc-h23', {
      timeZone: zone,
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
    formats.set(zone, format);
  }
  const part = Object.fromEntries(format.formatToParts(atMs).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(
    part['year'] ?? 1970,
    (part['month'] ?? 1) - 1,
    part['day'] ?? 1,
    part['hour'] ?? 0,
    part['minute'] ?? 0,
  );
}
