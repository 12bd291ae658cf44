import { SimpleGrid } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMayEdit } from '../../api/use-me.ts';
import { PageHeader } from '../../parts/page-header.tsx';
import { ExportPanel } from './export-panel.tsx';
import { HostPanel } from './host-panel.tsx';
import { ImportPanel } from './import-panel.tsx';

/** The configuration as code: take a file in, give a file out. */
export default function ConfigurationPage() {
  const { t } = useTranslation();
  const mayEdit = useMayEdit();
  return (
    <>
      <PageHeader title={t('nav.configuration')} description={t('configuration.description')} />
      <SimpleGrid mb="sm" cols={{ base: 1, lg: mayEdit ? 2 : 1 }} spacing="sm" verticalSpacing="sm">
        {mayEdit && <ImportPanel />}
        <div>
          <ExportPanel />
        </div>
      </SimpleGrid>
      <HostPanel />
    </>
  );
}
