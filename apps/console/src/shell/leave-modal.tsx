import { Button, Group, List, Modal, Stack, Text, TextInput } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/client.ts';
import { type Answer, ROUTES } from '../api/routes.ts';
import { ProblemNotice } from '../parts/problem-notice.tsx';

interface LeaveModalProps {
  readonly me: Answer<'me'>;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** The way out: first one's data, then what happens, then one's own address typed, so that nobody leaves by a slip. */
export function LeaveModal({ me, opened, onClose }: LeaveModalProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [confirm, setConfirm] = useState('');
  const leaving = useMutation({
    mutationFn: () => call('leave', { body: { confirm } }),
    onSuccess: async () => {
      await navigate({ to: '/sign-in' });
      client.clear();
    },
  });
  const isConfirmed = confirm.trim().toLowerCase() === me.name;
  const what = me.account === null ? 'person' : 'account';
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('leave.title')}
      centered
      size="lg"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="md">
        <Text size="sm">{t('leave.first')}</Text>
        <Button
          component="a"
          href={ROUTES.myData.path}
          download="jianchat-my-data.json"
          variant="default"
          leftSection={<IconDownload size={15} />}
          style={{ alignSelf: 'flex-start' }}
        >
          {t('leave.download')}
        </Button>
        <Text size="sm">{t('leave.next')}</Text>
        <List size="sm" spacing={4}>
          <List.Item>{t(`leave.${what}.ends`, { account: me.account ?? '' })}</List.Item>
          <List.Item>{t(`leave.${what}.deleted`)}</List.Item>
          <List.Item>{t(`leave.${what}.stays`)}</List.Item>
        </List>
        <TextInput
          label={t('leave.confirm', { name: me.name })}
          value={confirm}
          onChange={(event) => setConfirm(event.currentTarget.value)}
          autoComplete="off"
          data-autofocus
        />
        {leaving.error && <ProblemNotice error={leaving.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            color="red"
            disabled={!isConfirmed}
            loading={leaving.isPending}
            onClick={() => leaving.mutate()}
          >
            {t('leave.do')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
