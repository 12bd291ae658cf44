import { definePromise } from '../registry/define-promise.ts';

export const promise = definePromise({
  id: 'C1',
  title: {
    en: 'Sign-up collects contact number, e-mail, enterprise, product and application information, for three purposes only',
    zh: '注册仅收集联系电话、邮箱、企业、产品和应用信息，且仅用于三种用途',
  },
  parts: [
    { en: 'onboarding of a media account', zh: '媒体账户的注册' },
    {
      en: 'an account model with the declared fields',
      zh: '包含所声明字段的账户模型',
      features: ['engines/records/src/migrations/0001-config.ts', 'packages/snapshot/src/import-file.ts'],
    },
    { en: 'purposes bound to each field', zh: '每个字段绑定用途', features: ['policy/policy.yaml'] },
    { en: 'permissions per use that a person can give and take back', zh: '个人可逐项授予和撤回的许可' },
  ],
});
