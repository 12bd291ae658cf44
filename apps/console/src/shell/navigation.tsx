import type { Role } from '@jianchat/api-contract';
import { AppShell, Burger, Divider, Group, NavLink, ScrollArea, Text } from '@mantine/core';
import { IconExternalLink, IconPlayerPlay } from '@tabler/icons-react';
import { Link, useRouterState } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Page } from '../pages/page.ts';
import { PAGES } from '../pages/registry.ts';
import { Brand } from './brand.tsx';

interface NavigationProps {
  readonly role: Role | undefined;
  readonly onClose: () => void;
}

const SECTIONS = ['watch', 'run', 'govern'] as const;

/** The rooms that the caller's role may enter, by section, and the way to the demo page. */
export function Navigation({ role, onClose }: NavigationProps) {
  const { t } = useTranslation();
  const pages = role ? PAGES.filter((page) => page.roles.includes(role)) : [];
  return (
    <>
      <AppShell.Section h={52} px="md" style={{ display: 'flex', alignItems: 'center' }}>
        <Group justify="space-between" w="100%">
          <Brand />
          <Burger opened onClick={onClose} hiddenFrom="sm" size="sm" aria-label={t('shell.closeMenu')} />
        </Group>
      </AppShell.Section>
      <AppShell.Section grow component={ScrollArea} px="xs">
        {SECTIONS.map((section) => {
          const rooms = pages.filter((page) => page.section === section);
          return rooms.length === 0 ? null : (
            <div key={section}>
              <Text size="xs" fw={600} c="dimmed" px="sm" pt="sm" pb={4}>
                {t(`sections.${section}`)}
              </Text>
              {rooms.map((page) => (
                <RoomLink key={page.name} page={page} />
              ))}
            </div>
          );
        })}
      </AppShell.Section>
      <AppShell.Section px="xs" pb="xs">
        <Divider mb="xs" color="var(--console-line)" />
        <NavLink
          className="nav-link"
          component="a"
          href="/demo"
          target="_blank"
          label={t('nav.demo')}
          leftSection={<IconPlayerPlay size={17} stroke={1.7} />}
          rightSection={<IconExternalLink size={14} aria-label={t('common.newTab')} />}
        />
      </AppShell.Section>
    </>
  );
}

function RoomLink({ page }: { readonly page: Page }) {
  const { t } = useTranslation();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const active = path === page.path;
  const Icon = page.icon;
  return (
    <NavLink
      className="nav-link"
      renderRoot={(props) => <Link to={page.path} {...props} />}
      active={active}
      aria-current={active ? 'page' : undefined}
      label={t(`nav.${page.name}`)}
      leftSection={<Icon size={17} stroke={1.7} />}
      onPointerEnter={() => void page.load()}
    />
  );
}
