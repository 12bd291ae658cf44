import type { enConflict } from './en-conflict.ts';
import type { TextsLike } from './texts-like.ts';

export const zhConflict: TextsLike<typeof enConflict> = {
  conflict: {
    changed: '有人在此期间修改了它',
    removed: '有人在此期间删除了它',
    removedText: '您填写的内容仍在表单中。保存会重新建立这条记录。',
    by: '{{who}} 于 {{at}} 修改。您的内容尚未保存。',
    byCommand: '由文件、命令或已离开的人于 {{at}} 修改。您的内容尚未保存。',
    same: '现在的内容与您的表单完全相同。',
    table: '不同之处',
    field: '字段',
    yours: '您的',
    theirs: '对方的',
    who: { you: '您修改了', them: '对方修改了', both: '双方都修改了' },
    back: '返回表单',
    takeTheirs: '载入对方的',
    overwrite: '用我的覆盖',
    combine: '合并两者',
    combineText: '合并会保留您修改的内容，其余取对方的，并显示在表单中；在您保存之前不会保存任何内容。',
    makeAnew: '重新建立',
    removeAnyway: '仍然删除',
  },
};
