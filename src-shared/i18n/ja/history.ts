/** 受注の履歴。 */
export const history = {
  line: '商品{{n}} {{name}}',
  show: '表示',
  filters: {
    all: 'すべて',
    phase: 'フェーズ',
    edit: '編集',
    import: '取込',
    mall: 'モールへの送信',
  },
  emptyFilter: 'この種類の履歴はありません',
  becauseRule: '取込ルール「{{rule}}」',
  more: 'ほかの {{n}} 項目を表示',
  less: 'たたむ',
};
