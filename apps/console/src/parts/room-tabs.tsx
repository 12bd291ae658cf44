import { Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';

interface RoomTabsProps {
  readonly path: string;
  readonly label: string;
  readonly tabs: readonly {
    readonly value: string;
    readonly label: string;
    readonly panel: () => ReactNode;
  }[];
}

/** Tabs whose choice stands in the URL as `?tab=`; the first is the one without. */
export function RoomTabs({ path, label, tabs }: RoomTabsProps) {
  const search: Record<string, unknown> = useSearch({ strict: false });
  const navigate = useNavigate();
  const first = tabs[0]?.value ?? '';
  const chosen = tabs.find((tab) => tab.value === search['tab'])?.value ?? first;
  return (
    <Tabs
      value={chosen}
      onChange={(tab) =>
        void navigate({ to: path, search: tab === first || tab === null ? {} : { tab }, resetScroll: false })
      }
      keepMounted={false}
    >
      <Tabs.List mb="sm" aria-label={label}>
        {tabs.map((tab) => (
          <Tabs.Tab key={tab.value} value={tab.value}>
            {tab.label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map((tab) => (
        <Tabs.Panel key={tab.value} value={tab.value}>
          {tab.panel()}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
