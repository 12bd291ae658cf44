import { Skeleton, Stack } from '@mantine/core';

/** Takes the place of a table of `rows` rows while it loads, so that nothing moves when it comes. */
export function TableSkeleton({ rows = 6 }: { readonly rows?: number }) {
  return (
    <Stack gap={10} p="md" aria-hidden>
      <Skeleton h={14} w="40%" />
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity and never change order
        <Skeleton key={row} h={20} />
      ))}
    </Stack>
  );
}
