/** Every way in which a change of an order can be asked for. */
export const changePaths = [
  'menu',
  'keyboard',
  'drag',
  'detail',
  'bulk',
  'undo',
  'import_rule',
  'csv',
  'outbox',
  'release',
  'accept',
  'phase_removed',
] as const;
export type ChangePath = (typeof changePaths)[number];
