/** One text in each language of the console. */
type InLanguages = Readonly<Record<'en' | 'zh', string>>;

/** The part of JSON Schema that forms are made from; what stands beside it is passed over. */
export interface FormSchema {
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly description?: string;
  /** What it is called and means, in both languages, where the schema says so itself. */
  readonly words?: { readonly label: InLanguages; readonly hint?: InLanguages };
  readonly properties?: Readonly<Record<string, FormSchema>>;
  readonly required?: readonly string[];
  readonly items?: FormSchema;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly oneOf?: readonly FormSchema[];
  readonly anyOf?: readonly FormSchema[];
  readonly additionalProperties?: FormSchema | boolean;
  readonly propertyNames?: FormSchema;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
}

/**
 * How a value is entered.
 * - `variants`: objects told apart by one member, such as a goal by its metric
 * - `map`: names of one's own choice with a value each
 * - `json`: as text, for what has no form
 */
export type Widget =
  | { readonly kind: 'text' | 'number' | 'money' | 'percent' | 'moment' | 'boolean' }
  | { readonly kind: 'json' }
  | { readonly kind: 'choice' | 'choices'; readonly options: readonly (string | number)[] }
  | { readonly kind: 'tags'; readonly numbers: boolean }
  | { readonly kind: 'group'; readonly properties: Readonly<Record<string, FormSchema>> }
  | { readonly kind: 'rows' | 'map'; readonly item: FormSchema }
  | { readonly kind: 'variants'; readonly by: string; readonly variants: readonly FormSchema[] };

/** The widget for a schema; `name` tells money and percent from other whole numbers. */
export function widgetOf(schema: FormSchema, name: string): Widget {
  const options = optionsOf(schema);
  if (options !== undefined) return { kind: 'choice', options };
  const ways = (schema.oneOf ?? schema.anyOf)?.filter((way) => way.const !== '');
  if (ways !== undefined && schema.properties === undefined) return ofWays(ways, name);
  switch (typeOf(schema)) {
    case 'boolean':
      return { kind: 'boolean' };
    case 'integer':
    case 'number':
      return { kind: amountKind(schema, name) };
    case 'string':
      return { kind: schema.format === 'date-time' ? 'moment' : 'text' };
    case 'array':
      return ofItems(schema.items);
    case 'object':
      return ofObject(schema, name);
    default:
      return { kind: 'json' };
  }
}

function ofWays(ways: readonly FormSchema[], name: string): Widget {
  const [only] = ways;
  if (only !== undefined && ways.length === 1) return widgetOf(only, name);
  const by = Object.keys(only?.properties ?? {}).find((member) =>
    ways.every(
      (way) =>
        way.required?.includes(member) === true && optionsOf(way.properties?.[member] ?? {}) !== undefined,
    ),
  );
  if (by !== undefined) return { kind: 'variants', by, variants: ways };
  const types = ways.map(typeOf);
  const plain = types.every((type) => type === 'string' || type === 'integer' || type === 'number');
  return { kind: plain ? 'text' : 'json' };
}

function ofItems(items: FormSchema | undefined): Widget {
  if (items === undefined) return { kind: 'json' };
  const widget = widgetOf(items, '');
  switch (widget.kind) {
    case 'choice':
      return { kind: 'choices', options: widget.options };
    case 'text':
      return { kind: 'tags', numbers: false };
    case 'number':
      return { kind: 'tags', numbers: true };
    case 'group':
    case 'variants':
      return { kind: 'rows', item: items };
    default:
      return { kind: 'json' };
  }
}

function ofObject({ properties, additionalProperties }: FormSchema, name: string): Widget {
  if (properties !== undefined && Object.keys(properties).length > 0) return { kind: 'group', properties };
  if (typeof additionalProperties !== 'object') return { kind: 'json' };
  const { kind } = widgetOf(additionalProperties, name);
  return kind === 'json' || kind === 'map' ? { kind: 'json' } : { kind: 'map', item: additionalProperties };
}

function amountKind({ format }: FormSchema, name: string): 'money' | 'percent' | 'number' {
  if (format === 'micros' || name.endsWith('Micros')) return 'money';
  return name.endsWith('Bps') ? 'percent' : 'number';
}

/** The values of an enumeration; undefined where others may stand too. */
export function optionsOf({
  enum: values,
  const: only,
}: FormSchema): readonly (string | number)[] | undefined {
  const all = values ?? (only === undefined ? undefined : [only]);
  const options = all?.filter((value) => typeof value === 'string' || typeof value === 'number');
  return options !== undefined && options.length > 0 ? options : undefined;
}

/** The first type that is not null, where several are named. */
export function typeOf({ type, properties }: FormSchema): string | undefined {
  if (type === undefined) return properties === undefined ? undefined : 'object';
  if (typeof type === 'string') return type;
  return type.find((each) => each === 'string') ?? type.find((each) => each !== 'null');
}

/** The schema of one variant: the one whose discriminator admits the value. */
export function variantFor(
  { by, variants }: Extract<Widget, { kind: 'variants' }>,
  choice: unknown,
): FormSchema | undefined {
  return variants.find((variant) =>
    optionsOf(variant.properties?.[by] ?? {})?.some((option) => option === choice),
  );
}
