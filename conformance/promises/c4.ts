import { definePromise } from '../registry/define-promise.ts';

export const promise = definePromise({
  id: 'C4',
  title: {
    en: 'The console logs its use, to spot abnormal accounts and devices, adapt the product, and fit page and search results to the person',
    zh: '控制台记录使用情况，用于发现异常账户和设备、改进产品、适配页面展示和搜索结果',
  },
  parts: [
    { en: 'a usage log as declared fields', zh: '作为声明字段的使用日志' },
    { en: 'abnormal accounts and devices are detected and answered', zh: '检测并处置异常账户和设备' },
    { en: 'saved preferences and a personal search ranking', zh: '保存的偏好与个性化搜索排序' },
  ],
});
