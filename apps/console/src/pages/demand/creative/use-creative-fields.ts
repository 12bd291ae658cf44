import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queries } from '../../../api/queries.ts';
import { FORM_SCHEMAS } from '../../../generated/form-schemas.gen.ts';
import { choicesOf } from '../../../record-form/choices.ts';
import type { Draft, Field } from '../../../record-form/field.ts';
import { schemaField } from '../../../record-form/schema-field.tsx';
import { type FormSchema, variantFor } from '../../../schema-form/form-schema.ts';
import { useFormWords } from '../../../schema-form/use-form-words.ts';
import { useLanguageChoices } from '../../../texts/use-places.ts';

const VARIANTS = FORM_SCHEMAS.creatives.oneOf ?? [];
const KINDS = VARIANTS.map((variant) => String(variant.properties?.['kind']?.const));
const BY_KIND = { kind: 'variants', by: 'kind', variants: VARIANTS } as const;

/** Every member that some kind of creative has, in the order of the first that has it. */
const MEMBERS = [...new Set(VARIANTS.flatMap((variant) => Object.keys(variant.properties ?? {})))];
const memberOf = (member: string, draft: Draft): FormSchema | undefined =>
  variantFor(BY_KIND, draft['kind'])?.properties?.[member];
const inAll = (member: string): boolean => VARIANTS.every((variant) => variant.properties?.[member]);

/** The form of a creative, whatever its kind: a kind's own members show while it is chosen. */
export function useCreativeFields(): readonly Field[] {
  const { t } = useTranslation();
  const lineItems = useQuery(queries.collection('line-items'));
  const given: readonly Field[] = [
    { kind: 'text', path: 'id', label: t('field.id'), hint: t('field.idHint'), required: true },
    { kind: 'text', path: 'name', label: t('field.name') },
    {
      kind: 'select',
      path: 'lineItem',
      label: t('demand.lineItem'),
      required: true,
      choices: choicesOf(lineItems.data),
    },
    { kind: 'switch', path: 'enabled', label: t('common.enabled'), unset: true },
    {
      kind: 'select',
      path: 'kind',
      label: t('field.format'),
      section: t('creativeForm.content'),
      required: true,
      choices: KINDS.map((kind) => ({
        value: kind,
        label: t('format', { returnObjects: true })[kind as 'banner'],
      })),
    },
    {
      kind: 'code',
      path: 'html',
      label: t('field.html'),
      hint: t('field.htmlHint'),
      when: (draft) => memberOf('html', draft) !== undefined,
    },
    { kind: 'text', path: 'clickUrl', label: t('field.clickUrl'), required: true },
    {
      kind: 'tags',
      path: 'advertiserDomains',
      label: t('field.domains'),
      hint: t('field.domainsHint'),
      required: true,
    },
  ];
  return useOrdered(given);
}

/** The kind's own members stand behind it, what all kinds say of themselves comes last. */
function useOrdered(given: readonly Field[]): readonly Field[] {
  const { t } = useTranslation();
  const words = useFormWords();
  const language = useLanguageChoices();
  const taken = new Set(given.map(({ path }) => path));
  const made = MEMBERS.filter((member) => !taken.has(member)).map((member) => ({
    member,
    field: schemaField({
      path: member,
      label: words.label(`creative.${member}`),
      schema: (draft) => memberOf(member, draft),
      when: (draft) => memberOf(member, draft) !== undefined,
      choices: { language },
    }),
  }));
  const own = made.filter(({ member }) => !inAll(member)).map(({ field }) => field);
  const common = made.filter(({ member }) => inAll(member)).map(({ field }) => field);
  const cut = given.findIndex(({ path }) => path === 'clickUrl');
  const [first, ...rest] = [...given.slice(cut), ...common];
  return [
    ...given.slice(0, cut),
    ...own,
    ...(first === undefined ? [] : [{ ...first, section: t('creativeForm.about') }]),
    ...rest,
  ];
}
