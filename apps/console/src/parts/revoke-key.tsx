import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ConfirmModal } from './confirm-modal.tsx';

interface RevokeKeyProps<K> {
  /** Undefined while none is to be revoked. */
  readonly of: K | undefined;
  readonly name: (key: K) => string;
  readonly text: string;
  readonly revoke: (key: K) => Promise<unknown>;
  /** The list that it stands in. */
  readonly listed: (key: K) => readonly unknown[];
  readonly onClose: () => void;
}

/** Asks before a key is revoked, and revokes it. */
export function RevokeKey<K>({ of, name, text, revoke, listed, onClose }: RevokeKeyProps<K>) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const revoking = useMutation({
    mutationFn: revoke,
    onSuccess: async (_, key) => {
      await queryClient.invalidateQueries({ queryKey: listed(key) });
      onClose();
    },
  });
  return (
    <ConfirmModal
      opened={of !== undefined}
      title={of === undefined ? '' : t('keys.revokeNamed', { name: name(of) })}
      text={text}
      confirm={t('keys.revoke')}
      busy={revoking.isPending}
      error={revoking.error}
      onConfirm={() => of !== undefined && revoking.mutate(of)}
      onClose={() => {
        revoking.reset();
        onClose();
      }}
    />
  );
}
