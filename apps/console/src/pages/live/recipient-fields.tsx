import type { AuctionDetail } from '@jianchat/api-contract';
import { Stack, Text } from '@mantine/core';
import { IconBan, IconCircleCheck, IconMailOff, IconScissors } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { StateBadge } from '../../parts/state-badge.tsx';
import { usePrivacyReason } from '../../texts/privacy-reasons.ts';
import { useWords } from '../../texts/words.ts';
import { ClauseLink } from './clause-link.tsx';

type Recipient = AuctionDetail['recipients'][number];
type Field = Recipient['fields'][number];

const LOOK = {
  shared: { color: 'teal', icon: IconCircleCheck },
  coarse: { color: 'blue', icon: IconScissors },
  unsent: { color: 'gray', icon: IconMailOff },
  withheld: { color: 'red', icon: IconBan },
} as const;

/** Why one recipient was told a field or not: as the policy's interpreter reads it from the record's integers. */
export function RecipientFields({ recipient }: { readonly recipient: Recipient }) {
  const { t } = useTranslation();
  const columns: readonly Column<Field>[] = [
    { key: 'field', title: t('live.field'), cell: (field) => <span className="mono">{field.field}</span> },
    {
      key: 'outcome',
      title: t('live.toldOutcome'),
      cell: (field) => <OutcomeBadge outcome={field.outcome} />,
    },
    { key: 'reason', title: t('live.reason'), cell: (field) => <Why field={field} /> },
    { key: 'clause', title: t('live.clause'), cell: (field) => <ClauseLink {...field} /> },
  ];
  return (
    <DataTable
      label={t('live.toldFields', { recipient: recipient.recipient })}
      columns={columns}
      rows={recipient.fields}
      rowKey={(field) => field.field}
      minWidth={520}
    />
  );
}

function OutcomeBadge({ outcome }: Pick<Field, 'outcome'>) {
  const { t } = useTranslation();
  const { color, icon: Icon } = LOOK[outcome];
  return (
    <StateBadge color={color} icon={<Icon size={12} aria-hidden />}>
      {t(`toldOutcome.${outcome}`)}
    </StateBadge>
  );
}

/** The deciding reason; below it, what each purpose of the contract lacks, where it lacks something else. */
function Why({ field }: { readonly field: Field }) {
  const because = usePrivacyReason();
  const word = useWords();
  const others = field.lacks.filter(({ reason }) => reason !== field.reason);
  return (
    <Stack gap={2}>
      <span>{because(field.reason)}</span>
      {others.map(({ purpose, reason }) => (
        <Text key={purpose} size="xs" c="dimmed">
          {word('purpose', purpose)}: {because(reason)}
        </Text>
      ))}
    </Stack>
  );
}
