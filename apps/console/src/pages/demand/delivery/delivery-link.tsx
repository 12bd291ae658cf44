import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

interface DeliveryLinkProps {
  readonly to: { readonly open: string } | { readonly order: string };
  readonly children: ReactNode;
}

export function DeliveryLink({ to, children }: DeliveryLinkProps) {
  return (
    <Anchor
      size="sm"
      renderRoot={(props) => <Link to="/demand" search={{ tab: 'delivery', ...to }} {...props} />}
    >
      {children}
    </Anchor>
  );
}
