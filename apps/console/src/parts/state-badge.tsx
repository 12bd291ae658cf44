import { Badge, type BadgeProps } from '@mantine/core';
import type { ReactNode } from 'react';

interface StateBadgeProps {
  /** A colour of the theme; `gray` for states that ask for no attention. */
  readonly color: string;
  readonly size?: BadgeProps['size'];
  readonly icon?: ReactNode;
  readonly children: ReactNode;
}

/** The state of something in one or two words. */
export function StateBadge({ color, size = 'sm', icon, children }: StateBadgeProps) {
  return (
    <Badge
      variant={color === 'gray' ? 'default' : 'light'}
      color={color}
      size={size}
      leftSection={icon}
      miw="max-content"
    >
      {children}
    </Badge>
  );
}
