import { Group, Text } from '@mantine/core';

/** The mark and the name. */
export function Brand({ size = 22 }: { readonly size?: number }) {
  return (
    <Group gap={9} wrap="nowrap">
      <img src="/favicon.svg" width={size} height={size} alt="" />
      <Text fw={650} size="lg" lh={1} style={{ letterSpacing: '-0.01em' }}>
        jianchat
      </Text>
    </Group>
  );
}
