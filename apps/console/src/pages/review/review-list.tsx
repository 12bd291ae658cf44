import { Group, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../api/routes.ts';
import { useFormat } from '../../format/use-format.ts';
import { ReviewState } from './review-state.tsx';

interface ReviewListProps {
  readonly items: Answer<'creativeReviews'>['items'];
  readonly chosen: string;
  readonly onChoose: (hash: string) => void;
}

/** The creatives of the queue; the chosen one stays in view. */
export function ReviewList({ items, chosen, onChoose }: ReviewListProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const current = useRef<HTMLButtonElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another one was chosen, so another button is the current one
  useEffect(() => {
    current.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <nav className="panel review-list" aria-label={t('review.queue')}>
      {items.map((review) => (
        <button
          type="button"
          key={review.hash}
          ref={review.hash === chosen ? current : undefined}
          aria-current={review.hash === chosen}
          onClick={() => onChoose(review.hash)}
        >
          <Group justify="space-between" gap="xs" wrap="nowrap">
            <Text size="sm" fw={600} truncate>
              {review.domains[0] ?? review.creative}
            </Text>
            <ReviewState state={review.state} />
          </Group>
          <Text size="xs" c="dimmed" truncate>
            {review.demand} · {t(`format.${review.format}`)}
            {review.w !== null && review.h !== null && ` · ${review.w}×${review.h}`}
          </Text>
          <Text size="xs" c="dimmed">
            {format.moment(review.firstSeenAt)}
          </Text>
        </button>
      ))}
    </nav>
  );
}
