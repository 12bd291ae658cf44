import { definePromise } from '../registry/define-promise.ts';

export const promise = definePromise({
  id: 'K5',
  title: { en: 'Kept in a closed environment behind a firewall', zh: '存放于防火墙之后的封闭环境' },
  parts: [
    {
      en: 'what faces the public cannot reach a store of people’s records',
      zh: '面向公网的部分无法触及个人数据存储',
      features: ['services/exchange', 'services/collector', 'apps/jianchat/src/compose'],
      gates: ['edge-without-records'],
    },
    { en: 'network roles that a firewall can hold apart', zh: '可由防火墙隔离的网络角色' },
  ],
});
