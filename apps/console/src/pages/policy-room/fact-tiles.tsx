import { SimpleGrid, Skeleton, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format/use-format.ts';
import type { PolicyFacts } from './policy-facts.ts';

/** Version, date, hash and fields by form; placeholders while `facts` is on its way. */
export function FactTiles({ facts }: { readonly facts: PolicyFacts | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const fields = facts?.fields;
  const parts = fields && [
    fields.asIs > 0 ? t('policy.asIs', { count: fields.asIs }) : '',
    fields.truncated > 0 ? t('policy.truncated', { count: fields.truncated }) : '',
    fields.hashed > 0 ? t('policy.hashed', { count: fields.hashed }) : '',
    fields.off > 0 ? t('policy.off', { count: fields.off }) : '',
  ];
  return (
    <SimpleGrid cols={{ base: 2, lg: 4 }} spacing="sm" verticalSpacing="sm">
      <FactTile label={t('policy.version')} loading={!facts}>
        {facts?.version ?? '–'}
      </FactTile>
      <FactTile label={t('policy.effective')} loading={!facts}>
        {facts?.effective ? format.date(facts.effective) : '–'}
      </FactTile>
      <FactTile label={t('policy.fields')} loading={!facts} note={parts?.filter(Boolean).join(' · ') ?? ''}>
        {fields ? format.count(fields.total) : '–'}
      </FactTile>
      <FactTile label={t('policy.hash')} loading={!facts} note={facts?.hash ?? ''}>
        <span className="mono">{facts?.hash ? facts.hash.slice(0, 12) : '–'}</span>
      </FactTile>
    </SimpleGrid>
  );
}

interface FactTileProps {
  readonly label: string;
  readonly loading: boolean;
  readonly note?: string;
  readonly children: ReactNode;
}

function FactTile({ label, loading, note, children }: FactTileProps) {
  return (
    <div className="panel" style={{ padding: '10px 14px', minHeight: 84 }}>
      <Text size="sm" c="dimmed" fw={500}>
        {label}
      </Text>
      {loading ? (
        <Skeleton h={22} w="60%" mt={6} />
      ) : (
        <Text fz={18} fw={650} lh={1.4} component="div">
          {children}
        </Text>
      )}
      {note && (
        <Text size="xs" c="dimmed" truncate title={note}>
          {note}
        </Text>
      )}
    </div>
  );
}
