import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readAdapterCases } from './adapter-fixture.ts';

const CASE = { description: 'a bid is a bid', request: { id: 'r' }, calls: [], expect: { outcome: 'nobid' } };
let folder: string;
const write = (path: string, json: unknown) =>
  writeFile(join(folder, 'fixtures', path), JSON.stringify(json));
const read = () => readAdapterCases(pathToFileURL(`${folder}/`));

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'adapter-'));
  for (const kind of ['exemplary', 'supplemental'])
    await mkdir(join(folder, 'fixtures', kind), { recursive: true });
  await write('params.json', { valid: [{}], invalid: [1] });
  await write('exemplary/one.json', CASE);
  await write('supplemental/two.json', CASE);
});
afterEach(() => rm(folder, { recursive: true }));

it('reads what is sound', async () => {
  expect((await read()).fixtures.map(({ name }) => name)).toEqual([
    'exemplary/one.json',
    'supplemental/two.json',
  ]);
});

it.each<[string, () => Promise<unknown>]>([
  ['an unknown key', () => write('exemplary/one.json', { ...CASE, expected: {} })],
  ['an unknown key of an answer', () => write('exemplary/one.json', { ...CASE, calls: [{ answr: 1 }] })],
  ['an unknown folder', () => mkdir(join(folder, 'fixtures', 'more'))],
  ['no supplemental case', () => rm(join(folder, 'fixtures', 'supplemental', 'two.json'))],
  ['no exemplary folder', () => rm(join(folder, 'fixtures', 'exemplary'), { recursive: true })],
  ['no case of wrong parameters', () => write('params.json', { valid: [{}], invalid: [] })],
])('refuses %s', async (_what, spoil) => {
  await spoil();
  await expect(read()).rejects.toThrow();
});
