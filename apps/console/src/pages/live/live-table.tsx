import type { LiveAuction } from '@jianchat/api-contract';
import { Table, Text } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Format, useFormat } from '../../format/use-format.ts';
import { StateBadge } from '../../parts/state-badge.tsx';
import { countryName } from '../../texts/countries.ts';
import { useWords } from '../../texts/words.ts';
import { type Outcome, summarise } from './summary.ts';

interface LiveTableProps {
  readonly rows: readonly LiveAuction[];
  readonly selected: string | undefined;
  readonly onOpen: (id: string) => void;
}

export const OUTCOME_COLORS: Record<Outcome, string> = { filled: 'teal', partly: 'yellow', unfilled: 'gray' };

export function LiveTable({ rows, selected, onOpen }: LiveTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Table.ScrollContainer minWidth={1020} type="native">
      <Table className="table" aria-label={t('live.table')} verticalSpacing={6} horizontalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('live.time')}</Table.Th>
            <Table.Th scope="col">{t('dimension.media')}</Table.Th>
            <Table.Th scope="col">{t('dimension.placement')}</Table.Th>
            <Table.Th scope="col">{t('dimension.country')}</Table.Th>
            <Table.Th scope="col">{t('dimension.device_type')}</Table.Th>
            <Table.Th scope="col">{t('live.regime')}</Table.Th>
            <Table.Th scope="col">{t('live.outcome')}</Table.Th>
            <Table.Th scope="col">{t('live.winner')}</Table.Th>
            <Table.Th scope="col" data-number>
              {t('live.price')}
            </Table.Th>
            <Table.Th scope="col" data-number>
              {t('live.duration')}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((auction) => (
            <LiveRow
              key={auction.id}
              auction={auction}
              selected={auction.id === selected}
              onOpen={onOpen}
              format={format}
            />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

interface LiveRowProps {
  readonly auction: LiveAuction;
  readonly selected: boolean;
  readonly onOpen: (id: string) => void;
  readonly format: Format;
}

/** Memoised: when ten new requests arrive, ten rows are drawn and not all of them. */
const LiveRow = memo(function LiveRow({ auction, selected, onOpen, format }: LiveRowProps) {
  const { t, i18n } = useTranslation();
  const word = useWords();
  const summary = summarise(auction);
  const open = () => onOpen(auction.id);
  const placements = summary.placements.map((placement) => placement || t('common.unnamed')).join(', ');
  return (
    <Table.Tr className="live-row-new" data-openable data-selected={selected || undefined} onClick={open}>
      <Table.Td className="number">
        <button
          type="button"
          className="row-button mono"
          aria-label={t('live.open', { time: format.clock(auction.atMs), media: auction.media })}
          onClick={(event) => {
            event.stopPropagation();
            open();
          }}
        >
          {format.clock(auction.atMs)}
        </button>
      </Table.Td>
      <Table.Td>{auction.media || t('common.unnamed')}</Table.Td>
      <Table.Td>
        <Text inherit truncate maw={220} title={placements}>
          {placements}
        </Text>
      </Table.Td>
      <Table.Td>{countryName(auction.country, i18n.language) ?? t('common.unknown')}</Table.Td>
      <Table.Td>{word('device', auction.deviceType)}</Table.Td>
      <Table.Td>
        <span className="mono">{auction.regime}</span>
      </Table.Td>
      <Table.Td>
        <StateBadge color={OUTCOME_COLORS[summary.outcome]}>{t(`outcome.${summary.outcome}`)}</StateBadge>
      </Table.Td>
      <Table.Td>{summary.winners.join(', ') || '–'}</Table.Td>
      <Table.Td data-number>
        {summary.priceMicros === undefined ? '–' : format.money(summary.priceMicros, summary.currency)}
      </Table.Td>
      <Table.Td data-number>{format.ms(auction.durationMs)}</Table.Td>
    </Table.Tr>
  );
});
