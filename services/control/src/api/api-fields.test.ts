import { apiPlaces, ROUTES, type Route, route } from '@jianchat/api-contract';
import { compareApi } from '@jianchat/policy';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { testPolicy } from '../testing/start-test-control.ts';

/** What released versions declare and no route has any more: an installation that stands at one of them must start with this build. */
const FORMER_PLACES = ['line-items.cost.totalMicros'];

describe('what enters and leaves by the control API', () => {
  it('C1 C4 S1: is declared in the policy, member by member, and nothing is declared that is not there', () => {
    expect(compareApi(testPolicy, [...apiPlaces(), ...FORMER_PLACES]).map(({ message }) => message)).toEqual(
      [],
    );
    expect(apiPlaces().length).toBeGreaterThan(100);
  });

  it('K6: is told of a new member of a body, a query and an answer, with what to write', () => {
    const diary = route({
      method: 'PUT',
      path: '/api/diary/:id',
      summary: '',
      roles: ['operator'],
      query: z.strictObject({ day: z.string() }),
      body: z.strictObject({ mood: z.array(z.object({ note: z.string().optional() })) }),
      answer: z.object({ stars: z.record(z.string(), z.int().nullable()) }),
    });
    const faults = compareApi(testPolicy, [
      ...apiPlaces([...ROUTES, diary] as readonly Route[]),
      ...FORMER_PLACES,
    ]);
    expect(faults.map(({ place }) => place)).toEqual(['diary.day', 'diary.mood.note', 'diary.stars']);
    expect(faults[1]?.message).toContain('api: ["diary.mood.note"]');
  });
});
