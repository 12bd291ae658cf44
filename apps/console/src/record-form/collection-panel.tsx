import { Button, Group, Switch, TextInput } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import { IconFilterOff, IconPlus, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries } from '../api/queries.ts';
import type { CollectionName, Item } from '../api/routes.ts';
import { useMayEdit } from '../api/use-me.ts';
import { type Column, DataTable, type Sort, sortRows } from '../parts/data-table.tsx';
import { NothingHere } from '../parts/nothing-here.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { TableSkeleton } from '../parts/table-skeleton.tsx';
import { seenOf } from './conflict/save-seen.ts';
import type { Draft, Field } from './field.ts';
import { RecordDrawer, type RecordDrawerProps } from './record-drawer.tsx';

interface CollectionPanelProps<N extends CollectionName> {
  readonly collection: N;
  readonly noun: string;
  readonly icon: Icon;
  readonly emptyText: string;
  readonly columns: readonly Column<Item<N>>[];
  readonly fields: readonly Field[];
  /** What a new record starts from. */
  readonly start: Readonly<Record<string, unknown>>;
  readonly minWidth?: number;
  readonly aside?: (draft: Draft) => ReactNode;
  readonly lead?: (draft: Draft) => ReactNode;
}

type Editing = Pick<RecordDrawerProps, 'record' | 'revision'>;

/** A collection as a table with search, and its records in a drawer: the same room for everything that is configured. */
export function CollectionPanel<N extends CollectionName>(props: CollectionPanelProps<N>) {
  const { collection, noun, fields, start } = props;
  const { t } = useTranslation();
  const mayEdit = useMayEdit();
  const [search, setSearch] = useState('');
  const [wantsArchived, setWantsArchived] = useState(false);
  const [editing, setEditing] = useState<Editing>();
  const items = useQuery(queries.collection(collection));
  const all = items.data ?? [];
  const archived = all.filter(isArchived).length;
  const showsArchived = wantsArchived && archived > 0;
  const found = all.filter((item) => isArchived(item) === showsArchived && contains(item, search));
  return (
    <section className="panel" aria-label={noun}>
      <Group p="sm" justify="space-between" gap="xs">
        <TextInput
          aria-label={t('form.search')}
          placeholder={t('form.search')}
          leftSection={<IconSearch size={15} />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          style={{ flex: '1 1 180px', maxWidth: 320 }}
        />
        {archived > 0 && (
          <Switch
            size="xs"
            label={t('form.showArchived', { count: archived })}
            checked={showsArchived}
            onChange={(event) => setWantsArchived(event.currentTarget.checked)}
            style={{ marginInlineEnd: 'auto' }}
          />
        )}
        {mayEdit && (
          <Button
            leftSection={<IconPlus size={15} />}
            onClick={() => setEditing({ record: start, revision: undefined })}
          >
            {t('form.new', { noun: noun.toLocaleLowerCase() })}
          </Button>
        )}
      </Group>
      {items.isPending && <TableSkeleton />}
      {items.error && (
        <Group p="sm" grow>
          <ProblemNotice error={items.error} onRetry={() => void items.refetch()} />
        </Group>
      )}
      {items.data && (
        <Found
          {...props}
          found={found}
          searched={items.data.length > 0}
          onOpen={(item) => setEditing(seenOf({ ...item }))}
        />
      )}
      {editing && (
        <RecordDrawer
          collection={collection}
          noun={noun}
          fields={fields}
          {...editing}
          readOnly={!mayEdit}
          onClose={() => setEditing(undefined)}
          aside={props.aside}
          lead={props.lead}
        />
      )}
    </section>
  );
}

interface FoundProps<N extends CollectionName> extends CollectionPanelProps<N> {
  readonly found: readonly Item<N>[];
  /** There are records, though the search may find none. */
  readonly searched: boolean;
  readonly onOpen: (item: Item<N>) => void;
}

function Found<N extends CollectionName>(props: FoundProps<N>) {
  const { noun, columns, found, onOpen } = props;
  const { t } = useTranslation();
  const [sort, setSort] = useState<Sort>({ key: 'id', descending: false });
  if (found.length === 0) {
    return props.searched ? (
      <NothingHere icon={IconFilterOff} title={t('form.noMatch')} />
    ) : (
      <NothingHere icon={props.icon} title={t('form.empty', { noun })} description={props.emptyText} />
    );
  }
  const opening: readonly Column<Item<N>>[] = columns.map((column, index) =>
    index === 0
      ? {
          ...column,
          cell: (item) => <OpenButton onOpen={() => onOpen(item)}>{column.cell(item)}</OpenButton>,
        }
      : column,
  );
  return (
    <DataTable
      label={noun}
      columns={opening}
      rows={sortRows(found, columns, sort)}
      rowKey={(item) => item.id}
      sort={sort}
      onSort={setSort}
      onOpen={onOpen}
      minWidth={props.minWidth ?? 640}
      spacing="sm"
    />
  );
}

/** The row's first cell is a button, so that the keyboard opens it as the pointer opens the row. */
function OpenButton({ onOpen, children }: { readonly onOpen: () => void; readonly children: ReactNode }) {
  return (
    <button
      type="button"
      className="row-button"
      onClick={(event) => {
        event.stopPropagation();
        onOpen();
      }}
    >
      {children}
    </button>
  );
}

/** Of the collections that put records away. */
const isArchived = (item: object): boolean => 'archived' in item && item.archived === true;

/** Searches all text of a record, ids of others included. */
function contains(item: object, search: string): boolean {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const text = JSON.stringify(Object.values(item)).toLowerCase();
  return words.every((word) => text.includes(word));
}
