import type { ChoiceStore } from '@jianchat/identity';
import { CHOICES, choiceKey, type HotState } from './hot-state.ts';

/** Keeps people's own choices in hot state: one small read per identifier on the request path. */
export function choicesInHotState(hot: HotState): ChoiceStore {
  return {
    read: (identifier) => hot.readBytes(choiceKey(identifier)) ?? (hot.ready() ? undefined : 'unreadable'),
    async write(records) {
      await hot.change([records.map(([identifier, value]) => ({ key: choiceKey(identifier), value }))]);
    },
    remove: (records) =>
      hot.change(records.map(([identifier, was]) => [{ key: choiceKey(identifier), value: undefined, was }])),
    async list({ after, limit }) {
      const from = after === undefined ? undefined : choiceKey(after);
      const keys = await hot.listKeys(CHOICES, { after: from, limit });
      return keys.map((key) => key.slice(CHOICES.length));
    },
  };
}
