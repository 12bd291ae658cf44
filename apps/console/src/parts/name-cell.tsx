import { Text } from '@mantine/core';

/** A record's name with its id below; the id alone where it has no name. */
export function NameCell({ id, name }: { readonly id: string; readonly name?: string | undefined }) {
  if (!name) {
    return (
      <Text size="sm" fw={550} span>
        {id}
      </Text>
    );
  }
  return (
    <span style={{ display: 'block', minWidth: 120 }}>
      <Text size="sm" fw={550} span style={{ display: 'block' }}>
        {name}
      </Text>
      <Text size="xs" c="dimmed" className="mono" span>
        {id}
      </Text>
    </span>
  );
}
