import { app, type BrowserWindow, type NativeImage, nativeImage } from 'electron';
import type { NoticeLanguage } from '#shared/i18n/expiry-notice.ts';
import { waitingText } from '#shared/i18n/notice-words.ts';

/** Shows how many orders wait to be looked at: a number in the Dock or launcher, on Windows a mark on the task bar. */
export function showBadge(orders: number, window: BrowserWindow | null, language: NoticeLanguage): void {
  if (process.platform !== 'win32') {
    app.setBadgeCount(orders);
    return;
  }
  // The task bar has no numbers; a screen reader says the description.
  if (orders === 0) window?.setOverlayIcon(null, '');
  else window?.setOverlayIcon(mark(), waitingText(orders, language));
}

const size = 16;
/** 藍, the product's accent, as BGRA. */
const colour = [0xab, 0x55, 0x33, 0xff];
let drawn: NativeImage | null = null;

/** A filled circle. */
function mark(): NativeImage {
  if (drawn !== null) return drawn;
  const pixels = Buffer.alloc(size * size * 4);
  const middle = (size - 1) / 2;
  for (let at = 0; at < size * size; at += 1) {
    const [x, y] = [at % size, Math.floor(at / size)];
    if (Math.hypot(x - middle, y - middle) <= size / 2 - 2) pixels.set(colour, at * 4);
  }
  drawn = nativeImage.createFromBitmap(pixels, { width: size, height: size });
  return drawn;
}
