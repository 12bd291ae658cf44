import { useQuery } from '@tanstack/react-query';
import { queries } from '../../../api/queries.ts';
import type { Draft } from '../../../record-form/field.ts';

/** The id in the form, where a record of that id is stored: a new one has delivered nothing. */
export function useStored(collection: 'line-items' | 'orders', draft: Draft): string | undefined {
  const records = useQuery(queries.collection(collection));
  const id = String(draft['id'] ?? '').trim();
  return records.data?.some((record) => record.id === id) ? id : undefined;
}
