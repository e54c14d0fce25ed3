/** The operating system's notification when fraud holds are lifted. */
export const fraudNotice = {
  title: '不正保留が解除されました',
  released: '処理を進められます',
  offered: '保留中に行えなかったステータス変更を確認してください',
  more: 'ほか {{n}} 件',
};
