import { definePromise } from '../registry/define-promise.ts';

export const promise = definePromise({
  id: 'K3',
  title: { en: 'Only authorised people reach personal information', zh: '只有获授权人员可接触个人信息' },
  parts: [
    {
      en: 'roles',
      zh: '角色',
      features: ['services/control/src/auth', 'services/control/src/api/serve.ts'],
      gates: ['roles', 'own-account', 'own-advertiser', 'declared-answers'],
    },
    { en: 'access bound to a purpose', zh: '按用途访问' },
    { en: 'multi-factor and passkeys', zh: '多因素与通行密钥' },
    { en: 'a log of access', zh: '访问日志' },
  ],
});
