import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { en } from '#shared/i18n/en/index.ts';
import { ja } from '#shared/i18n/ja/index.ts';
import { verdicts, verdictText } from '../features/shops/verdict-text.ts';
import { errorText } from './error-text.ts';

const texts = i18next.createInstance();
beforeAll(async () => {
  await texts.init({
    lng: 'ja',
    defaultNS: 'texts',
    ns: ['texts'],
    resources: { ja: { texts: ja }, en: { texts: en } },
    interpolation: { escapeValue: false },
  });
});

const said = {
  mallCode: 'px-04102',
  mallMessage: 'AccessToken has been expired. This API session is shorter than another API.',
};

describe('the headline of an authentication failure', () => {
  it.each(['mall_session_expired', 'consent_required'] as const)('%s in manual import', (code) => {
    const text = errorText(texts, { code, details: { ...said, scope: 'terminal', shopName: '本店' } });
    expect(text.what).toBe('リフレッシュトークンを更新してください');
    expect(text.said).toBe('AccessToken has been expired. This API session is shorter than another API.');
  });

  it.each(['mall_session_expired', 'consent_required'] as const)(
    '%s in auto import and stock link',
    (code) => {
      const text = errorText(texts, { code, details: { ...said, scope: 'shared', shopName: '本店' } });
      expect(text.what).toBe(
        '詳細情報: (px-04102,AccessToken has been expired. This API session is shorter than another API.)',
      );
      expect(text.why).toContain('「本店」');
      expect(text.next).toContain('メール認証');
    },
  );

  it('carries whatever the mall said to a refused renewal', () => {
    const details = {
      oauthError: 'invalid_grant',
      oauthDescription: 'expired refresh token',
      shopName: '本店',
    };
    expect(
      errorText(texts, { code: 'consent_required', details: { ...details, scope: 'shared' } }).what,
    ).toBe('詳細情報: (invalid_grant,expired refresh token)');
    expect(
      errorText(texts, { code: 'consent_required', details: { ...details, scope: 'terminal' } }),
    ).toMatchObject({ what: 'リフレッシュトークンを更新してください', said: 'expired refresh token' });
  });

  it('is not put on other failures, which have their own texts', () => {
    for (const code of [
      'mall_not_permitted',
      'mall_ip_not_registered',
      'mall_app_not_registered',
      'mall_maintenance',
    ] as const) {
      expect(errorText(texts, { code, details: { ...said, scope: 'shared' } }).what).toBe(
        ja.errors[code].what,
      );
    }
  });
});

describe('the verdicts', () => {
  it.each(['ja', 'en'])('all have a text and a next step (%s)', async (language) => {
    const t = texts.getFixedT(language);
    expect(verdicts).toHaveLength(11);
    const shown = verdicts.map((value) => verdictText(t, value));
    expect(new Set(shown.map(({ what }) => what)).size).toBe(11);
    for (const { what, next } of shown) {
      expect(what).not.toMatch(/^shops\./);
      expect(next).not.toMatch(/^shops\./);
    }
    expect(verdictText(t, 'brand-new').what).toBe('brand-new');
  });
});
