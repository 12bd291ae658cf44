import { COLLECTIONS } from '@jianchat/api-contract';
import { describe, expect, it } from 'vitest';
import { ADAPTERS, FORM_SCHEMAS, type FormName } from '../generated/form-schemas.gen.ts';
import { patternOf } from './form-context.ts';
import { type FormSchema, variantFor, widgetOf } from './form-schema.ts';
import { moved, renamed, withItem, withMember } from './members.ts';

/** Members that are free by their nature, and have inputs of their own or are entered as JSON. */
const FREE = [
  'accounts.settings.defaultRequest',
  'accounts.settings.bidAdjustments',
  'accounts.settings.alternateBidderCodes',
  'bidders.parametersSchema',
  'deals.targeting.where',
  'host.accountDefaults.alternateBidderCodes',
  'host.accountDefaults.bidAdjustments',
  'host.accountDefaults.defaultRequest',
  'host.currency.rates',
  'host.defaultRequest',
  'host.userSync.priorityGroups',
  'line-items.targeting.where',
  'placements.imp',
  'placements.mediation.networks.parameters',
];

function jsonMembers(schema: FormSchema, path: string): readonly string[] {
  const widget = widgetOf(schema, path.split('.').at(-1) ?? '');
  const inside = (properties: FormSchema['properties'] = {}) =>
    Object.entries(properties).flatMap(([name, member]) => jsonMembers(member, `${path}.${name}`));
  switch (widget.kind) {
    case 'json':
      return [path];
    case 'group':
      return inside(widget.properties);
    case 'variants':
      return widget.variants.flatMap((variant) => inside(variant.properties));
    case 'rows':
      return jsonMembers(widget.item, path);
    default:
      return [];
  }
}

describe('forms made from schemas', () => {
  it('have an input for every member of the configuration, JSON only where a member is free', () => {
    const names = Object.keys(FORM_SCHEMAS) as FormName[];
    const found = new Set(names.flatMap((name) => jsonMembers(FORM_SCHEMAS[name], name)));
    expect([...found].sort()).toEqual([...FREE].sort());
  });

  it('ask for what each adapter wants to know of a placement', () => {
    const kinds = (name: string) =>
      Object.entries(ADAPTERS[name]?.params.properties ?? {}).map(([member, schema]) => [
        member,
        widgetOf(schema, member).kind,
      ]);
    expect(kinds('rubicon')).toContainEqual(['accountId', expect.stringMatching(/number|text/)]);
    expect(kinds('openx').length).toBeGreaterThan(0);
    // An alias asks what its adapter asks.
    expect(kinds('magnite')).toEqual(kinds('rubicon'));
  });

  it('tell money, shares, moments and enumerations from other values', () => {
    const { properties = {} } = FORM_SCHEMAS['line-items'];
    const kind = (name: string) => widgetOf(properties[name] ?? {}, name).kind;
    expect(['priceCpmMicros', 'startsAt', 'kind', 'goal', 'caps', 'labels', 'enabled'].map(kind)).toEqual([
      'money',
      'moment',
      'choice',
      'variants',
      'rows',
      'tags',
      'boolean',
    ]);
    expect(
      widgetOf(FORM_SCHEMAS.accounts.properties?.['revenueShareBps'] ?? {}, 'revenueShareBps').kind,
    ).toBe('percent');
  });

  it('find the variant by the value of its discriminator', () => {
    const widget = widgetOf(FORM_SCHEMAS['line-items'].properties?.['goal'] ?? {}, 'goal');
    if (widget.kind !== 'variants') throw new Error('a goal has variants');
    expect(variantFor(widget, 'clicks')?.properties).toHaveProperty('amount');
    expect(variantFor(widget, 'shareOfVoice')?.properties).toHaveProperty('percent');
    expect(variantFor(widget, 'nothing')).toBeUndefined();
  });

  it('write records that the contract takes', () => {
    const cap = withMember(withMember(undefined, 'timesMax', 3), 'minutes', 1440);
    const record = { id: 'l1', advertiser: 'a1', caps: withItem([], 0, cap) };
    expect(COLLECTIONS['line-items'].parse(record).caps).toEqual([
      { of: 'lineItem', by: 'person', timesMax: 3, minutes: 1440, unrecognised: 'oncePerRequest' },
    ]);
  });
});

describe('members and items', () => {
  it('go with what becomes empty, and never change what they were taken from', () => {
    const before = Object.freeze({ a: 1, b: 2 });
    expect(withMember(before, 'a', undefined)).toEqual({ b: 2 });
    expect(withMember({ a: 1 }, 'a', undefined)).toBeUndefined();
    expect(withItem(['x'], 0, undefined)).toBeUndefined();
    expect(moved(['x', 'y', 'z'], 2, -1)).toEqual(['x', 'z', 'y']);
    expect(Object.entries(renamed({ DE: 1, US: 2 }, 'DE', 'FR'))).toEqual([
      ['FR', 1],
      ['US', 2],
    ]);
  });

  it('have one pattern for all items of a list', () => {
    expect(patternOf('mediation.networks.3.countries')).toBe('mediation.networks.*.countries');
    expect(patternOf('caps.0')).toBe('caps.*');
  });
});
