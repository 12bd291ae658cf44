import { Table, VisuallyHidden } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';

export interface Column<R> {
  readonly key: string;
  readonly title: string;
  /** Told to screen readers alone: what stands below says it to the eye. */
  readonly titleHidden?: boolean;
  readonly number?: boolean;
  /** Never broken into lines: a date, for one. */
  readonly nowrap?: boolean;
  /** Value to sort by; a column without it cannot be sorted. Undefined sorts last. */
  readonly sortBy?: (row: R) => number | string | undefined;
  readonly cell: (row: R) => ReactNode;
  readonly total?: ReactNode;
}

export interface Sort {
  readonly key: string;
  readonly descending: boolean;
}

interface DataTableProps<R> {
  readonly label: string;
  readonly columns: readonly Column<R>[];
  readonly rows: readonly R[];
  readonly rowKey: (row: R) => string;
  readonly sort?: Sort | undefined;
  readonly onSort?: (sort: Sort) => void;
  readonly onOpen?: ((row: R) => void) | undefined;
  readonly minWidth?: number;
  readonly totals?: boolean;
  /** The first column stays in sight while the others scroll sideways. */
  readonly pinned?: boolean;
  /** Narrower where many columns stand side by side. */
  readonly spacing?: 'xs' | 'sm' | 'md';
}

/** Rows under named columns. Sorting is the caller's state, so that a page can keep it in the URL. */
export function DataTable<R>(props: DataTableProps<R>) {
  const { label, columns, rows, rowKey, sort, onSort, onOpen, totals } = props;
  return (
    <Table.ScrollContainer minWidth={props.minWidth ?? 560} type="native">
      <Table
        className="table"
        aria-label={label}
        data-pinned={props.pinned || undefined}
        verticalSpacing={7}
        horizontalSpacing={props.spacing ?? 'md'}
      >
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <HeaderCell key={column.key} column={column} sort={sort} onSort={onSort} />
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr
              key={rowKey(row)}
              data-openable={onOpen ? true : undefined}
              onClick={onOpen ? () => onOpen(row) : undefined}
            >
              {columns.map((column) => (
                <Table.Td
                  key={column.key}
                  data-number={column.number || undefined}
                  data-nowrap={column.nowrap || undefined}
                >
                  {column.cell(row)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
        {totals && (
          <Table.Tfoot>
            <Table.Tr>
              {columns.map((column) => (
                <Table.Td key={column.key} data-number={column.number || undefined}>
                  {column.total}
                </Table.Td>
              ))}
            </Table.Tr>
          </Table.Tfoot>
        )}
      </Table>
    </Table.ScrollContainer>
  );
}

interface HeaderCellProps<R> {
  readonly column: Column<R>;
  readonly sort: Sort | undefined;
  readonly onSort: ((sort: Sort) => void) | undefined;
}

function HeaderCell<R>({ column, sort, onSort }: HeaderCellProps<R>) {
  const sorted = sort?.key === column.key ? sort : undefined;
  const state = sorted ? (sorted.descending ? 'descending' : 'ascending') : 'none';
  const sortable = column.sortBy !== undefined && onSort !== undefined;
  const Arrow = sorted?.descending === false ? IconArrowUp : IconArrowDown;
  return (
    <Table.Th scope="col" data-number={column.number || undefined} aria-sort={sortable ? state : undefined}>
      {sortable ? (
        <button
          type="button"
          className="sort-button"
          onClick={() => onSort({ key: column.key, descending: !(sorted?.descending ?? false) })}
        >
          {column.title}
          <Arrow size={12} aria-hidden style={{ visibility: sorted ? 'visible' : 'hidden' }} />
        </button>
      ) : column.titleHidden ? (
        <VisuallyHidden>{column.title}</VisuallyHidden>
      ) : (
        column.title
      )}
    </Table.Th>
  );
}

/** The rows in the order asked for; rows without a value come last either way. Does not change its input. */
export function sortRows<R>(rows: readonly R[], columns: readonly Column<R>[], sort: Sort): readonly R[] {
  const read = columns.find((column) => column.key === sort.key)?.sortBy;
  if (!read) return rows;
  const sign = sort.descending ? -1 : 1;
  return rows.toSorted((a, b) => {
    const left = read(a);
    const right = read(b);
    if (left === undefined || right === undefined)
      return Number(left === undefined) - Number(right === undefined);
    if (typeof left === 'number' && typeof right === 'number') return sign * (left - right);
    return sign * String(left).localeCompare(String(right));
  });
}
