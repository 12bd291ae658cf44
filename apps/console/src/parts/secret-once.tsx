import { Alert, Button, Code, Group, Stack } from '@mantine/core';
import { IconEyeOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { CopyAction } from './copy-action.tsx';

/** A secret that was just made: the one time it can be seen. */
export function SecretOnce({ secret, onClose }: { readonly secret: string; readonly onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Stack gap="md">
      <Alert color="yellow" icon={<IconEyeOff />}>
        {t('keys.once')}
      </Alert>
      <Code block style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }} data-secret>
        {secret}
      </Code>
      <Group justify="space-between">
        <CopyAction value={secret} />
        <Button onClick={onClose}>{t('keys.kept')}</Button>
      </Group>
    </Stack>
  );
}
