import type { rules as ja } from '../ja/rules.ts';

/** Settings → import rules (spec §3). */
export const rules: typeof ja = {
  title: 'Import rules',
  hint: 'Put orders into a phase when they are imported for the first time. Tried from the top; the first that holds decides.',
  empty: 'No import rules yet',
  emptyHint:
    'For example: payment method “deferred” goes to “Awaiting payment”. Other orders go where they always go.',
  add: 'Add rule',
  edit: 'Edit',
  editOf: 'Edit rule “{{name}}”',
  remove: 'Remove',
  removeOf: 'Remove rule “{{name}}”',
  removeTitle: 'Remove the rule “{{name}}”?',
  removeText: 'It is no longer used for coming imports. Orders already imported stay as they are.',
  removed: 'Removed the rule “{{name}}”',
  moveOf: 'Move rule “{{name}}” (↑ ↓)',
  movedTo: 'Moved the rule “{{name}}” to place {{at}}',
  isOnOf: 'Use rule “{{name}}”',
  to: 'to “{{phase}}”',
  always: 'Every order',
  newTitle: 'Add import rule',
  editTitle: 'Edit import rule',
  name: 'Name',
  namePlaceholder: 'e.g. Deferred payment awaits payment',
  nameRequired: 'Enter a name',
  where: 'Conditions',
  phase: 'Phase to put it into',
  on: 'Use this rule',
  saved: 'Saved the rule “{{name}}”',
  held: 'A fraud-held order that meets a rule goes to “Failed” instead, with a line in its history.',
};
