import { Alert, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core';
import { IconCheck, IconInfoCircle, IconScale } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries.ts';
import { useMe } from '../../api/use-me.ts';
import { useFormat } from '../../format/use-format.ts';
import { NothingHere } from '../../parts/nothing-here.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { TableSkeleton } from '../../parts/table-skeleton.tsx';
import { BalanceTable } from './balance-table.tsx';
import { type Books, booksOf } from './books.ts';

/** Who owes whom: the balances of the double-entry ledger, one set of books per currency. */
export default function MoneyPage() {
  const { t } = useTranslation();
  const balances = useQuery(queries.balances());
  const books = booksOf(balances.data?.balances ?? []);
  return (
    <>
      <PageHeader title={t('nav.money')} description={t('money.description')} />
      <Stack gap="sm">
        {balances.error && <ProblemNotice error={balances.error} onRetry={() => void balances.refetch()} />}
        {balances.isPending && <MoneySkeleton />}
        {balances.data && books.length === 0 && (
          <div className="panel">
            <NothingHere icon={IconScale} title={t('money.empty')} description={t('money.emptyText')} />
          </div>
        )}
        {books.map((book) => (
          <CurrencyBooks key={book.currency} books={book} />
        ))}
        <Panel title={t('money.howTitle')}>
          <Text size="sm" maw={760}>
            {t('money.how')}
          </Text>
        </Panel>
      </Stack>
    </>
  );
}

function CurrencyBooks({ books }: { readonly books: Books }) {
  const { t } = useTranslation();
  const format = useFormat();
  const me = useMe();
  const money = (micros: number) => format.money(micros, books.currency);
  // A media caller sees its own accounts only; one side of an entry never sums to zero.
  const seesAll = me?.role !== 'media';
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm" verticalSpacing="sm">
        <Sum label={t('money.owed')} text={t('money.owedText')} value={money(books.owedMicros)} />
        <Sum label={t('money.owes')} text={t('money.owesText')} value={money(books.owesMicros)} />
        <Sum label={t('money.earned')} text={t('money.earnedText')} value={money(books.earnedMicros)} />
      </SimpleGrid>
      {seesAll && books.sumMicros !== 0 && (
        <Alert color="red" icon={<IconInfoCircle />} role="alert">
          {t('money.unbalanced', { currency: books.currency, sum: money(books.sumMicros) })}
        </Alert>
      )}
      <Panel
        title={`${t('money.table')} ${books.currency}`}
        flush
        actions={
          seesAll && books.sumMicros === 0 ? (
            <Text size="xs" fw={500} c="light-dark(#0b6e4f, #63d3a6)">
              <IconCheck size={13} aria-hidden style={{ verticalAlign: '-2px' }} />{' '}
              {t('money.balanced', { currency: books.currency })}
            </Text>
          ) : undefined
        }
      >
        <BalanceTable books={books} />
      </Panel>
    </>
  );
}

function Sum({
  label,
  text,
  value,
}: {
  readonly label: string;
  readonly text: string;
  readonly value: string;
}) {
  return (
    <div className="panel" style={{ padding: '12px 14px' }}>
      <Text size="sm" c="dimmed" fw={500}>
        {label}
      </Text>
      <Text fz={24} fw={650} lh={1.35} className="number" style={{ letterSpacing: '-0.02em' }}>
        {value}
      </Text>
      <Text size="xs" c="dimmed">
        {text}
      </Text>
    </div>
  );
}

function MoneySkeleton() {
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm" verticalSpacing="sm">
        <Skeleton h={96} />
        <Skeleton h={96} />
        <Skeleton h={96} />
      </SimpleGrid>
      <div className="panel">
        <TableSkeleton />
      </div>
    </>
  );
}
