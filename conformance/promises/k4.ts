import { definePromise } from '../registry/define-promise.ts';

export const promise = definePromise({
  id: 'K4',
  title: { en: 'Staff are trained', zh: '员工受过培训' },
  parts: [
    { en: 'training records', zh: '培训记录' },
    { en: 'access to personal data needs a current one', zh: '访问个人数据须有有效培训' },
  ],
});
