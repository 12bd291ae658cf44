import { EmptyState } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface NothingHereProps {
  readonly icon: Icon;
  readonly title: string;
  readonly description?: string;
  readonly children?: ReactNode;
}

/** The empty state of a list or page: says why it is empty and what fills it. */
export function NothingHere({ icon: Icon, title, description, children }: NothingHereProps) {
  return (
    <EmptyState
      py="xl"
      px="md"
      size="sm"
      icon={<Icon stroke={1.5} />}
      title={title}
      {...(description === undefined ? {} : { description })}
    >
      {children && <EmptyState.Actions>{children}</EmptyState.Actions>}
    </EmptyState>
  );
}
