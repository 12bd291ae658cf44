import { Group, Skeleton, Text } from '@mantine/core';
import { IconArrowDownRight, IconArrowUpRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format/use-format.ts';

interface TileProps {
  readonly label: string;
  readonly value: string;
  /** Relative change against yesterday up to the same time of day. */
  readonly change?: number | undefined;
  /** What yesterday's number was. */
  readonly before: string;
  readonly note?: string;
}

/** One number of the day with its comparison. */
export function Tile({ label, value, change, before, note }: TileProps) {
  const { t } = useTranslation();
  return (
    <div className="panel" style={{ padding: '12px 14px' }}>
      <Text size="sm" c="dimmed" fw={500}>
        {label}
      </Text>
      <Group gap={8} align="baseline" wrap="nowrap">
        <Text fz={24} fw={650} lh={1.35} className="number" style={{ letterSpacing: '-0.02em' }}>
          {value}
        </Text>
        {note && (
          <Text size="xs" c="dimmed" className="number">
            {note}
          </Text>
        )}
      </Group>
      <Group gap={6} wrap="nowrap" mih={20}>
        <Change value={change} />
        <Text size="xs" c="dimmed" truncate>
          {t('today.yesterday', { value: before })}
        </Text>
      </Group>
    </div>
  );
}

function Change({ value }: { readonly value: number | undefined }) {
  const format = useFormat();
  if (value === undefined) return null;
  const up = value >= 0;
  const Arrow = up ? IconArrowUpRight : IconArrowDownRight;
  return (
    <Text
      size="xs"
      fw={600}
      className="number"
      c={up ? 'light-dark(#0b6e4f, #63d3a6)' : 'light-dark(#b3261e, #f2938c)'}
      component="span"
      style={{ display: 'inline-flex', alignItems: 'center', gap: 2 }}
    >
      <Arrow size={13} aria-hidden />
      {format.change(value)}
    </Text>
  );
}

export function TileSkeleton() {
  return (
    <div className="panel" style={{ padding: '12px 14px', height: 99 }} aria-hidden>
      <Skeleton h={13} w="50%" mb={10} />
      <Skeleton h={26} w="75%" mb={10} />
      <Skeleton h={12} w="60%" />
    </div>
  );
}
