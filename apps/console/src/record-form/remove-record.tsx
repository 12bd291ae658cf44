import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { getItem, putItem, removeItem } from '../api/client.ts';
import { ProblemError } from '../api/problem-error.ts';
import type { CollectionName } from '../api/routes.ts';
import { ConfirmModal } from '../parts/confirm-modal.tsx';
import { seenOf } from './conflict/save-seen.ts';

interface RemoveRecordProps {
  readonly collection: CollectionName;
  readonly id: string;
  /** What was seen of it. */
  readonly revision: number;
  readonly onRemoved: () => void;
}

/**
 * Removes a record after asking; the server refuses while others refer to it, and the dialog says so. What has delivered can't be removed:
 * the dialog then asks whether to archive it.
 */
export function RemoveRecord({ collection, id, revision, onRemoved }: RemoveRecordProps) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const [told, setTold] = useState<number>();
  const done = useDone({ collection, onRemoved });
  const removing = useMutation({
    mutationFn: () => removeItem(collection, id, told ?? revision),
    onSuccess: () => done(t('form.removed', { id })),
    onError: async (error) => {
      if (!(error instanceof ProblemError)) return;
      if (error.current) setTold(error.current.revision);
      if (error.code === 'record.removed') await done(t('form.removedBefore', { id }));
    },
  });
  const archiving = useMutation({
    // What is written back has to be what is there.
    mutationFn: async () => {
      const { record, revision: seen } = seenOf({ ...(await getItem(collection, id)) });
      await putItem(collection, id, { record: { ...record, archived: true }, seen });
    },
    onSuccess: () => done(t('form.archived', { id })),
  });
  const met = removing.error instanceof ProblemError ? removing.error.code : undefined;
  const delivered = met === 'record.delivered';
  const changed = met === 'record.changed';
  const [step, words] = delivered ? [archiving, 'archive' as const] : [removing, 'remove' as const];
  return (
    <>
      <Button variant="subtle" color="red" onClick={() => setAsking(true)}>
        {t('common.remove')}
      </Button>
      <ConfirmModal
        opened={asking}
        title={t(`form.${words}Title`, { id })}
        text={t(`form.${words}Text`)}
        confirm={delivered ? t('form.archive') : changed ? t('conflict.removeAnyway') : t('common.remove')}
        busy={step.isPending}
        error={step.error}
        onConfirm={() => step.mutate()}
        onClose={() => {
          setAsking(false);
          setTold(undefined);
          removing.reset();
          archiving.reset();
        }}
      />
    </>
  );
}

function useDone({ collection, onRemoved }: Pick<RemoveRecordProps, 'collection' | 'onRemoved'>) {
  const queryClient = useQueryClient();
  return async (message: string): Promise<void> => {
    await queryClient.invalidateQueries({ queryKey: ['collection', collection] });
    notifications.show({ color: 'teal', message });
    onRemoved();
  };
}
