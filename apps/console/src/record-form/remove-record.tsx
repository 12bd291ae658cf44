import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { removeItem } from '../api/client.ts';
import type { CollectionName } from '../api/routes.ts';
import { ConfirmModal } from '../parts/confirm-modal.tsx';

interface RemoveRecordProps {
  readonly collection: CollectionName;
  readonly id: string;
  readonly onRemoved: () => void;
}

/** Removes a record after asking; the server refuses while others refer to it, and the dialog says so. */
export function RemoveRecord({ collection, id, onRemoved }: RemoveRecordProps) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const removing = useMutation({
    mutationFn: () => removeItem(collection, id),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['collection', collection] });
      notifications.show({ color: 'teal', message: t('form.removed', { id }) });
      onRemoved();
    },
  });
  return (
    <>
      <Button variant="subtle" color="red" onClick={() => setAsking(true)}>
        {t('common.remove')}
      </Button>
      <ConfirmModal
        opened={asking}
        title={t('form.removeTitle', { id })}
        text={t('form.removeText')}
        confirm={t('common.remove')}
        busy={removing.isPending}
        error={removing.error}
        onConfirm={() => removing.mutate()}
        onClose={() => {
          setAsking(false);
          removing.reset();
        }}
      />
    </>
  );
}
