import type { Vocabulary } from '../document-rows.ts';
import { DPV_DATA, DPV_PURPOSES } from '../taxonomy/dpv.ts';
import { FIDES_CATEGORIES, FIDES_USES } from '../taxonomy/fideslang.ts';
import type { Compilation } from './compilation.ts';
import { nearest } from './nearest-name.ts';
import type { SourcePath } from './yaml-source.ts';

/** Identifiers and categories; every name of Fideslang and of the Data Privacy Vocabulary is one that these have. */
export function compileVocabulary(work: Compilation): Vocabulary {
  const { vocabulary, purposes, classes } = work.policy;
  const at = ['vocabulary'];
  const known = (list: readonly string[], name: string, path: SourcePath): void => {
    if (!list.includes(name))
      work.report(
        'vocabulary.unknown',
        path,
        `"${name}" is not in the taxonomy; write ${nearest(name, list)}`,
      );
  };
  for (const [name, { dpv, fides }] of Object.entries(purposes)) {
    known(DPV_PURPOSES, dpv, ['purposes', name, 'dpv']);
    known(FIDES_USES, fides, ['purposes', name, 'fides']);
  }
  for (const [fides, { dpv }] of Object.entries(vocabulary.categories)) {
    known(FIDES_CATEGORIES, fides, [...at, 'categories', fides]);
    known(DPV_DATA, dpv, [...at, 'categories', fides, 'dpv']);
  }
  for (const className of Object.keys(vocabulary.identifiers))
    work.bitsOf([className], classes, [...at, 'identifiers', className]);
  checkCategories(work);
  return {
    clause: vocabulary.clause,
    identifiers: Object.entries(vocabulary.identifiers).map(([className, row]) => ({ className, ...row })),
    categories: Object.entries(vocabulary.categories).map(([fides, { dpv }]) => ({ fides, dpv })),
  };
}

/** Fields use the categories that are declared, and every declared one. */
function checkCategories(work: Compilation): void {
  const { vocabulary, fields } = work.policy;
  const declared = Object.keys(vocabulary.categories);
  for (const [name, { category }] of Object.entries(fields)) {
    if (!declared.includes(category))
      work.report(
        'name.unknown',
        ['fields', name, 'category'],
        `"${category}" is no category of the vocabulary; write ${nearest(category, declared)}, or declare it there`,
      );
  }
  const used = new Set(Object.values(fields).map(({ category }) => category));
  for (const category of declared.filter((key) => !used.has(key)))
    work.report(
      'vocabulary.unused',
      ['vocabulary', 'categories', category],
      `no field has the category "${category}"; remove it`,
    );
}
