import { PROBLEMS, ROUTES } from '@jianchat/api-contract';
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

it('names why a record is not removed', () => {
  const { paths } = openApiDocument(ROUTES, 'https://ads.example') as {
    paths: Record<string, { delete?: { responses: Record<string, { description: string }> } }>;
  };
  const whyNot = (name: string) => paths[`/api/${name}/{id}`]?.delete?.responses['409']?.description ?? '';
  expect(whyNot('accounts')).toMatch(/record\.referenced.*record\.kept/);
  expect(whyNot('line-items')).toMatch(/record\.referenced.*record\.delivered/);
  expect(whyNot('media')).toMatch(/record\.referenced/);
  expect(whyNot('media')).not.toMatch(/record\.(kept|delivered)/);
});

it('names every problem that a route answers with', () => {
  const { paths } = openApiDocument(ROUTES, 'https://ads.example') as { paths: object };
  const named = new Set(
    [...JSON.stringify(paths).matchAll(/`([a-zA-Z]+\.[a-zA-Z]+)`: /g)].map(([, code]) => code),
  );
  expect(Object.keys(PROBLEMS).filter((code) => !named.has(code))).toEqual(['route.unknown']);
});
