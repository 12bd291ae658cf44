import { definePromise } from '../registry/define-promise.ts';

export const promise = definePromise({
  id: 'S7',
  title: {
    en: 'Merger, acquisition, financing, reorganisation, insolvency, takeover, sale of assets, transition of services',
    zh: '合并、收购、融资、重组、破产、接管、资产出售、服务移交',
  },
  parts: [
    { en: 'notice and a window to opt out', zh: '通知与退出窗口' },
    { en: 'a verifiable export to the successor', zh: '可验证的继任方导出' },
  ],
});
