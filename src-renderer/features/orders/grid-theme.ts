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
