import type { ExpiryWarning } from '../domain/expiry.ts';
import { type Notice, noticeGroupOf } from '../domain/notice.ts';
import { formatJst } from '../domain/time.ts';
import { errors as enErrors } from './en/errors.ts';
import { notices as en } from './en/notices.ts';
import { expiryNotice, type NoticeLanguage } from './expiry-notice.ts';
import { fill } from './fill.ts';
import { errors as jaErrors } from './ja/errors.ts';
import { notices as ja } from './ja/notices.ts';

const texts = { ja, en };
const errorTexts = { ja: jaErrors, en: enErrors };
/** A notification of the desktop shows few lines. */
const shownLines = 5;

export interface NotificationText {
  readonly title: string;
  readonly body: string;
}

/** What happened: `新しい受注 12 件`. */
export function noticeHeadline({ kind, count }: Notice, language: NoticeLanguage): string {
  return fill(texts[language].headline[kind], { n: count });
}

/** Where, which order, why, who: `みどり食品 · test-10000001`. '' when there is nothing to add. */
export function noticeDetail(notice: Notice, language: NoticeLanguage): string {
  const { shopName, mallOrderId, errorCode, name, reason } = notice;
  const why = errorCode === null ? '' : errorTexts[language][errorCode].what;
  return [shopName, mallOrderId, why, name, reason].filter((part) => part !== '').join(' · ');
}

/** Several of one kind in one shop become one: the counts together, the latest facts. */
function foldNotices(notices: readonly Notice[]): Notice[] {
  const folded = new Map<string, Notice>();
  for (const notice of notices) {
    const key = `${notice.kind}:${notice.shopId}`;
    const before = folded.get(key);
    // The latest comes last.
    folded.delete(key);
    const single = before === undefined ? {} : { orderId: null, mallOrderId: '' };
    folded.set(key, { ...notice, ...single, count: notice.count + (before?.count ?? 0) });
  }
  return [...folded.values()];
}

/**
 * One notification of the desktop for all that came together. `now` is epoch ms; `afterQuiet` when it is the summary at
 * the end of the quiet hours.
 */
export function desktopNotification(
  told: { readonly notices: readonly Notice[]; readonly warnings: readonly ExpiryWarning[] },
  now: number,
  language: NoticeLanguage,
  afterQuiet = false,
): NotificationText {
  const t = texts[language].desktop;
  const { warnings } = told;
  const notices = foldNotices(told.notices);
  if (!afterQuiet && notices.length === 0) return expiryNotice(warnings, now, language);
  if (!afterQuiet && warnings.length === 0) {
    const kinds = new Set(notices.map(({ kind }) => kind));
    if (kinds.size === 1) return ofOneKind(notices, language);
  }
  const lines = notices.map((notice) => joined(noticeHeadline(notice, language), notice, language));
  if (warnings.length > 0) lines.push(fill(t.expiries, { n: warnings.length }));
  const n = told.notices.length + warnings.length;
  return { title: fill(afterQuiet ? t.afterQuiet : t.several, { n }), body: limited(lines, language) };
}

function ofOneKind(notices: readonly Notice[], language: NoticeLanguage): NotificationText {
  const [first] = notices;
  if (first === undefined) return { title: '', body: '' };
  const count = notices.reduce((sum, notice) => sum + notice.count, 0);
  const title = noticeHeadline({ ...first, count }, language);
  const lines =
    notices.length === 1
      ? [noticeDetail(first, language)]
      : notices.map((notice) => {
          const detail = noticeDetail(notice, language);
          return notice.count === 0 ? detail : `${detail}: ${notice.count}`;
        });
  const { next } = texts[language];
  if (first.kind === 'held' || first.kind === 'hold_released') lines.push(next[first.kind]);
  return { title, body: limited(lines, language) };
}

const joined = (headline: string, notice: Notice, language: NoticeLanguage): string =>
  [headline, noticeDetail(notice, language)].filter((part) => part !== '').join(' – ');

function limited(lines: readonly string[], language: NoticeLanguage): string {
  const more = lines.length - shownLines;
  const shown = lines.slice(0, shownLines);
  if (more > 0) shown.push(fill(texts[language].desktop.more, { n: more }));
  return shown.filter((line) => line !== '').join('\n');
}

/** The mail about notices that came together, in Japanese as the shops are. Line ends in names would end a header. */
export function noticeMail(notices: readonly Notice[]): { subject: string; text: string } {
  const t = ja.mail;
  const folded = foldNotices(notices);
  // Stops first, then what fails: the subject names the most pressing one.
  const pressing = ['stops', 'failures', 'holds', 'newOrders'];
  const sorted = folded.toSorted(
    (a, b) => pressing.indexOf(noticeGroupOf[a.kind]) - pressing.indexOf(noticeGroupOf[b.kind]),
  );
  const [first] = sorted;
  const headline =
    first === undefined ? '' : joined(noticeHeadline(first, 'ja'), first, 'ja').replace(/\s+/g, ' ');
  const more = sorted.length - 1;
  const subject = more > 0 ? fill(t.subjectMore, { headline, n: more }) : fill(t.subject, { headline });
  const blocks = sorted.map((notice) => {
    const detail = noticeDetail(notice, 'ja');
    const lines = [`■ ${noticeHeadline(notice, 'ja')}`, formatJst(notice.at), detail];
    if (notice.kind === 'held' || notice.kind === 'hold_released') lines.push(ja.next[notice.kind]);
    return lines.filter((line) => line !== '').join('\n');
  });
  return { subject, text: [t.intro, ...blocks, t.outro].join('\n\n') };
}

/** What the tray icon says: how many orders wait to be looked at. */
export function waitingText(orders: number, language: NoticeLanguage): string {
  const t = texts[language].desktop;
  return orders === 0 ? t.nothingWaiting : fill(t.waiting, { n: orders });
}

/** Said once, when the window is closed for the first time and the app goes on. */
export function backgroundNotice(platform: string, language: NoticeLanguage): NotificationText {
  const t = texts[language].desktop;
  return { title: t.backgroundTitle, body: platform === 'darwin' ? t.backgroundBodyMac : t.backgroundBody };
}
