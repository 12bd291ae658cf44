import type { Subject } from '../document-rows.ts';
import type { Retention } from '../retention.ts';
import type { Compilation } from './compilation.ts';
import type { RetentionSource } from './source-values.ts';
import type { SourcePath } from './yaml-source.ts';

/** Period, criterion and what follows. What is stored is kept longer than the request, and something must follow. */
export function compileRetention(
  work: Compilation,
  at: SourcePath,
  source: {
    readonly retention: RetentionSource;
    readonly store?: readonly string[] | undefined;
    /** Whom it is about; `none` alone may stay as long as the platform. */
    readonly subject: Subject;
  },
): Retention {
  const { keep, criterion, then } = source.retention;
  const stored = (source.store?.length ?? 0) > 0;
  if (stored && keep === 'request') {
    work.report(
      'retention.period',
      at,
      'a stored field is kept longer than the request; write keep: P90D, for example',
    );
  }
  if ((keep === 'request') !== (then === undefined)) {
    work.report(
      'retention.period',
      at,
      'say what follows with `then: delete | anonymise | shred`, and only where something is kept beyond the request',
    );
  }
  if (keep === 'platform' && source.subject !== 'none') {
    work.report(
      'retention.period',
      at,
      'only what is about nobody stays as long as the platform; write keep: account or a number of days',
    );
  }
  const days = keep.startsWith('P') ? Number(keep.slice(1, -1)) : keep === 'request' ? 0 : -1;
  // biome-ignore lint/suspicious/noThenProperty: the policy's own word, and no promise is near.
  return { keep, days, criterion, then: then ?? 'nothingKept' };
}
