import type { TerminalSettings } from '#shared/contract/shell.ts';

const ja = {
  file: 'ファイル',
  import: '手動取込…',
  settings: '設定…',
  quit: '受注番を終了',
  edit: '編集',
  undo: '元に戻す',
  redo: 'やり直す',
  cut: '切り取り',
  copy: 'コピー',
  paste: '貼り付け',
  selectAll: 'すべて選択',
  find: '検索…',
  view: '表示',
  zoomIn: '拡大',
  zoomOut: '縮小',
  resetZoom: '実際のサイズ',
  fullScreen: '全画面表示',
  reload: '画面を再読み込み',
  devTools: '開発者ツール',
  window: 'ウィンドウ',
  minimize: '最小化',
  close: 'ウィンドウを閉じる',
  help: 'ヘルプ',
  diagnosis: '認証の診断…',
  shortcuts: 'キーボード操作の一覧',
  dataFolder: 'データフォルダを開く',
  about: '受注番について',
  show: '受注番を開く',
};
export type MenuTexts = typeof ja;

const en: MenuTexts = {
  file: 'File',
  import: 'Manual import…',
  settings: 'Settings…',
  quit: 'Quit Juchuban',
  edit: 'Edit',
  undo: 'Undo',
  redo: 'Redo',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  selectAll: 'Select all',
  find: 'Search…',
  view: 'View',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  resetZoom: 'Actual size',
  fullScreen: 'Full screen',
  reload: 'Reload page',
  devTools: 'Developer tools',
  window: 'Window',
  minimize: 'Minimise',
  close: 'Close window',
  help: 'Help',
  diagnosis: 'Authentication diagnosis…',
  shortcuts: 'Keyboard shortcuts',
  dataFolder: 'Open data folder',
  about: 'About Juchuban',
  show: 'Open Juchuban',
};

/** Texts of menu and tray, which Electron draws outside the page. */
export function menuTexts(language: TerminalSettings['language']): MenuTexts {
  return language === 'ja' ? ja : en;
}
