import type { LiveAuction } from '@jianchat/api-contract';
import { Alert, Badge, Group, Stack, Text } from '@mantine/core';
import { IconBan, IconCircleCheck, IconForms, IconHash, IconScissors } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { NothingHere } from '../../parts/nothing-here.tsx';
import { StateBadge } from '../../parts/state-badge.tsx';
import { usePrivacyReason } from '../../texts/privacy-reasons.ts';
import { ClauseLink } from './clause-link.tsx';

type Field = LiveAuction['fields'][number];
type Fate = Field['fate'];

const FATES = ['kept', 'truncated', 'hashed', 'dropped'] as const;
const LOOK: Record<Fate, { color: string; icon: typeof IconHash }> = {
  kept: { color: 'teal', icon: IconCircleCheck },
  truncated: { color: 'blue', icon: IconScissors },
  hashed: { color: 'violet', icon: IconHash },
  dropped: { color: 'red', icon: IconBan },
};

interface FieldFatesProps {
  readonly fields: readonly Field[];
  readonly undeclared: LiveAuction['undeclared'];
}

/** What the policy did with each field that came; a press on a fate shows its fields only. */
export function FieldFates({ fields, undeclared }: FieldFatesProps) {
  const { t } = useTranslation();
  const because = usePrivacyReason();
  const [only, setOnly] = useState<Fate>();
  const shown = only ? fields.filter((field) => field.fate === only) : fields;
  const columns: readonly Column<Field>[] = [
    {
      key: 'field',
      title: t('live.field'),
      cell: (field) => <span className="mono">{field.field}</span>,
    },
    { key: 'fate', title: t('live.fate'), cell: (field) => <FateBadge fate={field.fate} /> },
    { key: 'reason', title: t('live.reason'), cell: (field) => because(field.reason) },
    {
      key: 'clause',
      title: t('live.clause'),
      cell: (field) => <ClauseLink {...field} />,
    },
  ];
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {t('live.fatesText')}
      </Text>
      <Group gap="xs">
        {FATES.map((fate) => (
          <FateFilter
            key={fate}
            fate={fate}
            count={fields.filter((field) => field.fate === fate).length}
            pressed={only === fate}
            onPress={() => setOnly(only === fate ? undefined : fate)}
          />
        ))}
      </Group>
      <div className="panel">
        {shown.length === 0 ? (
          <NothingHere icon={IconForms} title={t('live.noFields')} />
        ) : (
          <DataTable
            label={t('live.fates')}
            columns={columns}
            rows={shown}
            rowKey={(field) => field.field}
            minWidth={520}
          />
        )}
      </div>
      <Undeclared undeclared={undeclared} />
    </Stack>
  );
}

function FateBadge({ fate }: { readonly fate: Fate }) {
  const { t } = useTranslation();
  const { color, icon: Icon } = LOOK[fate];
  return (
    <StateBadge color={color} icon={<Icon size={12} aria-hidden />}>
      {t(`fate.${fate}`)}
    </StateBadge>
  );
}

interface FateFilterProps {
  readonly fate: Fate;
  readonly count: number;
  readonly pressed: boolean;
  readonly onPress: () => void;
}

function FateFilter({ fate, count, pressed, onPress }: FateFilterProps) {
  const { t } = useTranslation();
  return (
    <Badge
      component="button"
      type="button"
      variant={pressed ? 'filled' : 'light'}
      color={LOOK[fate].color}
      size="lg"
      tt="none"
      aria-pressed={pressed}
      disabled={count === 0}
      onClick={onPress}
      style={{ cursor: 'pointer', opacity: count === 0 ? 0.5 : 1 }}
    >
      {t(`fate.${fate}`)} {count}
    </Badge>
  );
}

/** Fields that the policy does not know are counted where they stood; their names and values are not even read. */
function Undeclared({ undeclared }: Pick<LiveAuction, 'undeclared'>) {
  const { t } = useTranslation();
  if (undeclared.length === 0) return null;
  const total = undeclared.reduce((sum, entry) => sum + entry.count, 0);
  return (
    <Alert color="orange" variant="light" icon={<IconBan />} title={t('live.undeclared', { count: total })}>
      <Text size="sm">{t('live.undeclaredText')}</Text>
      <Group gap="xs" mt="xs">
        {undeclared.map((entry) => (
          <Badge key={entry.parent} variant="outline" color="orange" tt="none" className="mono">
            {entry.parent || t('live.root')}: {entry.count}
          </Badge>
        ))}
      </Group>
    </Alert>
  );
}
