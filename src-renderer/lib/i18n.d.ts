import 'i18next';
import type { ja } from '#shared/i18n/ja/index.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'texts';
    resources: { texts: typeof ja };
    returnNull: false;
  }
}
