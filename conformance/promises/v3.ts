import { definePromise } from '../registry/define-promise.ts';

export const promise = definePromise({
  id: 'V3',
  title: { en: 'Who does not agree can stop using the service', zh: '不同意者可停止使用服务' },
  parts: [
    { en: 'withdrawal', zh: '撤回' },
    { en: 'closing the account', zh: '注销账户' },
    { en: 'data leaves', zh: '数据随之移除' },
  ],
});
