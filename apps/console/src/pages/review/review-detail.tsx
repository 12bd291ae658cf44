import { Code, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries.ts';
import type { Answer } from '../../api/routes.ts';
import { useMayEdit } from '../../api/use-me.ts';
import { useFormat } from '../../format/use-format.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { DecisionForm, type Verdict } from './decision-form.tsx';
import { ReviewState } from './review-state.tsx';

type Review = Answer<'creativeReviews'>['items'][number];

interface ReviewDetailProps {
  readonly review: Review;
  readonly rejecting: boolean;
  readonly busy: boolean;
  readonly onReject: (rejecting: boolean) => void;
  readonly onDecide: (verdict: Verdict) => void;
}

/** One creative: its picture, where it comes from, what it is made of, and the decision. */
export function ReviewDetail({ review, ...decision }: ReviewDetailProps) {
  const { t } = useTranslation();
  const mayEdit = useMayEdit();
  const detail = useQuery(queries.creativeReview(review.hash));
  return (
    <section className="panel" aria-label={t('demand.creative')}>
      <Stack gap="md" p="md">
        <Group justify="space-between" gap="xs">
          <Title order={2} style={{ overflowWrap: 'anywhere' }}>
            {review.creative || review.hash.slice(0, 12)}
          </Title>
          <ReviewState state={review.state} />
        </Group>
        {detail.error && <ProblemNotice error={detail.error} onRetry={() => void detail.refetch()} />}
        <Picture review={review} picture={detail.data?.picture} />
        <Facts review={review} isSecure={detail.data?.isSecure} />
        {mayEdit && <DecisionForm {...decision} />}
        <details>
          <summary>{t('review.markup')}</summary>
          {detail.data && (
            <Code block mt="xs" className="review-markup">
              {detail.data.markup}
            </Code>
          )}
        </details>
      </Stack>
    </section>
  );
}

function Picture({ review, picture }: { review: Review; picture: string | null | undefined }) {
  const { t } = useTranslation();
  if (picture === undefined) return <Skeleton h={review.h ?? 200} w={review.w ?? 300} maw="100%" />;
  if (picture === null)
    return (
      <Text size="sm" c="dimmed" className="review-picture">
        {t(review.pictureState === 'waiting' ? 'review.pictureWaiting' : 'review.noPicture')}
      </Text>
    );
  return (
    <div className="review-picture">
      <img src={picture} alt={t('review.pictureOf', { creative: review.creative })} />
    </div>
  );
}

/** What the tag led to, of a bidder's document what it says itself: nothing for a creative of files. */
function tagFacts({ tag, source }: Review, t: TFunction): readonly (readonly [string, string])[] {
  if (tag === null) return [];
  const { wrappers, hosts, mimes, durationsSec, fault } = tag;
  const found = [mimes.join(', '), durationsSec.map((seconds) => `${seconds} s`).join(', ')].filter(Boolean);
  return [
    [t('review.tagWrappers'), String(wrappers)],
    [t(source === 'direct' ? 'review.tagHosts' : 'review.tagLeadsTo'), hosts.join(' → ') || '–'],
    [t('review.tagFound'), fault === null ? found.join(' · ') || '–' : fault],
  ];
}

function Facts({ review, isSecure }: { review: Review; isSecure: boolean | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const facts: readonly (readonly [string, string])[] = [
    [t('review.source'), `${t(`review.sources.${review.source}`)} · ${review.demand}`],
    [t('field.format'), t(`format.${review.format}`)],
    [t('field.domains'), review.domains.join(', ') || '–'],
    [t('review.firstSeen'), format.moment(review.firstSeenAt)],
    [t('review.lastSeen'), format.moment(review.lastSeenAt)],
    ...(review.decidedAt === null
      ? []
      : [[t('review.decided'), `${format.moment(review.decidedAt)} · ${review.decidedBy ?? ''}`] as const]),
    ...(isSecure === false ? [[t('review.secure'), t('review.insecure')] as const] : []),
    ...tagFacts(review, t),
    ...(review.reason === null ? [] : [[t('review.reason'), review.reason] as const]),
  ];
  return (
    <dl className="review-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
