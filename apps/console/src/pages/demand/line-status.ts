/**
 * Where a line item stands.
 *
 *     archived   (put away)
 *     disabled   (it or its advertiser)
 *     scheduled --startsAt--> running --endsAt--> ended
 */
export type LineStatus = 'archived' | 'disabled' | 'scheduled' | 'running' | 'ended';

interface Line {
  readonly enabled: boolean;
  readonly archived: boolean;
  readonly startsAt?: string | undefined;
  readonly endsAt?: string | undefined;
}

export function lineStatus(line: Line, nowMs: number): LineStatus {
  if (line.archived) return 'archived';
  if (!line.enabled) return 'disabled';
  if (line.endsAt !== undefined && Date.parse(line.endsAt) <= nowMs) return 'ended';
  if (line.startsAt !== undefined && Date.parse(line.startsAt) > nowMs) return 'scheduled';
  return 'running';
}
