import { Button, Stack } from '@mantine/core';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries.ts';
import { NothingHere } from '../../parts/nothing-here.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { TableSkeleton } from '../../parts/table-skeleton.tsx';
import { CreateKey } from './create-key.tsx';
import { KeyTable } from './key-table.tsx';

/** API keys of programs: made, shown once, revoked. */
export default function KeysPage() {
  const { t } = useTranslation();
  const [creating, setCreating] = useState(false);
  const keys = useQuery(queries.keys());
  return (
    <>
      <PageHeader
        title={t('nav.keys')}
        description={t('keys.description')}
        actions={
          <Button leftSection={<IconPlus size={15} />} onClick={() => setCreating(true)}>
            {t('keys.create')}
          </Button>
        }
      />
      <Stack gap="sm">
        {keys.error && <ProblemNotice error={keys.error} onRetry={() => void keys.refetch()} />}
        <section className="panel" aria-label={t('nav.keys')}>
          {keys.isPending && <TableSkeleton />}
          {keys.data?.keys.length === 0 && (
            <NothingHere icon={IconKey} title={t('keys.empty')} description={t('keys.emptyText')} />
          )}
          {keys.data && keys.data.keys.length > 0 && <KeyTable keys={keys.data.keys} />}
        </section>
      </Stack>
      {creating && <CreateKey onClose={() => setCreating(false)} />}
    </>
  );
}
