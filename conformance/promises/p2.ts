import { definePromise } from '../registry/define-promise.ts';

export const promise = definePromise({
  id: 'P2',
  title: { en: 'Or as law, proceedings or authorities require', zh: '或依法律、诉讼或主管部门要求' },
  parts: [{ en: 'the same case workflow as protective disclosure', zh: '与保护性披露相同的案件流程' }],
});
