import type { history as ja } from '../ja/history.ts';

/** History of an order. */
export const history: typeof ja = {
  line: 'Item {{n}} {{name}}',
  show: 'Show',
  filters: {
    all: 'All',
    phase: 'Phase',
    edit: 'Edits',
    import: 'Imports',
    mall: 'Sent to mall',
  },
  emptyFilter: 'No history of this kind',
  becauseRule: 'Import rule “{{rule}}”',
  more: 'Show {{n}} more fields',
  less: 'Show less',
};
