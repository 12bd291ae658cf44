import type { LiveAuction } from '@jianchat/api-contract';
import { Badge, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format/use-format.ts';
import { StateBadge } from '../../parts/state-badge.tsx';
import { useWords } from '../../texts/words.ts';
import { OUTCOME_COLORS } from './live-table.tsx';

type Imp = LiveAuction['imps'][number];
type Candidate = Imp['candidates'][number];

const BAR_COLORS = {
  won: 'var(--mantine-color-jade-6)',
  lost: 'light-dark(#b9c1c8, #5a636b)',
  nobid: 'transparent',
} as const;
const BADGE_COLORS = { won: 'teal', lost: 'gray', nobid: 'gray' } as const;

/** One impression: everybody who was asked, with the prices as bars on one scale and the floor as a mark. */
export function ImpCandidates({ imp }: { readonly imp: Imp }) {
  const { t } = useTranslation();
  const format = useFormat();
  const top = Math.max(1, imp.floorMicros, ...imp.candidates.map((candidate) => candidate.priceMicros));
  const candidates = imp.candidates.toSorted(
    (a, b) => Number(b.outcome === 'won') - Number(a.outcome === 'won') || b.priceMicros - a.priceMicros,
  );
  return (
    <section className="panel" style={{ padding: 14 }} aria-label={imp.placement}>
      <Group justify="space-between" mb="xs">
        <Group gap="xs">
          <Title order={3}>{imp.placement || t('common.unnamed')}</Title>
          <Badge variant="default" size="sm">
            {t(`format.${imp.format}`)}
          </Badge>
          <StateBadge color={OUTCOME_COLORS[imp.outcome]}>{t(`outcome.${imp.outcome}`)}</StateBadge>
        </Group>
        <Text size="xs" c="dimmed" className="number">
          {t('live.floor', { price: format.money(imp.floorMicros, imp.currency) })}
        </Text>
      </Group>
      {candidates.length === 0 && <Text c="dimmed">{t('live.noCandidates')}</Text>}
      <Stack gap="sm" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
        {candidates.map((candidate, index) => (
          <CandidateBar
            // biome-ignore lint/suspicious/noArrayIndexKey: one bidder may stand here several times; the list never changes
            key={`${candidate.demand} ${index}`}
            candidate={candidate}
            currency={imp.currency}
            top={top}
            floor={imp.floorMicros}
          />
        ))}
      </Stack>
    </section>
  );
}

interface CandidateBarProps {
  readonly candidate: Candidate;
  readonly currency: string;
  readonly top: number;
  readonly floor: number;
}

/** Chances are recorded as parts per billion. */
const PPB = 1_000_000_000;

function CandidateBar({ candidate, currency, top, floor }: CandidateBarProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const word = useWords();
  const bid = candidate.priceMicros > 0;
  const chance = (ppb: number): string => format.rate(ppb / PPB);
  const estimateText = ({ chancePpb, rankedPpb }: NonNullable<typeof candidate.estimate>): string =>
    chancePpb === rankedPpb
      ? t('live.expected', { chance: chance(chancePpb) })
      : t('live.explored', { chance: chance(chancePpb), ranked: chance(rankedPpb) });
  const standingText = ({
    tier,
    micros,
    deal,
    counted = [],
  }: NonNullable<typeof candidate.standing>): string =>
    [
      t(`live.tier.${tier}`),
      ...(tier === 'open' && micros !== candidate.priceMicros
        ? [t('live.goalPrice', { price: format.money(micros, currency) })]
        : []),
      ...(deal === undefined ? [] : [t('live.deal', { deal })]),
      ...counted.map((by) => t(`live.counted.${by}`)),
    ].join(' · ');
  return (
    <li>
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <Group gap={8} style={{ minWidth: 0 }}>
          <Text size="sm" fw={candidate.outcome === 'won' ? 650 : 500}>
            {candidate.demand}
          </Text>
          <Text size="xs" c="dimmed">
            {t(`demandKind.${candidate.demandKind}`)}
          </Text>
          <StateBadge size="xs" color={BADGE_COLORS[candidate.outcome]}>
            {t(`candidate.${candidate.outcome}`)}
          </StateBadge>
        </Group>
        <Text size="sm" fw={600} className="number">
          {bid ? format.money(candidate.priceMicros, currency) : '–'}
        </Text>
      </Group>
      <div
        aria-hidden
        style={{
          position: 'relative',
          height: 8,
          margin: '4px 0',
          background: 'var(--console-sunken)',
          borderRadius: 3,
        }}
      >
        <div
          style={{
            width: `${(candidate.priceMicros / top) * 100}%`,
            height: '100%',
            borderRadius: 3,
            background: BAR_COLORS[candidate.outcome],
          }}
        />
        {floor > 0 && (
          <div
            style={{
              position: 'absolute',
              top: -2,
              bottom: -2,
              left: `${(floor / top) * 100}%`,
              borderLeft: '2px solid light-dark(#8a5a00, #e0b154)',
            }}
          />
        )}
      </div>
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <Text size="xs" c="dimmed">
          {word('bidReason', String(candidate.reasonCode), candidate.reason)}
          {candidate.estimate && ` · ${estimateText(candidate.estimate)}`}
          {candidate.standing && ` · ${standingText(candidate.standing)}`}
        </Text>
        <Text size="xs" c="dimmed" className="number">
          {format.ms(candidate.latencyMs)}
        </Text>
      </Group>
    </li>
  );
}
