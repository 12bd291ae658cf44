import { definePromise } from '../registry/define-promise.ts';

export const promise = definePromise({
  id: 'S4',
  title: {
    en: 'Service providers: IT, fraud detection, payment, customer service',
    zh: '服务商：IT、反欺诈、支付、客服',
  },
  parts: [
    { en: 'processor contracts', zh: '受托处理合同' },
    {
      en: 'scoped exports and API keys',
      zh: '限定范围的导出与接口密钥',
      features: ['services/control/src/auth/api-keys.ts'],
    },
  ],
});
