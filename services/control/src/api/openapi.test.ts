import { ROUTES } from '@jianchat/api-contract';
import { expect, it } from 'vitest';
import { openApiDocument } from './openapi.ts';

it('leads every reference somewhere, those of rules that stand in themselves too', () => {
  const document = openApiDocument(ROUTES, 'https://ads.example');
  const text = JSON.stringify(document);
  const names = new Set([...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, name]) => name));
  expect([...names].sort()).toEqual(['#/components/schemas/Problem', '#/components/schemas/TargetingRule']);
  expect(Object.keys((document as { components: { schemas: object } }).components.schemas).sort()).toEqual([
    'Problem',
    'TargetingRule',
  ]);
  expect(text).not.toContain('$defs');
});
