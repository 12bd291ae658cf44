import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format/use-format.ts';
import { type Column, DataTable, type Sort, sortRows } from '../../parts/data-table.tsx';
import { StateBadge } from '../../parts/state-badge.tsx';
import { useWords } from '../../texts/words.ts';
import { type Balance, type Books, type Meaning, meaningOf } from './books.ts';

const COLORS: Record<Meaning, string> = {
  debit: 'blue',
  credit: 'orange',
  income: 'teal',
  expense: 'red',
  settled: 'gray',
};

/** Each ledger account with its balance and what that says in words. */
export function BalanceTable({ books }: { readonly books: Books }) {
  const { t } = useTranslation();
  const format = useFormat();
  const word = useWords();
  const [sort, setSort] = useState<Sort>({ key: 'balance', descending: true });
  const columns: readonly Column<Balance>[] = [
    {
      key: 'owner',
      title: t('money.who'),
      sortBy: (balance) => balance.owner,
      cell: (balance) => <span style={{ fontWeight: 550 }}>{balance.owner}</span>,
    },
    {
      key: 'kind',
      title: t('money.kind'),
      sortBy: (balance) => balance.kind,
      cell: (balance) => word('ledgerKind', balance.kind),
    },
    {
      key: 'meaning',
      title: t('money.direction'),
      sortBy: (balance) => meaningOf(balance),
      cell: (balance) => (
        <StateBadge color={COLORS[meaningOf(balance)]}>{t(`money.${meaningOf(balance)}`)}</StateBadge>
      ),
    },
    {
      key: 'events',
      title: t('money.events'),
      number: true,
      sortBy: (balance) => balance.events,
      cell: (balance) => format.count(balance.events),
    },
    {
      key: 'balance',
      title: t('money.balance'),
      number: true,
      sortBy: (balance) => Math.abs(balance.balanceMicros),
      cell: (balance) => (
        <span style={{ fontWeight: 600 }}>
          {format.money(Math.abs(balance.balanceMicros), books.currency)}
        </span>
      ),
    },
  ];
  return (
    <DataTable
      label={t('money.table')}
      columns={columns}
      rows={sortRows(books.balances, columns, sort)}
      rowKey={(balance) => `${balance.kind} ${balance.owner}`}
      sort={sort}
      onSort={setSort}
      minWidth={600}
    />
  );
}
