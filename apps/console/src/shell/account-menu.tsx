import { Avatar, Button, Menu, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconDoorExit, IconLogout } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { call } from '../api/client.ts';
import type { Answer } from '../api/routes.ts';
import { LeaveModal } from './leave-modal.tsx';

/** Who is signed in, with which role and for which account; the way out. */
export function AccountMenu({ me }: { readonly me: Answer<'me'> }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const leaving = useMutation({
    mutationFn: () => call('signOut'),
    onSuccess: async () => {
      await navigate({ to: '/sign-in' });
      queryClient.clear();
    },
    onError: () => notifications.show({ color: 'red', message: t('shell.signOutFailed') }),
  });
  const [isLeaving, leave] = useDisclosure(false);
  return (
    <>
      <LeaveModal me={me} opened={isLeaving} onClose={leave.close} />
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <Button variant="subtle" color="gray" px={6} aria-label={t('shell.account', { name: me.name })}>
            <Avatar size={26} radius="xl" name={me.name} color="jade" aria-hidden />
            <Text size="sm" ml={8} fw={500} visibleFrom="md" truncate maw={180}>
              {me.name}
            </Text>
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            <Text size="sm" fw={600} c="var(--mantine-color-text)" style={{ overflowWrap: 'anywhere' }}>
              {me.name}
            </Text>
            <Text size="xs">
              {t(`roles.${me.role}`)} · {me.account ?? me.advertiser ?? t('shell.allAccounts')}
            </Text>
          </Menu.Label>
          <Menu.Divider />
          <Menu.Item leftSection={<IconLogout size={15} />} onClick={() => leaving.mutate()}>
            {t('shell.signOut')}
          </Menu.Item>
          {me.kind === 'user' && (
            <Menu.Item color="red" leftSection={<IconDoorExit size={15} />} onClick={leave.open}>
              {t('leave.menu')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
