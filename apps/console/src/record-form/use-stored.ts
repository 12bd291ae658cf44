import { useQuery } from '@tanstack/react-query';
import { queries } from '../api/queries.ts';
import type { CollectionName } from '../api/routes.ts';
import type { Draft } from './field.ts';

/** The id in the form, where a record of that id is stored: nothing belongs yet to one that is being made. */
export function useStored(collection: CollectionName, draft: Draft): string | undefined {
  const records = useQuery(queries.collection(collection));
  const id = String(draft['id'] ?? '').trim();
  return records.data?.some((record) => record.id === id) ? id : undefined;
}
