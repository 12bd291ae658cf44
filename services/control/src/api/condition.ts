import type { IncomingHttpHeaders } from 'node:http';
import type { Fault } from '@jianchat/api-contract';

/** What a request asks of a record's state before it is changed (RFC 9110 §13.1). */
export interface Condition {
  /** Only where it has one of these revisions, of which 0 stands for none at all; `any`: where it is there. */
  readonly match?: 'any' | readonly number[];
  /** Only where there is none. */
  readonly absent?: true;
  /** Where the request says so. */
  readonly path: string;
}

export const etagOf = (revision: number): string => `"${revision}"`;

/** A proxy that compresses makes tags weak (`W/`); of ours there is one per revision, so that changes nothing about them. */
const TAG = /^(?:W\/)?"(0|[1-9][0-9]{0,15})"$/;
const FOREIGN_TAG = /^(?:W\/)?"[\x21\x23-\x7e]*"$/;

/** Undefined where nothing is asked; a fault where it can't be read. A tag that is none of ours matches nothing. */
export function readCondition(headers: IncomingHttpHeaders): Condition | Fault | undefined {
  const ifMatch = headers['if-match'];
  const ifNoneMatch = headers['if-none-match'];
  if (ifNoneMatch !== undefined) {
    if (ifNoneMatch.trim() !== '*' || ifMatch !== undefined)
      return fault('if-none-match', 'takes * alone: only where there is no such record');
    return { absent: true, path: 'headers.if-none-match' };
  }
  if (ifMatch === undefined) return undefined;
  const path = 'headers.if-match';
  if (ifMatch.trim() === '*') return { match: 'any', path };
  const tags = ifMatch.split(',').map((tag) => tag.trim());
  if (!tags.every((tag) => FOREIGN_TAG.test(tag)))
    return fault('if-match', 'takes * or ETags in double quotes');
  return { match: tags.flatMap((tag) => TAG.exec(tag)?.[1] ?? []).map(Number), path };
}

/** A record that is sent with the revision that was read asks the same by it. */
export const revisionCondition = (revision: number | undefined): Condition | undefined =>
  revision === undefined ? undefined : { match: [revision], path: 'revision' };

const fault = (header: string, message: string): Fault => ({
  path: `headers.${header}`,
  code: 'condition.invalid',
  message,
});
