import { Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconCode, IconExternalLink } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../parts/page-header.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { FactTiles } from './fact-tiles.tsx';
import { framedPage } from './framed-page.ts';
import { factsOf } from './policy-facts.ts';
import { readPublic } from './read-public.ts';

/** The published policy, read by the people who run it, with its facts. */
export default function PolicyRoomPage() {
  const { t, i18n } = useTranslation();
  const address = `/policy?lang=${i18n.language}`;
  const page = useQuery({
    queryKey: ['policy', 'page', i18n.language],
    queryFn: async ({ signal }) => framedPage(await readPublic(address, signal), location.origin),
    staleTime: 60_000,
  });
  const facts = useQuery({
    queryKey: ['policy', 'facts'],
    queryFn: async ({ signal }) => {
      const [document, history] = await Promise.all(
        ['/policy.json', '/policy/versions'].map((path) => readPublic(path, signal)),
      );
      return factsOf(JSON.parse(document ?? ''), JSON.parse(history ?? ''));
    },
    staleTime: 60_000,
    retry: false,
  });
  return (
    <>
      <PageHeader
        title={t('nav.policy')}
        description={t('policy.description')}
        actions={
          <Group gap="xs">
            <Button
              component="a"
              href="/policy.json"
              target="_blank"
              variant="default"
              leftSection={<IconCode size={15} />}
            >
              {t('policy.machine')}
            </Button>
            <Button component="a" href={address} target="_blank" leftSection={<IconExternalLink size={15} />}>
              {t('policy.open')}
            </Button>
          </Group>
        }
      />
      <Stack gap="sm">
        {facts.isError ? (
          <Text size="sm" c="dimmed">
            {t('policy.factsMissing')}
          </Text>
        ) : (
          <FactTiles facts={facts.data} />
        )}
        {page.error && <ProblemNotice error={page.error} onRetry={() => void page.refetch()} />}
        {page.isPending && <Skeleton className="policy-frame" />}
        {page.data && (
          <div className="panel">
            <iframe
              className="policy-frame"
              title={t('policy.frame')}
              sandbox="allow-popups allow-popups-to-escape-sandbox"
              srcDoc={page.data}
            />
          </div>
        )}
      </Stack>
    </>
  );
}
