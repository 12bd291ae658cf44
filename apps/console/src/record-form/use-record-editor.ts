import { useState } from 'react';
import { draftOf, recordOf } from './draft.ts';
import type { Draft, DraftValue, Field } from './field.ts';

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * One record in two views: inputs, and its JSON. Going over to the other one takes along what stands in this one; the JSON
 * is saved as it stands, so that nothing is lost which no input shows.
 */
export function useRecordEditor(fields: readonly Field[], record: JsonObject) {
  const [original, setOriginal] = useState(record);
  const [draft, setDraft] = useState<Draft>(() => draftOf(fields, record));
  const [text, setText] = useState<string>();
  const typed = text === undefined ? undefined : objectIn(text);
  const load = (other: JsonObject) => {
    setOriginal(other);
    setDraft(draftOf(fields, other));
  };
  return {
    draft,
    text,
    /** Whether the JSON, where it is shown, is an object. */
    sound: text === undefined || typed !== undefined,
    setText,
    change: (path: string, value: DraftValue) => setDraft((before) => ({ ...before, [path]: value })),
    showJson: () => setText(JSON.stringify(recordOf(fields, draft, { original }).record, null, 2)),
    showForm: () => {
      if (typed === undefined) return;
      load(typed);
      setText(undefined);
    },
    /** Puts another record into both views, and shows the one that is shown. */
    replace: (other: JsonObject) => {
      load(other);
      if (text !== undefined) setText(JSON.stringify(other, null, 2));
    },
    read: () =>
      typed === undefined
        ? recordOf(fields, draft, { original })
        : { record: typed, faults: new Map<string, never>() },
  };
}

export type RecordEditor = ReturnType<typeof useRecordEditor>;

function objectIn(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
