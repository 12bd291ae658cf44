import { Stack } from '@mantine/core';
import { IconEyeCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries.ts';
import { useMayEdit } from '../../api/use-me.ts';
import { NothingHere } from '../../parts/nothing-here.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { TableSkeleton } from '../../parts/table-skeleton.tsx';
import { ReviewDetail } from './review-detail.tsx';
import { type ReviewFilter, ReviewFilters } from './review-filters.tsx';
import { ReviewList } from './review-list.tsx';
import { useDecision } from './use-decision.ts';
import { useReviewKeys } from './use-review-keys.ts';

/** The queue of creatives: what waits, how it looks, and the decision, by pointer or by keys. */
export default function ReviewPage() {
  const { t } = useTranslation();
  const [filter, setFilter] = useState<ReviewFilter>({ state: 'pending', source: '', format: '' });
  const [chosen, setChosen] = useState<string>();
  const place = useRef(0);
  const [rejecting, setRejecting] = useState(false);
  const mayEdit = useMayEdit();
  const reviews = useQuery(queries.creativeReviews(filter));
  const items = reviews.data?.items ?? [];
  const found = items.findIndex(({ hash }) => hash === chosen);
  // A creative that left the list gives its place to the one behind it.
  const at = found >= 0 ? found : Math.min(place.current, Math.max(0, items.length - 1));
  const current = items[at];
  const decision = useDecision(() => setRejecting(false));
  const show = (hash: string | undefined) => {
    setRejecting(false);
    setChosen(hash);
  };
  useReviewKeys({
    next: () => show(items[at + 1]?.hash ?? current?.hash),
    previous: () => show(items[at - 1]?.hash ?? current?.hash),
    ...(mayEdit && current
      ? {
          approve: () => decision.mutate({ hash: current.hash, decision: 'approved' }),
          reject: () => setRejecting(true),
        }
      : {}),
  });
  useEffect(() => {
    place.current = at;
    setChosen(current?.hash);
  }, [at, current?.hash]);
  return (
    <>
      <PageHeader title={t('nav.review')} description={t('review.description')} />
      <Stack gap="sm">
        {reviews.error && <ProblemNotice error={reviews.error} onRetry={() => void reviews.refetch()} />}
        {decision.error && <ProblemNotice error={decision.error} />}
        <ReviewFilters filter={filter} counts={reviews.data?.counts} onFilter={setFilter} />
        {reviews.isPending && <TableSkeleton />}
        {reviews.data && !current && (
          <section className="panel" aria-label={t('nav.review')}>
            <NothingHere icon={IconEyeCheck} title={t('review.empty')} description={t('review.emptyText')} />
          </section>
        )}
        {current && (
          <div className="review-room">
            <ReviewList items={items} chosen={current.hash} onChoose={show} />
            <ReviewDetail
              key={current.hash}
              review={current}
              rejecting={rejecting}
              busy={decision.isPending}
              onReject={setRejecting}
              onDecide={(verdict) => decision.mutate({ hash: current.hash, ...verdict })}
            />
          </div>
        )}
      </Stack>
    </>
  );
}
