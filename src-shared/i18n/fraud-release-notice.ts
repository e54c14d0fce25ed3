import type { FraudRelease } from '../contract/fraud.ts';
import { fraudNotice as en } from './en/fraud-notice.ts';
import type { NoticeLanguage } from './expiry-notice.ts';
import { fraudNotice as ja } from './ja/fraud-notice.ts';

const texts = { ja, en };
/** So many orders are named; a notification shows few lines. */
const namedOrders = 5;

/** The operating system's notification for fraud holds that were lifted together. */
export function fraudReleaseNotice(
  releases: readonly FraudRelease[],
  language: NoticeLanguage,
): { title: string; body: string } {
  const t = texts[language];
  const lines = releases.slice(0, namedOrders).map((release) => {
    const text = release.refusedPhaseId === null ? t.released : t.offered;
    return `${release.mallOrderId} ${release.buyerName}: ${text}`;
  });
  const more = releases.length - namedOrders;
  if (more > 0) lines.push(t.more.replace('{{n}}', String(more)));
  return { title: t.title, body: lines.join('\n') };
}
