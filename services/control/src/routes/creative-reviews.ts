import { creativeReview, creativeReviews, decideCreative } from '@jianchat/api-contract';
import type { Records } from '@jianchat/records';
import { refuse } from '../api/problem-reply.ts';
import type { Serve } from '../api/serve.ts';
import { countReviews, decideReview, listReviews, readReview } from '../creative-review/reviews.ts';

interface ReviewDeps {
  readonly db: Records['db'];
  readonly now: () => number;
}

/** The queue of creatives: who looks at it, and what is decided. */
export function serveCreativeReviews(serve: Serve, { db, now }: ReviewDeps): void {
  serve(creativeReviews, async ({ query }) => ({
    items: [...(await listReviews(db, query))],
    counts: await countReviews(db),
  }));

  serve(
    creativeReview,
    async ({ params }) => (await readReview(db, params.hash)) ?? refuse('record.unknown'),
  );

  serve(decideCreative, async ({ caller, params, body }) => {
    const reason = body.reason?.trim() ?? '';
    if (body.decision === 'rejected' && reason === '')
      return refuse('request.invalid', {
        faults: [{ path: 'reason', code: 'reason.missing', message: 'say why it is rejected' }],
      });
    const decided = await decideReview(db, params.hash, {
      state: body.decision,
      reason: reason === '' ? null : reason,
      by: caller.name,
      nowMs: now(),
    });
    return (decided ? await readReview(db, params.hash) : undefined) ?? refuse('record.unknown');
  });
}
