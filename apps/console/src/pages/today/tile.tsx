import { Group, Skeleton, Text } from '@mantine/core';
import { IconArrowDownRight, IconArrowUpRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format/use-format.ts';

interface TileProps {
  readonly label: string;
  readonly value: string;
  /** Change against yesterday up to the same time of day; of a share, in percentage points. */
  readonly change: number | undefined;
  readonly ofShare?: boolean;
  /** What yesterday's number was. */
  readonly before: string;
}

/** One number of the day with its comparison. */
export function Tile({ label, value, change, before, ofShare = false }: TileProps) {
  const { t } = useTranslation();
  return (
    <div className="panel" style={{ padding: '12px 14px' }}>
      <Text size="sm" c="dimmed" fw={500}>
        {label}
      </Text>
      <Text fz={24} fw={650} lh={1.35} className="number" style={{ letterSpacing: '-0.02em' }}>
        {value}
      </Text>
      <Group gap={6} wrap="nowrap" mih={20}>
        <Change value={change} ofShare={ofShare} />
        <Text size="xs" c="dimmed" truncate>
          {t('today.yesterday', { value: before })}
        </Text>
      </Group>
    </div>
  );
}

function Change({ value, ofShare }: { readonly value: number | undefined; readonly ofShare: boolean }) {
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
      {ofShare ? format.points(value) : format.change(value)}
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
