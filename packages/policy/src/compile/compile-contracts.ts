import { addField, emptyMask, type FieldMask } from '../field-mask.ts';
import type { ContractRow, FieldRow } from '../rows.ts';
import { type Compilation, checkIds } from './compilation.ts';

/** Contracts by name. A contract can't name a field that may never be shared. */
export function compileContracts(
  work: Compilation,
  fields: readonly FieldRow[],
  fieldWords: number,
): Map<string, ContractRow> {
  const { contracts, purposes, recipientClasses } = work.policy;
  checkIds(work, 'contracts', contracts);
  const byName = new Map(fields.map((field) => [field.name, field]));
  checkSets(work, byName);
  return new Map(
    Object.entries(contracts).map(([name, contract]): [string, ContractRow] => {
      const at = ['contracts', name];
      work.bitsOf([contract.class], recipientClasses, [...at, 'class']);
      const allow = Object.entries(contract.allow).map(([purpose, names]) => ({
        purpose: work.bitsOf([purpose], purposes, [...at, 'allow']),
        fields: maskOf(work, { names, byName, words: fieldWords, at: [...at, 'allow', purpose] }),
      }));
      const row: ContractRow = {
        id: contract.id,
        name,
        clause: recipientClasses[contract.class]?.clause ?? 'S2',
        recipientClass: contract.class,
        gvl: contract.gvl,
        onward: contract.onward,
        retentionDays: contract.retentionDays,
        purposes: allow.reduce((bits, { purpose }) => bits | purpose, 0),
        legitimateInterest: work.bitsOf(contract.legitimateInterest ?? [], purposes, [
          ...at,
          'legitimateInterest',
        ]),
        allow,
      };
      return [name, row];
    }),
  );
}

interface MaskSource {
  readonly names: readonly string[];
  readonly byName: ReadonlyMap<string, FieldRow>;
  readonly words: number;
  readonly at: readonly (string | number)[];
}

function maskOf(work: Compilation, { names, byName, words, at }: MaskSource): FieldMask {
  const mask = emptyMask(words);
  names.forEach((name, index) => {
    const members = Object.hasOwn(work.policy.fieldSets, name) ? (work.policy.fieldSets[name] ?? []) : [name];
    for (const member of members) {
      const field = byName.get(member);
      if (field === undefined) {
        if (members[0] === name) {
          const sets = Object.keys(work.policy.fieldSets).join(', ');
          work.report(
            'name.unknown',
            [...at, index],
            `"${name}" is neither a field nor a set; write a declared field or one of: ${sets}`,
          );
        }
      } else if (field.share === 'never') {
        work.report('form.impossible', [...at, index], `"${member}" is never shared; remove it`);
      } else addField(mask, field.id);
    }
  });
  return mask;
}

function checkSets(work: Compilation, byName: ReadonlyMap<string, FieldRow>): void {
  for (const [set, names] of Object.entries(work.policy.fieldSets)) {
    if (byName.has(set))
      work.report(
        'id.duplicate',
        ['fieldSets', set],
        `a field is named "${set}" too; give the set another name`,
      );
    names.forEach((name, index) => {
      if (!byName.has(name))
        work.report(
          'name.unknown',
          ['fieldSets', set, index],
          `there is no field "${name}"; name a declared field`,
        );
    });
  }
}
