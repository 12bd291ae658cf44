import type { ReleasedPolicy } from '@jianchat/policy';
import type { Letter } from './mail.ts';

interface NoticeFacts {
  readonly release: ReleasedPolicy;
  /** ISO day. */
  readonly effective: string;
  readonly to: string;
  readonly userId: string;
  readonly publicUrl: string;
}

const CHANGES_MAX = 40;

/** The letter about a significant version, in both languages: nobody is asked for theirs. */
export function noticeLetter({ release, effective, to, userId, publicUrl }: NoticeFacts): Letter {
  const { version, hash } = release.record;
  const { controller } = release.policy;
  const page = `${publicUrl}/policy?version=${version}`;
  const changes = release.record.changes.filter(({ significance }) => significance === 'widening');
  const listed = changes
    .slice(0, CHANGES_MAX)
    .map(({ path, before, after }) => `  - ${path}: ${shown(before)} -> ${shown(after)}`);
  if (changes.length > CHANGES_MAX) listed.push(`  … (+${changes.length - CHANGES_MAX})`);
  return {
    id: `policy-${version}-${hash.slice(0, 12)}-${userId}`,
    to,
    subject: `The privacy policy changes on ${effective} / 隐私政策将于 ${effective} 变更`,
    text: [
      `Version ${version} of the privacy policy of ${controller} applies from ${effective}.`,
      'It is a significant change: more may be done with data, or data is kept longer, in these places:',
      '',
      ...listed,
      '',
      `Read the new version: ${page}&lang=en`,
      `All versions and what each changed: ${publicUrl}/policy/versions`,
      '',
      `If you do not agree, you can stop using the service before that day. In the console, open the menu under your name and choose "Leave": you get your data, and your account is closed. (${publicUrl}/)`,
      '',
      '———',
      '',
      `${controller} 的隐私政策第 ${version} 版自 ${effective} 起适用。`,
      '这是一项重大变更：在上列各处，数据的用途有所扩大，或者保存得更久。',
      '',
      `阅读新版本：${page}&lang=zh`,
      `全部版本及各版本的变更：${publicUrl}/policy/versions`,
      '',
      `如果您不同意，可以在该日之前停止使用服务。请在控制台中打开您名字下的菜单并选择“离开”：您将取得您的数据，账户随即关闭。（${publicUrl}/）`,
      '',
    ].join('\n'),
  };
}

type Value = ReleasedPolicy['record']['changes'][number]['before'];

function shown(value: Value): string {
  if (value === null) return '∅';
  return Array.isArray(value) ? value.join(', ') : String(value);
}
