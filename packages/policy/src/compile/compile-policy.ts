import { hashOfTables } from '../canonical-policy.ts';
import type { PolicyFault } from '../fault.ts';
import type { CompiledPolicy, Locale } from '../rows.ts';
import { checkPaths } from './check-paths.ts';
import { startCompilation } from './compilation.ts';
import { compileContracts } from './compile-contracts.ts';
import { compileDocument } from './compile-document.ts';
import { checkReachable, compileFields } from './compile-fields.ts';
import {
  compileCountries,
  compileFloors,
  compilePurposes,
  compileRecipientClasses,
  compileRegimes,
} from './compile-rules.ts';
import { compileTexts, type TextFile } from './compile-texts.ts';
import { checkShape } from './shape-faults.ts';
import { type PolicySource, policySchema } from './source-schema.ts';
import { parseYaml, type YamlSource } from './yaml-source.ts';

/** The texts of a policy: the caller reads the files, `file` is the name that faults show. */
export interface PolicySourceFiles {
  readonly file: string;
  readonly yaml: string;
  readonly texts: Record<Locale, TextFile>;
}

/** Tables, or every fault of the sources. */
export type PolicyCompilation =
  | { readonly ok: true; readonly policy: CompiledPolicy }
  | { readonly ok: false; readonly faults: readonly PolicyFault[] };

/**
 * Compiles policy sources into the tables that gates and page use. Never throws on any text; all faults are reported together,
 * shape before meaning (a file whose shape is wrong isn't interpreted).
 */
export function compilePolicy(files: PolicySourceFiles): PolicyCompilation {
  const { source, faults } = parseYaml(files.file, files.yaml);
  if (faults.length > 0) return { ok: false, faults };
  const shape = checkShape(policySchema, source);
  if (shape.value === undefined) return { ok: false, faults: shape.faults };
  return compileTables(source, shape.value, files.texts);
}

function compileTables(
  source: YamlSource,
  value: PolicySource,
  textFiles: PolicySourceFiles['texts'],
): PolicyCompilation {
  const work = startCompilation(source, value);
  const purposes = compilePurposes(work);
  const floors = compileFloors(work);
  const regimes = compileRegimes(work);
  const fields = compileFields(work, regimes);
  const fieldWords = (Math.max(0, ...fields.map((field) => field.id)) >>> 5) + 1;
  const tables = {
    version: value.meta.version,
    effective: value.meta.effective,
    minNoticeDays: value.meta.minNoticeDays,
    controller: value.meta.controller,
    contact: value.meta.contact ?? '',
    gvl: value.meta.gvl,
    fields,
    fieldWords,
    purposes,
    floors,
    classes: value.classes,
    regimes,
    regimeOfCountry: compileCountries(work, regimes),
    recipientClasses: compileRecipientClasses(work),
    contracts: compileContracts(work, fields, fieldWords),
    mirrors: new Map(Object.entries(value.mirrors)),
    platformOnly: value.platformOnly,
    notCollected: checkPaths(work, { fields, regimes, floors }),
    ...compileDocument(work, fields),
  };
  checkReachable(work, fields, regimes);
  const { texts, faults: textFaults } = compileTexts(value, textFiles);
  const faults = [...work.faults, ...textFaults];
  if (faults.length > 0) return { ok: false, faults };
  const fieldById = new Map(fields.map((field) => [field.id, field]));
  const unsigned = { ...tables, texts };
  return { ok: true, policy: { ...unsigned, fieldById, hash: hashOfTables(unsigned) } };
}
