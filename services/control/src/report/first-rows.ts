const LIMIT_DEFAULT = 1000;

/** As many rows as were asked for, and whether there are more. */
export async function firstRows<Row>(
  limit: number | undefined,
  read: (limit: number) => Promise<readonly Row[]>,
): Promise<{ readonly rows: Row[]; readonly more: boolean }> {
  const most = limit ?? LIMIT_DEFAULT;
  const rows = await read(most + 1);
  return { rows: rows.slice(0, most), more: rows.length > most };
}
