import type { CompiledPolicy } from '../rows.ts';

/** A row of the compiled policy: the section it stands in (`fields`, `purposes`, `contracts`, …) and its name there. */
export interface ClauseRow {
  readonly section: string;
  readonly name: string;
}

/**
 * The rows that declare a promise: whatever names it as its `clause`, and the contracts of a recipient class that does. It goes
 * through every table there is, so that a new section of the language needs no word here.
 */
export function clauseRows(policy: CompiledPolicy, clause: string): readonly ClauseRow[] {
  const rows = Object.entries(policy).flatMap(([section, table]: [string, unknown]) =>
    rowsOf(table)
      .filter((row) => row['clause'] === clause)
      .map((row) => ({ section, name: nameOf(row) })),
  );
  const classes = new Set(rows.filter((row) => row.section === 'recipientClasses').map((row) => row.name));
  const contracts = [...policy.contracts.values()].filter((contract) => classes.has(contract.recipientClass));
  return [...rows, ...contracts.map(({ name }) => ({ section: 'contracts', name }))];
}

type Row = Readonly<Record<string, unknown>>;

/** Tables are lists of rows; an index over one (a map from id to row) would count its rows twice. */
function rowsOf(table: unknown): readonly Row[] {
  return Array.isArray(table) ? table.filter(isRow) : [];
}

const isRow = (row: unknown): row is Row => typeof row === 'object' && row !== null && !Array.isArray(row);

const nameOf = (row: Row): string => String(row['name'] ?? row['id'] ?? '');
