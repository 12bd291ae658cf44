import { Box, Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface PanelProps {
  readonly title?: string;
  readonly description?: string;
  readonly actions?: ReactNode;
  /** Without inner padding, for tables that reach the border. */
  readonly flush?: boolean;
  readonly children: ReactNode;
}

/** A bordered surface with an optional heading. */
export function Panel({ title, description, actions, flush = false, children }: PanelProps) {
  return (
    <section className="panel" aria-label={title}>
      {title && (
        <Group justify="space-between" gap="sm" px="md" pt="sm" pb={flush ? 'sm' : 0}>
          <div>
            <Title order={2} size="h3">
              {title}
            </Title>
            {description && (
              <Text size="xs" c="dimmed">
                {description}
              </Text>
            )}
          </div>
          {actions}
        </Group>
      )}
      <Box p={flush ? 0 : 'md'}>{children}</Box>
    </section>
  );
}
