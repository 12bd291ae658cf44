import type { Fault } from '@jianchat/api-contract';
import { periodFaults } from './period-faults.ts';

const DIMENSIONS_MAX = 4;

interface GroupsQuery {
  readonly from: string;
  readonly to: string;
  /** Comma-separated. */
  readonly groupBy: string;
}

/** The dimensions that are asked for, in the order of those that may be; or the query's faults. */
export function readGroups<D extends string>(
  query: GroupsQuery,
  allowed: readonly D[],
): readonly D[] | { readonly faults: readonly Fault[] } {
  const names = new Set(query.groupBy.split(',').map((name) => name.trim()));
  names.delete('');
  const groupBy = allowed.filter((dimension) => names.has(dimension));
  const faults: Fault[] = [...periodFaults(query)];
  if (groupBy.length < names.size || names.size > DIMENSIONS_MAX)
    faults.push({
      path: 'query.groupBy',
      code: 'report.dimension',
      message: `up to ${DIMENSIONS_MAX} of ${allowed.join(', ')}`,
    });
  return faults.length > 0 ? { faults } : groupBy;
}
