/** Names of keys that are words, said in the language shown. */
export const keyWords = ['click', 'drag'] as const;

/** Every key of the product, grouped as the map shows them: what it does, then the keys that do it. */
export const keyGroups = [
  {
    name: 'anywhere',
    keys: [
      ['search', 'Ctrl K', '/'],
      ['undo', 'Ctrl Z'],
      ['jobs', 'Shift J'],
      ['map', '?'],
      ['goDashboard', 'Alt 1'],
      ['goOrders', 'Alt 2'],
      ['goImport', 'Alt 3'],
      ['goAutoImport', 'Alt 4'],
      ['goOutbox', 'Alt 5'],
      ['goShops', 'Alt 6'],
      ['goExpiry', 'Alt 7'],
      ['goSettings', 'Alt 8'],
      ['emergencyStop', 'Ctrl Shift F12'],
    ],
  },
  {
    name: 'list',
    keys: [
      ['rows', '↑', '↓'],
      ['cells', '←', '→'],
      ['firstLast', 'Ctrl ↑', 'Ctrl ↓'],
      ['open', 'Enter'],
      ['acceptAll', 'Shift T'],
      ['refresh', 'R'],
      ['close', 'Esc'],
    ],
  },
  {
    name: 'selection',
    keys: [
      ['select', 'Space'],
      ['selectRange', 'Shift Space'],
      ['selectStep', 'Shift ↑', 'Shift ↓'],
      ['selectAll', 'Ctrl A'],
    ],
  },
  {
    name: 'actions',
    keys: [
      ['phase', 'M'],
      ['phaseDigit', '1', '…', '9'],
      ['dragRows', 'drag'],
      ['mall', 'S'],
      ['field', 'Shift E'],
      ['reimport', 'I'],
      ['accept', 'T'],
      ['export', 'X'],
      ['print', 'P', 'Ctrl P'],
      ['copy', 'Ctrl C'],
    ],
  },
  {
    name: 'narrowing',
    keys: [
      ['filter', 'F'],
      ['conditions', 'Shift F'],
      ['quick', 'Shift 1', '…', '6'],
      ['views', '[', ']'],
      ['saveView', 'Shift S'],
      ['addPhase', 'Ctrl', 'click'],
    ],
  },
  {
    name: 'detail',
    keys: [
      ['neighbour', 'J', 'K'],
      ['edit', 'E'],
      ['save', 'Ctrl S'],
      ['memo', 'N'],
      ['tabs', '1', '…', '4'],
      ['close', 'Esc'],
    ],
  },
] as const;
