import { expect, it } from 'vitest';
import { workersState } from './workers-state.ts';

const part = (status: 'ready' | 'down') => ({ name: 'exchange', status, detail: 'its detail' });
const report = (status: 'ready' | 'down', ...notes: string[]) => ({
  parts: [part(status)],
  notes,
  metrics: [],
});

it('workers that are well are told with what they note, once, and what any of them lacks', async () => {
  const reports = async () => [
    report('ready', 'many ads'),
    report('ready', 'many ads', 'no key'),
    report('down'),
  ];
  expect(await workersState({ size: 3, reports })).toEqual({
    name: 'exchange',
    status: 'degraded',
    detail: '2 of 3 workers; exchange: its detail',
    notes: ['many ads', 'no key'],
  });
});
