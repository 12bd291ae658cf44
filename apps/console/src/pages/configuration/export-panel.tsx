import { Button, Group, Skeleton, Stack, Table, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/client.ts';
import { ROUTES } from '../../api/routes.ts';
import { useFormat } from '../../format/use-format.ts';
import { Panel } from '../../parts/panel.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import type { en } from '../../texts/en.ts';

type Part = keyof typeof en.configuration.parts;
const PARTS: readonly Part[] = [
  'accounts',
  'media',
  'placements',
  'storedRequests',
  'storedImps',
  'storedResponses',
  'categoryMappings',
  'bidders',
  'advertisers',
  'deals',
  'orders',
  'lineItems',
  'creatives',
];

/** What the configuration holds now, and the whole of it as a file. */
export function ExportPanel() {
  const { t } = useTranslation();
  const format = useFormat();
  const exported = useQuery({
    queryKey: ['export'],
    queryFn: ({ signal }) => call('exportConfiguration', { signal }),
  });
  return (
    <Panel title={t('configuration.exportTitle')} description={t('configuration.exportText')}>
      <Stack gap="sm">
        {exported.error && <ProblemNotice error={exported.error} onRetry={() => void exported.refetch()} />}
        {exported.isPending && <Skeleton h={300} />}
        {exported.data && (
          <Table className="table" aria-label={t('configuration.exportTitle')} withRowBorders>
            <Table.Tbody>
              {PARTS.map((part) => (
                <Table.Tr key={part}>
                  <Table.Td>{t(`configuration.parts.${part}`)}</Table.Td>
                  <Table.Td data-number>{format.count(Object.keys(exported.data[part]).length)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
        <Group justify="space-between">
          <Text size="xs" c="dimmed">
            {t('configuration.sameForm')}
          </Text>
          <Button
            component="a"
            href={ROUTES.exportConfiguration.path}
            download="jianchat-configuration.json"
            variant="default"
            leftSection={<IconDownload size={15} />}
          >
            {t('configuration.download')}
          </Button>
        </Group>
      </Stack>
    </Panel>
  );
}
