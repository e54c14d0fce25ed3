import i18next from 'i18next';
import { beforeAll, expect, it } from 'vitest';
import { startTexts } from '../../lib/i18n.ts';
import { trialText } from './trial-text.ts';

beforeAll(() => startTexts('ja'));

it.each([
  [[0, 0], 'まだ受注がありません'],
  [[5_000, 0], '新しい5,000件のうち、当てはまる受注はありません'],
  [[5_000, 132], '新しい5,000件のうち 132件に当てはまります'],
  [
    [5_000, 132, 12, 1],
    '新しい5,000件のうち 132件に当てはまります（うち12件は上のルールが先に動かします、不正保留 1件は『失敗』に入ります）',
  ],
  [[5_000, 132, 0, 1], '新しい5,000件のうち 132件に当てはまります（不正保留 1件は『失敗』に入ります）'],
])(
  'a dry run of %j is told in a sentence',
  ([tried = 0, holds = 0, takenEarlier = 0, held = 0], expected) => {
    expect(trialText(i18next.t, { tried, holds, takenEarlier, held, samples: [] })).toBe(expected);
  },
);
