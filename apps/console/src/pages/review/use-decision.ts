import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/client.ts';
import type { Verdict } from './decision-form.tsx';

/** Decides about a creative; every list of creatives is read again afterwards. */
export function useDecision(onDecided: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ hash, decision, reason }: Verdict & { readonly hash: string }) =>
      call('decideCreative', {
        params: { hash },
        body: { decision, ...(reason !== undefined && { reason }) },
      }),
    onSuccess: () => {
      onDecided();
      return client.invalidateQueries({ queryKey: ['creative-reviews'] });
    },
  });
}
