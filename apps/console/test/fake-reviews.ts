import type { Answer } from '../src/api/routes.ts';

/** The queue as it is filtered. */
export function reviewsAnswer(
  all: readonly Answer<'creativeReview'>[],
  query: ReturnType<typeof Object.fromEntries>,
): Answer<'creativeReviews'> {
  const of = (state: string) => all.filter((review) => review.state === state);
  const { state, source, format } = query;
  return {
    items: all.filter(
      (review) =>
        review.state === (state ?? review.state) &&
        review.source === (source ?? review.source) &&
        review.format === (format ?? review.format),
    ),
    counts: {
      pending: of('pending').length,
      approved: of('approved').length,
      rejected: of('rejected').length,
    },
  };
}
