import { Alert, Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { IconScale } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../api/client.ts';
import { queries } from '../api/queries.ts';
import type { Answer } from '../api/routes.ts';
import { useFormat } from '../format/use-format.ts';

type Notice = Answer<'policyNotices'>['notices'][number];

/** Above every room: what is announced of the privacy policy, until it applies or the reader has put it away. */
export function PolicyNotices() {
  const notices = useQuery(queries.policyNotices());
  const shown = notices.data?.notices.filter(({ acknowledgedAt }) => acknowledgedAt === null) ?? [];
  if (shown.length === 0) return null;
  return (
    <Stack gap="sm" mb="md">
      {shown.map((notice) => (
        <NoticeBanner key={notice.version} notice={notice} />
      ))}
    </Stack>
  );
}

function NoticeBanner({ notice }: { readonly notice: Notice }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const away = useMutation({
    mutationFn: () => call('acknowledgeNotice', { params: { version: String(notice.version) } }),
    onSuccess: () => client.invalidateQueries({ queryKey: queries.policyNotices().queryKey }),
  });
  const { version, takesEffect, widenings, delivery } = notice;
  const day = takesEffect === null ? undefined : format.date(takesEffect);
  return (
    <Alert
      role="status"
      color="yellow"
      variant="light"
      icon={<IconScale />}
      styles={{ title: { color: 'var(--mantine-color-text)' } }}
      title={day ? t('notice.title', { day }) : t('notice.held')}
    >
      <Stack gap="xs">
        <Text size="sm">{t('notice.text', { version, count: widenings.length })}</Text>
        {delivery && (
          <Text size="xs" c="dimmed">
            {t('notice.delivery', {
              sent: format.count(delivery.sent),
              recipients: format.count(delivery.recipients),
            })}
          </Text>
        )}
        <Group gap="md">
          <Anchor href={`/policy?version=${version}&lang=${i18n.language}`} target="_blank" size="sm">
            {t('notice.read')}
          </Anchor>
          <Button size="compact-sm" variant="default" onClick={() => away.mutate()} loading={away.isPending}>
            {t('notice.away')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
