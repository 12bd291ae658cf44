import { useTranslation } from 'react-i18next';
import type { Answer } from '../../api/routes.ts';
import { StateBadge } from '../../parts/state-badge.tsx';

const COLORS = { pending: 'yellow', approved: 'jade', rejected: 'red' } as const;

/** What was decided about a creative. */
export function ReviewState({ state }: { readonly state: Answer<'creativeReview'>['state'] }) {
  const { t } = useTranslation();
  return <StateBadge color={COLORS[state]}>{t(`review.state.${state}`)}</StateBadge>;
}
