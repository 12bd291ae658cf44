import { useQuery } from '@tanstack/react-query';
import { queries } from './queries.ts';
import type { Answer } from './routes.ts';

/** The caller. Rooms are shown only once it is known, so that inside of one it is there. */
export function useMe(): Answer<'me'> | undefined {
  return useQuery(queries.me()).data;
}

/** Whether the caller sees what belongs to everybody, or only what is their own. */
export function useSeesAll(): boolean {
  const role = useMe()?.role;
  return role === 'operator' || role === 'auditor';
}

/** Whether the caller may change anything; others see the same rooms without the buttons. */
export function useMayEdit(): boolean {
  return useMe()?.role === 'operator';
}
