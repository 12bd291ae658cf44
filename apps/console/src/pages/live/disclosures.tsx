import type { LiveAuction } from '@jianchat/api-contract';
import { Badge, Code, Group, Stack, Text, Title } from '@mantine/core';
import { IconShieldLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { NothingHere } from '../../parts/nothing-here.tsx';
import { useWords } from '../../texts/words.ts';

/** Who was told which fields of this request, and for what: the ledger's entry in words. */
export function Disclosures({ disclosures }: Pick<LiveAuction, 'disclosures'>) {
  const { t } = useTranslation();
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
        <Told key={`${disclosure.recipient} ${disclosure.contract}`} disclosure={disclosure} />
      ))}
    </Stack>
  );
}

function Told({ disclosure }: { readonly disclosure: LiveAuction['disclosures'][number] }) {
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
      <Group gap={6}>
        {disclosure.fields.map((field) => (
          <Code key={field}>{field}</Code>
        ))}
      </Group>
    </section>
  );
}
