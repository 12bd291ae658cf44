import { describe, expect, it } from 'vitest';
import { namedTests } from './named-tests.ts';
import { promisesNamed } from './promises-named.ts';

const read = (text: string) => namedTests(text, { tsx: false });

describe('the promises that a title names', () => {
  it.each([
    ['C2: declares every field', ['C2']],
    ['ends with 0 [K2]', ['K2']],
    ['is disclosed with an instrument only [S6, P2]', ['S6', 'P2']],
    ['S6, P2: with an instrument only', ['S6', 'P2']],
    ['is charged once [U1 U2 U3]', ['U1', 'U2', 'U3']],
    ['under TLS 1.3: C2 is no promise here', []],
    ['an array [0] and a set [C]', []],
    ['about C2: not at the beginning', []],
  ])('are read from its beginning or from brackets (%#)', (title, ids) => {
    expect(promisesNamed(title).ids).toEqual(ids);
  });

  it('may not be made up', () => {
    expect(promisesNamed('[C9] and [V1]')).toEqual({ ids: ['V1'], unknown: ['C9'] });
  });
});

describe('tests that name a promise', () => {
  it('are found with line, suites and every way of declaring them', () => {
    const found = read(`
      import { describe, it } from 'vitest';
      // it('C1: in a comment', () => {});
      const text = "it('C3: in a string')";
      describe('S2: partners', () => {
        it('see nothing', () => {});
        describe.each(RULES)('under %s', (rule) => {
          it.each([1, 2])(
            'C2: see $name, %s times',
            () => {},
          );
          it.skipIf(missing)(\`[K1] with \${rule.name}\`, () => {});
        });
      });
      it.only('joined ' + word + ' [U4]', { timeout: 1 }, async () => {});
      it.each\`a\`('[R1] by a table', () => {});
      other('V1: nobody tests', () => {});
    `);
    expect(found.map(({ line, ids, chain }) => [line, ids, chain.map(({ text }) => text)])).toEqual([
      [5, ['S2'], ['S2: partners']],
      [8, ['C2'], ['S2: partners', 'under %s', 'C2: see $name, %s times']],
      [12, ['K1'], ['S2: partners', 'under %s', '[K1] with …']],
      [15, ['U4'], ['joined … [U4]']],
      [16, ['R1'], ['[R1] by a table']],
    ]);
  });

  it('are known again by the names they get when they run', () => {
    const [, test] = read(
      "describe('S2: a (b)', () => { it.each([])('C2: 100 %% of $a.b for %s?', () => {}); });",
    );
    expect(test?.chain[0]?.matches('S2: a (b)')).toBe(true);
    expect(test?.chain[1]?.matches('C2: 100 % of everything for all?')).toBe(true);
    expect(test?.chain[1]?.matches('C2: 100 % of everything for all!')).toBe(false);
    expect(read("it('C2: 5 %s', () => {})")[0]?.chain[0]?.matches('C2: 5 apples')).toBe(false);
  });

  it('keep their lines behind characters of several bytes', () => {
    expect(
      read("const a = '汉字';\nit('C2: 汉', () => {});\nit('C2: b', () => {});").map(({ line }) => line),
    ).toEqual([2, 3]);
  });
});
