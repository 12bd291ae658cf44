import type { CompiledPolicy } from '../rows.ts';
import type { Finding } from './policy-change.ts';

interface Concern {
  readonly purposes: readonly string[];
  readonly regimes: readonly string[];
}

/** Whose consent a change touches: the purposes and regimes it is about; all of them where that can't be told. */
export function concernOf({ path, significance }: Finding, a: CompiledPolicy, b: CompiledPolicy): Concern {
  if (significance === 'editorial') return { purposes: [], regimes: [] };
  const [section = '', name = '', member = '', last = ''] = path.split('.');
  const all = {
    purposes: b.purposes.map((purpose) => purpose.name),
    regimes: b.regimes.map((regime) => regime.name),
  };
  const named = (bits: number): string[] =>
    b.purposes.filter(({ bit }) => (bits & bit) !== 0).map((purpose) => purpose.name);
  switch (section) {
    case 'fields': {
      const rows = [a, b].flatMap(({ fields }) => fields.filter((field) => field.name === name));
      return {
        ...all,
        purposes: named(rows.reduce((bits, { purposes, requires }) => bits | purposes | requires, 0)),
      };
    }
    case 'purposes':
      return { ...all, purposes: [name] };
    case 'contracts': {
      if (member === 'allow' && last !== '') return { ...all, purposes: [last] };
      const rows = [a, b].flatMap(({ contracts }) => contracts.get(name) ?? []);
      return { ...all, purposes: named(rows.reduce((bits, { purposes }) => bits | purposes, 0)) };
    }
    case 'regimes':
      return { purposes: member === 'basis' ? [last] : all.purposes, regimes: [name] };
    default:
      return all;
  }
}
