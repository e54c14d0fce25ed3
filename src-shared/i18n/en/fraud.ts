import type { fraud as ja } from '../ja/fraud.ts';

/** Fraud hold (spec §4.1). */
export const fraud: typeof ja = {
  heldTitle: 'An order under fraud review can only be changed to “Cancelled”',
  heldText:
    'The mall is reviewing this order for fraud, so nothing was changed. Wait until the review ends, or change it to “Cancelled”.',
  settings: {
    title: 'Fraud hold',
    hint: 'Shared by all terminals. Changes take effect at once.',
    restrict: 'Restrict status changes of fraud-held orders',
    restrictHint:
      'On: orders under review or confirmed as fraud can only go to “Cancelled”, whether by menu, in bulk, by keyboard, by dragging, by an import rule or by undo.',
    detail: 'Also apply to changes in the order detail',
    detailHint: 'Off: editing the order in its detail and saving may change the phase freely.',
    mall: 'Whatever is set here, the mall accepts only a cancellation for a held order. Nothing else is sent.',
  },
  release: {
    title: '{{n}} orders were released from fraud hold',
    titleOne: 'Order {{id}} was released from fraud hold',
    show: 'Show them',
    hide: 'Hide',
    refused: 'Phase change left out while held: from “{{from}}” to “{{to}}”',
    told: 'No change was left out while it was held',
    releasedAt: 'released {{at}}',
    accept: 'Change',
    acceptAll: 'Change all {{n}}',
    dismiss: 'Leave it',
    close: 'Seen',
    dismissAll: 'Close all',
    accepted: 'Changed the phase of {{n}} orders',
    acceptedSome: 'Changed {{done}}; {{failed}} could not be changed',
    open: 'Open order',
  },
};
