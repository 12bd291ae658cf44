import { ProblemError } from '../../api/problem-error.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** A record as the server told it, and the revision it had. */
export interface Seen {
  readonly record: JsonObject;
  readonly revision: number;
}

/** Somebody else was quicker. */
export interface Conflict {
  readonly yours: JsonObject;
  /** Undefined where they removed it. */
  readonly theirs: Seen | undefined;
  readonly current: ProblemError['current'];
}

interface Saving {
  readonly put: () => Promise<unknown>;
  /** The record as it is now; undefined where there is none any more. */
  readonly load: () => Promise<Seen | undefined>;
}

/** Saves, or tells what is there instead of what was seen. Anything else that goes wrong is thrown. */
export async function saveSeen(yours: JsonObject, { put, load }: Saving): Promise<Conflict | undefined> {
  try {
    await put();
    return undefined;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    if (error.code !== 'record.changed' && error.code !== 'record.removed') throw error;
    return { yours, theirs: await load(), current: error.current };
  }
}

/** What an answer holds: the record, and its revision apart. */
export function seenOf({ revision, ...record }: JsonObject & { readonly revision: number }): Seen {
  return { record, revision };
}
