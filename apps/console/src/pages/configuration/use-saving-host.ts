import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/client.ts';
import { ProblemError } from '../../api/problem-error.ts';
import {
  type Conflict,
  type JsonObject,
  type Seen,
  saveSeen,
  seenOf,
} from '../../record-form/conflict/save-seen.ts';
import type { FieldFaults } from '../../record-form/field.ts';
import { faultsByPath } from '../../record-form/field-faults.ts';

interface SavingHostOptions {
  readonly opened: Seen;
  readonly host: JsonObject;
  readonly onTake: (host: JsonObject) => void;
}

/** Saves the host's settings as a change of what was seen of them. */
export function useSavingHost({ opened, host, onTake }: SavingHostOptions) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [seen, setSeen] = useState(opened);
  const [faults, setFaults] = useState<FieldFaults>({});
  const [conflict, setConflict] = useState<Conflict>();
  const saving = useMutation({
    mutationFn: async (on: Seen) => {
      let saved = on;
      const met = await saveSeen(host, {
        put: async () => {
          saved = seenOf({ ...(await call('putHostSettings', { body: host, seen: on.revision })) });
        },
        load: async () => seenOf({ ...(await call('hostSettings')) }),
      });
      return { met, saved };
    },
    onMutate: () => setFaults({}),
    onSuccess: async ({ met, saved }) => {
      setConflict(met);
      if (met !== undefined) return;
      setSeen(saved);
      await queryClient.invalidateQueries({ queryKey: ['host'] });
      await queryClient.invalidateQueries({ queryKey: ['export'] });
      notifications.show({ color: 'teal', message: t('hostForm.saved') });
    },
    onError: (error) => {
      setConflict(undefined);
      if (error instanceof ProblemError) setFaults(faultsByPath(error.faults));
    },
  });
  return {
    faults,
    save: () => saving.mutate(seen),
    pending: saving.isPending,
    problem: saving.error,
    modal: {
      conflict,
      base: seen.record,
      onTake: (record: JsonObject, theirs: Seen) => {
        onTake(record);
        setSeen(theirs);
        setConflict(undefined);
      },
      onOverwrite: (theirs: Seen | undefined) => saving.mutate(theirs ?? seen),
      onClose: () => setConflict(undefined),
    },
  };
}
