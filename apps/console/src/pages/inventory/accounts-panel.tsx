import { IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Item } from '../../api/routes.ts';
import { useFormat } from '../../format/use-format.ts';
import { FORM_SCHEMAS } from '../../generated/form-schemas.gen.ts';
import type { Column } from '../../parts/data-table.tsx';
import { EnabledBadge } from '../../parts/enabled-badge.tsx';
import { NameCell } from '../../parts/name-cell.tsx';
import { CollectionPanel } from '../../record-form/collection-panel.tsx';
import type { Field } from '../../record-form/field.ts';
import { otherFields } from '../../record-form/other-fields.ts';
import { schemaField } from '../../record-form/schema-field.tsx';
import { useFormWords } from '../../schema-form/use-form-words.ts';

type Account = Item<'accounts'>;

/** Media accounts: who earns, in which currency and which part of each price. */
export function AccountsPanel() {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useFormWords();
  const columns: readonly Column<Account>[] = [
    {
      key: 'id',
      title: t('inventory.account'),
      sortBy: (account) => account.id,
      cell: (account) => <NameCell id={account.id} name={account.name} />,
    },
    {
      key: 'currency',
      title: t('field.currency'),
      sortBy: (account) => account.currency,
      cell: (account) => account.currency,
    },
    {
      key: 'share',
      title: t('field.revenueShare'),
      number: true,
      sortBy: (account) => account.revenueShareBps,
      cell: (account) => format.percent(account.revenueShareBps / 10_000),
    },
    {
      key: 'enabled',
      title: t('field.state'),
      cell: (account) => <EnabledBadge enabled={account.enabled} />,
    },
  ];
  const fields: readonly Field[] = [
    { kind: 'text', path: 'id', label: t('field.id'), hint: t('field.idHint'), required: true },
    { kind: 'text', path: 'name', label: t('field.name'), required: true },
    { kind: 'text', path: 'currency', label: t('field.currency'), hint: t('field.currencyHint') },
    {
      kind: 'percent',
      path: 'revenueShareBps',
      label: t('field.revenueShare'),
      hint: t('field.revenueShareHint'),
    },
    { kind: 'switch', path: 'enabled', label: t('common.enabled'), unset: true },
    schemaField({
      path: 'settings',
      label: words.label('settings'),
      schema: FORM_SCHEMAS.accounts.properties?.['settings'],
    }),
  ];
  return (
    <CollectionPanel
      collection="accounts"
      noun={t('inventory.account')}
      icon={IconUsers}
      emptyText={t('inventory.noAccounts')}
      columns={columns}
      fields={[...fields, ...otherFields('accounts', fields, words)]}
      start={{ currency: 'USD', revenueShareBps: 8000 }}
      minWidth={480}
    />
  );
}
