import { expect, it } from 'vitest';
import { withDottedPaths } from './dotted-paths.ts';

const laid = (...parameters: readonly (readonly [string, string])[]) =>
  withDottedPaths({}, new URLSearchParams(parameters.map(([path, value]) => [`req.${path}`, value])));

it('K2: lists within lists do not multiply what an address asks for', () => {
  const list = JSON.stringify(Array.from({ length: 300 }, () => ({})));
  const request = laid(['a', list], ['a.b', list], ['a.b.c', list], ['a.b.c.d', '1']);
  expect(JSON.stringify(request).length).toBeLessThan(1_000_000);
  expect(request).toMatchObject({ a: expect.arrayContaining([{ b: expect.any(Array) }]) });
});

it('K2: lists directly in lists are left alone, however deep they are', () => {
  const deep = `${'['.repeat(5_000)}${']'.repeat(5_000)}`;
  // As text: what compares values walks down by calling itself.
  expect(JSON.stringify(laid(['site', deep], ['site.page', '"x"']))).toBe(`{"site":${deep}}`);
});

it('lays a value over each object of a list, and over one of them by its place', () => {
  const two = '[{"id":"1"},{"id":"2"}]';
  expect(laid(['imp', two], ['imp.bidfloor', '3'], ['imp.1.id', '"b"'])).toEqual({
    imp: [
      { id: '1', bidfloor: 3 },
      { id: 'b', bidfloor: 3 },
    ],
  });
});
