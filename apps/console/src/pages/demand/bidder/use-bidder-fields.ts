import { useTranslation } from 'react-i18next';
import { ADAPTERS, FORM_SCHEMAS } from '../../../generated/form-schemas.gen.ts';
import type { Draft, Field } from '../../../record-form/field.ts';
import { otherFields } from '../../../record-form/other-fields.ts';
import { schemaField } from '../../../record-form/schema-field.tsx';
import type { FormSchema } from '../../../schema-form/form-schema.ts';
import { useFormWords } from '../../../schema-form/use-form-words.ts';

const { settings = {}, userSync = {}, capabilities = {} } = FORM_SCHEMAS.bidders.properties ?? {};

/** The form of a bidder: how it is asked, how much, and under which contract. */
export function useBidderFields(): readonly Field[] {
  const { t } = useTranslation();
  const words = useFormWords();
  const given: readonly Field[] = [
    { kind: 'text', path: 'id', label: t('field.id'), hint: t('field.idHint'), required: true },
    { kind: 'text', path: 'name', label: t('field.name') },
    {
      kind: 'select',
      path: 'adapter',
      label: words.label('adapter'),
      hint: t('bidderForm.adapterHint'),
      choices: Object.keys(ADAPTERS).map((name) => ({ value: name, label: name })),
    },
    {
      kind: 'text',
      path: 'endpoint',
      label: t('field.endpoint'),
      hint: t('field.endpointHint'),
    },
    {
      kind: 'text',
      path: 'contract',
      label: t('field.contract'),
      hint: t('field.contractHint'),
      required: true,
    },
    { kind: 'integer', path: 'timeoutMs', label: t('field.timeout'), hint: t('field.timeoutHint') },
    { kind: 'switch', path: 'enabled', label: t('common.enabled'), unset: true },
    schemaField({
      path: 'settings',
      label: words.label('bidder_settings'),
      schema: settingsOf,
    }),
    schemaField({ path: 'capabilities', label: words.label('capabilities'), schema: capabilities }),
    schemaField({ path: 'userSync', label: words.label('userSync'), schema: userSync }),
  ];
  return [...given, ...otherFields('bidders', given, words)];
}

const adapterOf = (draft: Draft): string => String(draft['adapter'] || 'openrtb');

/** The settings' schema with the members that the chosen adapter needs by name. */
function settingsOf(draft: Draft): FormSchema {
  const needs = ADAPTERS[adapterOf(draft)]?.settings ?? [];
  if (needs.length === 0) return settings;
  const partner: FormSchema = {
    type: 'object',
    properties: Object.fromEntries(needs.map((name) => [name, { type: 'string' }])),
    required: needs,
  };
  return { ...settings, properties: { ...settings.properties, partner } };
}
