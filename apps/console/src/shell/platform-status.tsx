import { Button, Group, Popover, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queries } from '../api/queries.ts';
import type { Answer } from '../api/routes.ts';
import { StateBadge } from '../parts/state-badge.tsx';
import type { en } from '../texts/en.ts';

type Parts = Answer<'platformStatus'>['parts'];
type State = keyof typeof en.status.states;

const COLORS: Record<State, string> = {
  ready: 'teal',
  starting: 'blue',
  degraded: 'yellow',
  down: 'red',
  unknown: 'gray',
};

/** The worst part decides; no answer is its own state, never "ready". */
export function overallState(answer: Answer<'platformStatus'> | undefined): State {
  if (!answer) return 'unknown';
  for (const state of ['down', 'degraded', 'starting'] as const) {
    if (answer.parts.some((part) => part.status === state)) return state;
  }
  return answer.ready ? 'ready' : 'starting';
}

/** A dot that tells how the platform is; pressed, the state of each part. */
export function PlatformStatus({ compact = false }: { readonly compact?: boolean }) {
  const { t } = useTranslation();
  const status = useQuery(queries.status());
  const state = status.isError ? 'unknown' : overallState(status.data);
  const label = status.isPending ? t('status.loading') : t(`status.states.${state}`);
  return (
    <Popover position="bottom-start" width={320} shadow="md" trapFocus>
      <Popover.Target>
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          px={8}
          aria-label={t('status.label', { state: label })}
        >
          <span className="dot" style={{ background: `var(--mantine-color-${COLORS[state]}-6)` }} />
          {!compact && (
            <Text size="sm" ml={8} c="dimmed">
              {label}
            </Text>
          )}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Title order={2} size="h3" mb="xs">
          {t('status.title')}
        </Title>
        {status.data ? <PartList parts={status.data.parts} /> : <Text size="sm">{label}</Text>}
      </Popover.Dropdown>
    </Popover>
  );
}

function PartList({ parts }: { readonly parts: Parts }) {
  const { t } = useTranslation();
  return (
    <Stack gap={8} mah={360} style={{ overflowY: 'auto' }}>
      {parts.map((part) => (
        <div key={part.name}>
          <Group justify="space-between" wrap="nowrap">
            <Text size="sm" fw={500}>
              {part.name}
            </Text>
            <StateBadge color={COLORS[part.status]}>{t(`status.part.${part.status}`)}</StateBadge>
          </Group>
          {part.detail && (
            <Text size="xs" c="dimmed">
              {part.detail}
            </Text>
          )}
        </div>
      ))}
    </Stack>
  );
}
