import { Alert } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../../api/routes.ts';
import { EnabledBadge } from '../../../parts/enabled-badge.tsx';
import { StateBadge } from '../../../parts/state-badge.tsx';
import { reasonText } from '../partner-words.ts';

type Partner = Answer<'partnerStates'>['partners'][number];

/** Whether a bidder is asked: switched off, paused because it differs from its contract, or neither. */
export function BidderState({
  enabled,
  state,
}: {
  readonly enabled: boolean;
  readonly state: Partner | undefined;
}) {
  const { t } = useTranslation();
  if (!enabled || state?.state !== 'paused') return <EnabledBadge enabled={enabled} />;
  return <StateBadge color="red">{t('partner.paused')}</StateBadge>;
}

/** Why a bidder is paused, or what an operator lets pass. */
export function BidderNotice({ state }: { readonly state: Partner | undefined }) {
  const { t } = useTranslation();
  if (state === undefined || state.state === 'matches') return null;
  return (
    <Alert
      color={state.state === 'paused' ? 'red' : 'yellow'}
      variant="light"
      title={t(`partner.${state.state}`)}
    >
      {state.reasons.map((code) => (
        <div key={code}>{reasonText(t, code)}</div>
      ))}
    </Alert>
  );
}
