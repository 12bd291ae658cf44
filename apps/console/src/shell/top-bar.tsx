import { Burger, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../api/routes.ts';
import { AccountMenu } from './account-menu.tsx';
import { Brand } from './brand.tsx';
import { LanguageMenu } from './language-menu.tsx';
import { PlatformStatus } from './platform-status.tsx';
import { SchemeMenu } from './scheme-menu.tsx';

interface TopBarProps {
  readonly me: Answer<'me'> | undefined;
  readonly opened: boolean;
  readonly onToggle: () => void;
}

/** On a phone the mark stands here; on wide screens it heads the navigation. */
export function TopBar({ me, opened, onToggle }: TopBarProps) {
  const { t } = useTranslation();
  const mayReadStatus = me?.role === 'operator' || me?.role === 'auditor';
  return (
    <Group h="100%" px={{ base: 'sm', sm: 'lg' }} justify="space-between" wrap="nowrap">
      <Group gap="xs" wrap="nowrap">
        <Burger
          opened={opened}
          onClick={onToggle}
          hiddenFrom="sm"
          size="sm"
          aria-label={t('shell.openMenu')}
          aria-expanded={opened}
        />
        <Group hiddenFrom="sm">
          <Brand size={20} />
        </Group>
        <Group visibleFrom="sm">{mayReadStatus && <PlatformStatus />}</Group>
      </Group>
      <Group gap={4} wrap="nowrap">
        <Group hiddenFrom="sm">{mayReadStatus && <PlatformStatus compact />}</Group>
        <LanguageMenu />
        <SchemeMenu />
        {me && <AccountMenu me={me} />}
      </Group>
    </Group>
  );
}
