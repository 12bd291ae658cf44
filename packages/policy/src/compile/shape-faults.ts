import { z } from 'zod';
import type { PolicyFault } from '../fault.ts';
import type { SourcePath, YamlSource } from './yaml-source.ts';

/** Checks a parsed file against its schema; every deviation becomes a fault that says what may stand there. */
export function checkShape<S extends z.ZodType>(
  schema: S,
  source: YamlSource,
): { value: z.infer<S> | undefined; faults: PolicyFault[] } {
  const result = schema.safeParse(source.value);
  if (result.success) return { value: result.data, faults: [] };
  return {
    value: undefined,
    faults: result.error.issues.flatMap((issue) => toFaults(issue, schema, source)),
  };
}

function toFaults(issue: z.core.$ZodIssue, schema: z.ZodType, source: YamlSource): PolicyFault[] {
  const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
  if (issue.code === 'unrecognized_keys') {
    const allowed = allowedKeys(schema, path);
    return issue.keys.map((key) => ({
      code: 'key.unknown',
      file: source.file,
      line: source.lineOf([...path, key]),
      path: [...path, key].join('.'),
      message: `"${key}" means nothing here; write one of: ${allowed.join(', ')}`,
    }));
  }
  const missing = path.length > 0 && valueAt(source.value, path) === undefined;
  return [
    {
      code: missing ? 'key.missing' : 'value.invalid',
      file: source.file,
      line: source.lineOf(path),
      path: path.join('.'),
      message: missing ? `"${path.at(-1) ?? ''}" is missing; add it` : `write ${describe(issue)}`,
    },
  ];
}

/** Zod's message, turned into what to write. */
function describe(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value') return `one of: ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'invalid_format')
    return issue.format === 'regex' ? issue.message : `a valid ${issue.format}`;
  if (issue.code === 'invalid_key') return issue.issues[0]?.message ?? 'a valid name';
  if (issue.code === 'too_small') return `at least ${String(issue.minimum)}`;
  if (issue.code === 'too_big') return `at most ${String(issue.maximum)}`;
  if (issue.code === 'invalid_type') return issue.expected;
  return issue.message;
}

function valueAt(root: unknown, path: SourcePath): unknown {
  let value = root;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, step);
  }
  return value;
}

/** Follows a path through the schema to the object whose keys are asked for. */
function allowedKeys(schema: z.ZodType, path: SourcePath): string[] {
  let current: unknown = schema;
  for (const step of path) current = unwrap(childSchema(unwrap(current), step));
  const object = unwrap(current);
  return object instanceof z.ZodObject ? Object.keys(object.shape) : [];
}

function childSchema(schema: unknown, step: string | number): unknown {
  if (schema instanceof z.ZodObject) return schema.shape[step];
  if (schema instanceof z.ZodRecord) return schema.valueType;
  if (schema instanceof z.ZodArray) return schema.element;
  return undefined;
}

function unwrap(schema: unknown): unknown {
  return schema instanceof z.ZodOptional ? unwrap(schema.unwrap()) : schema;
}
