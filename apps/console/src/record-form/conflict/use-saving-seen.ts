import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemError } from '../../api/problem-error.ts';
import type { FieldFaults } from '../field.ts';
import { type Conflict, type JsonObject, type Seen, saveSeen } from './save-seen.ts';

interface SavingSeen {
  /** What was opened; undefined for a new record. */
  readonly opened: Seen | undefined;
  /** Sends a record as a change of what was seen, and gives what is there then. */
  readonly put: (record: JsonObject, on: Seen | undefined) => Promise<Seen>;
  /** What is there now; undefined where there is nothing any more. */
  readonly load: (record: JsonObject) => Promise<Seen | undefined>;
  readonly faultsOf: (error: ProblemError) => FieldFaults;
  /** Puts a record into the form. */
  readonly onTake: (record: JsonObject) => void;
  /** What may be known of it is old: after a save, and where somebody else was quicker. */
  readonly onOld: () => Promise<void>;
  readonly onSaved: (record: JsonObject) => void;
}

/** Saves as a change of what was seen, and keeps what comes back: faults by input, or a conflict with what somebody else saved meanwhile. */
export function useSavingSeen({ opened, put, load, faultsOf, onTake, onOld, onSaved }: SavingSeen) {
  const [seen, setSeen] = useState(opened);
  const [faults, setFaults] = useState<FieldFaults>({});
  const [conflict, setConflict] = useState<Conflict>();
  const saving = useMutation({
    mutationFn: async ({ record, on }: { record: JsonObject; on: Seen | undefined }) => {
      let saved = on;
      const met = await saveSeen(record, {
        put: async () => {
          saved = await put(record, on);
        },
        load: () => load(record),
      });
      return { met, saved };
    },
    onMutate: () => setFaults({}),
    onSuccess: async ({ met, saved }, { record }) => {
      setConflict(met);
      if (met === undefined) setSeen(saved);
      await onOld();
      if (met === undefined) onSaved(record);
    },
    onError: (error) => {
      setConflict(undefined);
      if (error instanceof ProblemError) setFaults(faultsOf(error));
    },
  });
  return {
    seen,
    faults,
    pending: saving.isPending,
    problem: saving.error,
    save: (record: JsonObject) => saving.mutate({ record, on: seen }),
    /** Nothing is sent of what can't be read. */
    refuse: (unread: FieldFaults) => {
      saving.reset();
      setFaults(unread);
    },
    modal: {
      conflict,
      base: seen?.record ?? {},
      busy: saving.isPending,
      onTake: (record: JsonObject, theirs: Seen) => {
        onTake(record);
        setSeen(theirs);
        setFaults({});
        setConflict(undefined);
      },
      onOverwrite: (theirs: Seen | undefined) => {
        if (conflict !== undefined) saving.mutate({ record: conflict.yours, on: theirs });
      },
      onClose: () => setConflict(undefined),
    },
  };
}
