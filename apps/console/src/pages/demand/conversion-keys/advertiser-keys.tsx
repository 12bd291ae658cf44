import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries } from '../../../api/queries.ts';
import { useMayEdit, useMe } from '../../../api/use-me.ts';
import { ProblemNotice } from '../../../parts/problem-notice.tsx';
import { TableSkeleton } from '../../../parts/table-skeleton.tsx';
import type { Draft } from '../../../record-form/field.ts';
import { useStored } from '../../../record-form/use-stored.ts';
import { ConversionKeyTable } from './conversion-key-table.tsx';
import { MakeConversionKey } from './make-conversion-key.tsx';

/** Keys by which a stored advertiser reports conversions, below its form; operators make and revoke them at once. */
export function AdvertiserKeys({ draft }: { readonly draft: Draft }) {
  const advertiser = useStored('advertisers', draft);
  const role = useMe()?.role;
  const mayRead = role === 'operator' || role === 'advertiser';
  return advertiser === undefined || !mayRead ? null : <Keys advertiser={advertiser} />;
}

function Keys({ advertiser }: { readonly advertiser: string }) {
  const { t } = useTranslation();
  const mayEdit = useMayEdit();
  const [making, setMaking] = useState(false);
  const keys = useQuery(queries.conversionKeys(advertiser));
  return (
    <Stack gap="xs" component="section" aria-label={t('conversionKeys.title')}>
      <Group justify="space-between" gap="xs">
        <Title order={3} size="h4">
          {t('conversionKeys.title')}
        </Title>
        {mayEdit && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={14} />}
            onClick={() => setMaking(true)}
          >
            {t('keys.create')}
          </Button>
        )}
      </Group>
      <Text size="xs" c="dimmed">
        {t('conversionKeys.lead')}
      </Text>
      {keys.error && <ProblemNotice error={keys.error} onRetry={() => void keys.refetch()} />}
      {keys.isPending && <TableSkeleton rows={2} />}
      {keys.data?.keys.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('conversionKeys.empty')}
        </Text>
      )}
      {keys.data && keys.data.keys.length > 0 && <ConversionKeyTable keys={keys.data.keys} />}
      {making && <MakeConversionKey advertiser={advertiser} onClose={() => setMaking(false)} />}
    </Stack>
  );
}
