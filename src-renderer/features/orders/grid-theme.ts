import { themeQuartz } from 'ag-grid-community';

/** The grid takes its colours from the window's own variables, so both schemes follow by themselves. */
export const gridTheme = themeQuartz.withParams({
  browserColorScheme: 'inherit',
  fontFamily: 'inherit',
  fontSize: 13,
  headerFontSize: 12,
  headerFontWeight: 600,
  backgroundColor: 'var(--surface)',
  foregroundColor: 'var(--text)',
  textColor: 'var(--text)',
  headerBackgroundColor: 'var(--surface-sunken)',
  headerTextColor: 'var(--text-soft)',
  accentColor: 'var(--focus)',
  borderColor: 'var(--line)',
  chromeBackgroundColor: 'var(--surface-sunken)',
  rowHoverColor: 'var(--surface-hover)',
  selectedRowBackgroundColor: 'var(--selected)',
  rangeSelectionBorderColor: 'var(--focus)',
  wrapperBorder: false,
  wrapperBorderRadius: 0,
  headerHeight: 30,
  cellHorizontalPadding: 10,
  spacing: 6,
  iconSize: 14,
  checkboxBorderWidth: 1,
});

const arrow = (path: string): string =>
  `<svg width="14" height="14" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true"><path d="${path}"/></svg>`;

/** Drawn, not masked: the theme's own icons need a newer Chromium than every runtime has. */
export const sortIcons = {
  sortAscending: arrow('M12 19V5m-6 6 6-6 6 6'),
  sortDescending: arrow('M12 5v14m-6-6 6 6 6-6'),
};
