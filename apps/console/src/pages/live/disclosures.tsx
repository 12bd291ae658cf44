import type { AuctionDetail, LiveAuction } from '@jianchat/api-contract';
import { Badge, Code, Group, Stack, Text, Title } from '@mantine/core';
import { IconShieldLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries.ts';
import { NothingHere } from '../../parts/nothing-here.tsx';
import { useWords } from '../../texts/words.ts';
import { RecipientFields } from './recipient-fields.tsx';

/** Who was told which fields of this request, and for what: the ledger's entry in words. */
export function Disclosures({ id, disclosures }: Pick<LiveAuction, 'id' | 'disclosures'>) {
  const { t } = useTranslation();
  // The list of requests says what was sent; only the request itself says why.
  const detail = useQuery(queries.auction(id));
  if (disclosures.length === 0) {
    return (
      <div className="panel">
        <NothingHere
          icon={IconShieldLock}
          title={t('live.toldNobody')}
          description={t('live.toldNobodyText')}
        />
      </div>
    );
  }
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {t('live.toldText')}
      </Text>
      {disclosures.map((disclosure) => (
        <Told
          key={`${disclosure.recipient} ${disclosure.contract}`}
          disclosure={disclosure}
          recipient={detail.data?.recipients.find(({ recipient }) => recipient === disclosure.recipient)}
        />
      ))}
    </Stack>
  );
}

interface ToldProps {
  readonly disclosure: LiveAuction['disclosures'][number];
  readonly recipient: AuctionDetail['recipients'][number] | undefined;
}

function Told({ disclosure, recipient }: ToldProps) {
  const { t } = useTranslation();
  const word = useWords();
  return (
    <section className="panel" style={{ padding: 14 }} aria-label={disclosure.recipient}>
      <Group justify="space-between" mb="xs">
        <Title order={3}>{disclosure.recipient}</Title>
        <Text size="xs" c="dimmed">
          {t('live.contract', { contract: disclosure.contract })}
        </Text>
      </Group>
      <Text size="xs" c="dimmed" mb={4}>
        {t('live.purposes')}
      </Text>
      <Group gap={6} mb="sm">
        {disclosure.purposes.map((purpose) => (
          <Badge key={purpose} variant="light" color="jade" tt="none" fw={500}>
            {word('purpose', purpose)}
          </Badge>
        ))}
        {disclosure.purposes.length === 0 && <Text size="sm">{t('live.noPurposes')}</Text>}
      </Group>
      <Text size="xs" c="dimmed" mb={4}>
        {t('live.fieldsTold', { count: disclosure.fields.length })}
      </Text>
      {recipient ? (
        <RecipientFields recipient={recipient} />
      ) : (
        <Group gap={6}>
          {disclosure.fields.map((field) => (
            <Code key={field}>{field}</Code>
          ))}
        </Group>
      )}
    </section>
  );
}
