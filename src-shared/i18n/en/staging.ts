/** The staging phase and taking orders in (spec §3). */
export const staging = {
  region: 'Staging',
  bar: '{{n}} in staging',
  show: 'Show',
  accept: 'Take in orders',
  acceptHint: 'Moves them where an import rule wants them, or to New (Shift+T). Can be undone.',
  banner: 'This order is in staging. “Take in orders” moves it to New, where it can be edited.',
  bannerHeld:
    'This order is in staging. Because of the fraud hold it cannot move to New until the hold is lifted; it can be cancelled.',
  reason: 'Can be edited once it is taken in',
  noneChosen: 'None of the chosen orders is in staging',
  none: 'There are no orders in staging',
  emptyTitle: 'Nothing in staging',
  emptyHint: 'New orders that auto import brings wait here until they are taken in.',
  movedByRule: 'Import rule “{{rule}}” put it into {{phase}}',
  refusedByRule:
    'Import rule “{{rule}}” wanted it in {{wanted}}; because of the fraud hold it went to {{phase}}',
  showRule: 'Show the rule',
};
