import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from '#shared/i18n/en/index.ts';
import { ja } from '#shared/i18n/ja/index.ts';

export type Language = 'ja' | 'en';

/** Loads both languages; the terminal setting chooses. React escapes, so i18next must not. */
export function startTexts(language: Language): void {
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'ja',
    defaultNS: 'texts',
    ns: ['texts'],
    resources: { ja: { texts: ja }, en: { texts: en } },
    interpolation: { escapeValue: false },
    returnNull: false,
    initAsync: false,
  });
}

/** The language shown now. */
export function currentLanguage(): Language {
  return i18next.language === 'en' ? 'en' : 'ja';
}
