/** Offers a text as a file (UTF-8 with its mark, so that spreadsheets read Japanese). */
export async function saveText(name: string, text: string): Promise<void> {
  const address = URL.createObjectURL(new Blob(['\uFEFF', text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads the address only after this turn.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
