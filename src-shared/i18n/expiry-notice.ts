import type { ExpiryItem, ExpiryWarning } from '../domain/expiry.ts';
import { jstOffsetMs } from '../domain/time.ts';
import { expiry as en } from './en/expiry.ts';
import { fill } from './fill.ts';
import { expiry as ja } from './ja/expiry.ts';

export type NoticeLanguage = 'ja' | 'en';

const texts = { ja, en };
const hour = 3_600_000;
const day = 24 * hour;

/** What of which shop: `○○店 公開鍵（この端末）`. */
function nameOf(item: ExpiryItem, language: NoticeLanguage): string {
  const t = texts[language];
  return fill(t.itemName, {
    shop: item.shopName,
    kind: t.kind[item.kind],
    scope: t.scope[item.scope],
  });
}

/** `あと 3 日`, rounded up as people count; `停止しています` once it is over. */
function leftOf(warning: ExpiryWarning, now: number, language: NoticeLanguage): string {
  const t = texts[language];
  const left = (warning.item.expiresAt ?? now) - now;
  if (warning.distanceMs === 0 || left <= 0) return t.notice.stopped;
  return left > day
    ? fill(t.notice.leftDays, { n: Math.ceil(left / day) })
    : fill(t.notice.leftHours, { n: Math.ceil(left / hour) });
}

/** The operating system's notification for warnings that came due together, worst first. */
export function expiryNotice(
  warnings: readonly ExpiryWarning[],
  now: number,
  language: NoticeLanguage,
): { title: string; body: string } {
  const t = texts[language].notice;
  const hasStopped = warnings.some((warning) => warning.distanceMs === 0);
  const lines = warnings.map(
    (warning) => `${nameOf(warning.item, language)}: ${leftOf(warning, now, language)}`,
  );
  return { title: hasStopped ? t.titleStopped : t.titleSoon, body: lines.join('\n') };
}

/** The mail for the same warnings: what, until when, what stops, how to renew. Japanese, as the shops are. */
export function expiryMail(warnings: readonly ExpiryWarning[]): { subject: string; text: string } {
  const t = ja.mail;
  const hasStopped = warnings.some((warning) => warning.distanceMs === 0);
  const [first] = warnings;
  const subject = fill(hasStopped ? t.subjectStopped : t.subjectSoon, {
    name: first === undefined ? '' : nameOf(first.item, 'ja'),
  });
  const blocks = warnings.map(({ item, distanceMs }) =>
    [
      `■ ${nameOf(item, 'ja')}`,
      fill(distanceMs === 0 ? t.ended : t.ends, {
        at: item.expiresAt === null ? ja.unknownDate : jstText(item.expiresAt),
      }),
      fill(t.stops, {
        list: item.stops.length === 0 ? ja.stopsNothing : item.stops.map((e) => ja.stops[e]).join('、'),
      }),
      fill(t.how, { how: ja.how[item.renew] }),
    ].join('\n'),
  );
  return { subject, text: [t.intro, ...blocks, t.outro].join('\n\n') };
}

/** `2026/11/22 14:02`, Japan's time. */
function jstText(moment: number): string {
  const iso = new Date(moment + jstOffsetMs).toISOString();
  return `${iso.slice(0, 10).replaceAll('-', '/')} ${iso.slice(11, 16)}`;
}
