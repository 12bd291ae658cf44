import { SimpleGrid, Skeleton, Stack } from '@mantine/core';

/** What stands in a room while its code loads. */
export function PageSkeleton() {
  return (
    <Stack gap="md" aria-busy="true">
      <Skeleton h={28} w={180} />
      <SimpleGrid cols={{ base: 2, md: 4 }} spacing="md">
        <Skeleton h={92} />
        <Skeleton h={92} />
        <Skeleton h={92} />
        <Skeleton h={92} />
      </SimpleGrid>
      <Skeleton h={280} />
    </Stack>
  );
}
