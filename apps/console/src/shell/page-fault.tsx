import { Anchor, Button, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** Shown when a room's own code fails or could not be loaded (a new version was installed meanwhile). */
export function PageFault() {
  const { t } = useTranslation();
  return (
    <Stack align="flex-start" p="xl" role="alert">
      <Title order={1}>{t('fault.title')}</Title>
      <Text c="dimmed">{t('fault.text')}</Text>
      <Button onClick={() => location.reload()}>{t('common.reload')}</Button>
    </Stack>
  );
}

export function UnknownPage() {
  const { t } = useTranslation();
  return (
    <Stack align="flex-start" p="xl">
      <Title order={1}>{t('fault.unknownTitle')}</Title>
      <Text c="dimmed">{t('fault.unknownText')}</Text>
      <Anchor component={Link} to="/">
        {t('nav.today')}
      </Anchor>
    </Stack>
  );
}
