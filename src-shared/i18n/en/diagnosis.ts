import type { diagnosis as ja } from '../ja/diagnosis.ts';

export const diagnosis: typeof ja = {
  title: 'Authentication diagnosis',
  open: 'Diagnose',
  openHint: 'Find out why the authentication fails',
  intro: 'Everything that can make the authentication fail is checked now, one by one.',
  shop: 'Shop',
  scope: { label: 'Authentication', terminal: 'Manual import (this PC)', shared: 'Auto import, stock (all)' },
  noShops: 'There is no shop yet. Register one first.',
  running: 'Checking…',
  runAgain: 'Diagnose again',
  copy: 'Copy for support',
  copied: 'The result was copied (no keys or tokens in it)',
  copyHint: 'Holds no key, secret or token',
  result: { ok: 'Good', bad: 'Fix this', unknown: 'Check this' },
  summary: {
    bad: '{{n}} to be fixed.',
    badHint: 'Mend what is marked ✗, from the top.',
    unknown: 'Nothing is wrong; {{n}} to be checked by you.',
    unknownHint: 'Check what is marked ?.',
    good: 'All is well',
    goodHint:
      'The clock may have been wrong only when the consent was given. See the clock history of the PC that gave it{{name}}.',
    openHistory: 'See the clock history of this PC',
    goodName: ' (“{{name}}”)',
  },
  checkedAt: 'checked {{at}}',
  check: {
    mall_answer: 'Answer of the mall',
    key_pair: 'Public key and version',
    scope_used: 'Key in use',
    verdict: 'The mall’s verdict on the key',
    key_age: 'Age of the key',
    consent_age: 'Age of the consent',
    clock: 'Clock of this PC',
    enabled_keys: 'Keys enabled at the mall',
    certificate: 'API certificate',
  },
  fix: {
    start_consent: 'Update refresh token',
    start_consent_shared: 'Email authentication',
    open_key: 'Set the public key',
    open_certificate: 'Set the certificate',
    open_shop_settings: 'Open shop settings',
    open_date_settings: 'Open date and time settings',
    open_mall_keys: 'Open Store Creator Pro',
    open_mall_applications: 'Open Yahoo! Developer Network',
    run_again: 'Diagnose again',
  },
  evidence: {
    mall_answer: {
      accepted: 'The test call just made succeeded.',
      accepted_again: 'The test call just made succeeded: {{code}} is over.',
      session_expired:
        'The session has ended (px-04102). Refreshing the token does not help: mend what is marked ✗ below, then give a new consent.',
      permission_or_key_pair:
        'Not permitted (px-14303). Either only one of public key and version is set, or the Yahoo! JAPAN ID of the consent may not manage orders of this store.',
      ip_not_registered:
        'The IP address of this PC is not registered (px-04306). Search the web for “what is my IP” and add that address to the order API application (source IP addresses).',
      ip_not_registered_known:
        'The IP address of this PC, {{globalIp}}, is not registered (px-04306). Add it to the order API application (source IP addresses).',
      app_not_registered:
        'This Client ID has not been approved for the order API (px-04303). Approval takes about 7 to 10 days.',
      not_permitted:
        'The API may not be used ({{code}}). Check the order API application and that the Client ID is this store’s.',
      seller_not_allowed:
        'The Yahoo! JAPAN ID of the consent may not manage this store (px-14304). Consent with an ID that has the order permission.',
      seller_invalid: 'The store account is not right ({{code}}). Check the shop settings.',
      scope_missing: 'The application lacks the scope for store operations. Check its settings.',
      maintenance: 'The mall is under maintenance. Your settings are fine; diagnose again when it is over.',
      busy: 'The mall is busy or has a passing fault ({{code}}). Wait some minutes and diagnose again.',
      network: 'The mall could not be reached. Check the internet connection, proxy and security software.',
      consent_gone: 'There is no usable token. Give a new consent.',
      client_invalid: 'The Client ID or its secret is wrong. Check the shop settings.',
      clock_refused: 'Requests to the mall are held back because the clock is wrong. Set it right.',
      other: 'The mall answered with an error ({{code}}). {{message}}',
      skipped_no_consent: 'No test call: there is no consent.',
      skipped_bad_clock: 'No test call until the clock is known to be right.',
      skipped_unsigned:
        'No test call: key or version is missing, and an unsigned call would cut the consent to 12 hours.',
      skipped_no_connection: 'This authentication cannot be tested from this terminal.',
    },
    key_pair: {
      both: 'Public key and version ({{keyVersion}}) are both set.',
      version_missing: 'The public key is set, but its version is not. Set both.',
      key_missing: 'The version is set, but the public key is not. Set both.',
      neither: 'No public key is set: a consent ends after 12 hours.',
      unreadable: 'The keychain could not be read. Unlock it and diagnose again.',
    },
    scope_used: {
      terminal: 'The key of this PC, “{{terminal}}”, is used (version {{keyVersion}}).',
      shared: 'The key shared by all terminals is used (version {{keyVersion}}).',
      only_shared:
        'The key is set for all terminals only. Manual import needs one on this PC, “{{terminal}}”, too.',
      only_terminal: 'The key is set on this PC only. Auto import needs the one shared by all terminals.',
      no_key: 'There is no key to use.',
    },
    verdict: {
      authorized: 'The mall accepts the key ({{at}}).',
      none: 'The call was not signed ({{at}}). Set public key and version.',
      'invalid-key-version':
        'The version is malformed ({{at}}). Use the number from the encryption key page as it is.',
      'not-found-key-version':
        'The mall has no key of that version ({{at}}). Compare with the encryption key page.',
      'expired-key-version': 'The key is past its year at the mall ({{at}}). Issue and register a new one.',
      'invalid-key-status':
        'The key is disabled at the mall ({{at}}). Enable it there, or register a new one.',
      'expired-timestamp': 'The clock of this PC is behind ({{at}}). Set it right.',
      'invalid-timestamp': 'The clock of this PC is ahead ({{at}}). Set it right.',
      'invalid-sellerid': 'The store account is not the key’s ({{at}}). Check the store account.',
      'invalid-authorize-value':
        'The key is not the right one ({{at}}). Copy the whole key again from the encryption key page.',
      unauthorized: 'The mall refused the key ({{at}}). Check its state on the encryption key page.',
      other: 'Verdict of the mall: {{verdict}} ({{at}}). Check the key on the encryption key page.',
      not_yet: 'The mall has not judged the key yet.',
    },
    key_age: {
      within_a_year: 'Issued {{issuedOn}}, valid until {{expiresAt}}.',
      over_a_year:
        'Issued {{issuedOn}}, expired {{expiresAt}}. Issue a new key and register it with its version.',
      no_key: 'No key is set, so its end is not known.',
      no_date: 'The issue date is not set. Take it from the encryption key page.',
    },
    consent_age: {
      signed: 'Given {{consentedAt}}. With public-key authentication it lasts 28 days, until {{expiresAt}}.',
      unsigned_no_key:
        'Given {{consentedAt}}. Without a key it lasts 12 hours, until {{expiresAt}}. Set the key, then consent again.',
      unsigned_verdict:
        'Given {{consentedAt}}. The mall does not accept the key, so it lasts 12 hours, until {{expiresAt}}.',
      unsigned_unsigned_call:
        'Given {{consentedAt}}. A call was not validly signed, so it may end after 12 hours, at {{expiresAt}}.',
      expired_unsigned:
        'Given {{consentedAt}}; without valid signatures it ended after 12 hours, {{expiresAt}}. Mend what is marked ✗ above, then consent again.',
      expired_signed: 'Given {{consentedAt}}; it ended after 28 days, {{expiresAt}}. Consent again.',
      mall_ended: 'Given {{consentedAt}}; the mall ended it {{endedAt}}. Consent again.',
      mall_ended_early:
        'Given {{consentedAt}}; it ended {{endedAt}}, long before 28 days: the signatures were not accepted and the 12 hours applied.',
      withdrawn:
        'The mall refused to renew the token {{endedAt}}: the consent was withdrawn or the password changed. Consent again.',
      none: 'No consent was given yet.',
    },
    clock: {
      good: 'The clock of “{{terminal}}” is right (off by {{offset}}, ±{{error}}).',
      ahead:
        'The clock of “{{terminal}}” is {{offset}} ahead. Ahead at all makes signatures fail, and the consent ends after 12 hours.',
      behind:
        'The clock of “{{terminal}}” is {{offset}} behind. From 9 minutes on signatures fail, and the consent ends after 12 hours.',
      jumped: 'The clock was changed during the check. Diagnose again.',
      sources_disagree: 'The time sources contradict each other: no judgement is possible.',
      unknown: 'True time could not be learned. Check the internet connection.',
      not_measured: 'The clock of “{{terminal}}” cannot be checked from here. See that it is right.',
    },
    enabled_keys: {
      accepted_now: 'The mall accepts the key right now, so this is fine (two at most can be enabled).',
      ask: 'In Store Creator Pro (Settings > Encryption keys), see that at most two keys are enabled and that the registered version is one of them. The API does not tell.',
    },
    certificate: {
      none: 'None is set, and none is needed: abolished in 2023.',
      outdated: 'Set (until {{expiresAt}}). Abolished in 2023; everything works without it.',
      expired: 'It expired {{expiresAt}}. It was abolished and may be removed.',
      not_yet_valid: 'It is valid from {{validFrom}} only. Check the clock or the certificate.',
    },
  },
  report: {
    heading: 'Juchuban authentication diagnosis',
    shop: 'Shop: {{name}} ({{sellerId}})',
    scope: 'Authentication: {{scope}}',
    terminal: 'Terminal: {{terminal}} / Juchuban {{version}}',
    at: 'At: {{at}}',
  },
  seconds: '{{n}} s',
  minutesSeconds: '{{m}} min {{s}} s',
};
