import type { enConversionKeys } from './en-conversion-keys.ts';
import type { TextsLike } from './texts-like.ts';

/** 广告主上报转化所用密钥的文字。 */
export const zhConversionKeys: TextsLike<typeof enConversionKeys> = {
  conversionKeys: {
    title: '转化密钥',
    lead: '广告主用其中一个密钥上报广告之后发生的事。无论表单是否保存，新建与撤销都立即生效。',
    empty: '尚无密钥：无法上报转化。',
    unpaid: '没有密钥能上报此订单项所付费的转化',
    unpaidText:
      '它将无偿投放。请为“{{name}}”的服务器生成密钥（“广告主”中的“转化密钥”），若已在使用网页密钥，也可选择信任它。',
    create: '新建转化密钥',
    make: '生成密钥',
    use: '由谁发送？',
    for: '发送方',
    begins: '开头',
    uses: { server: '服务器', page: '网页' },
    useText: {
      server: '仅由广告主的服务器发送，并在那里保密。',
      page: '写在广告主的网页中，供像素使用。任何人都能在网页中读到它，因此只接受用它发送的像素。',
    },
    revokeText: '此后用该密钥上报的转化均被拒绝。此操作无法撤销。',
  },
};
