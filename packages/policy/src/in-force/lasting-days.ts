import type { Retention } from '../retention.ts';

/** Days as a number that compares: as long as the account exists is longer than any number of days. */
export const lastingDays = ({ days }: Pick<Retention, 'days'>): number =>
  days < 0 ? Number.POSITIVE_INFINITY : days;
