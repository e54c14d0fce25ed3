import type { errorReasons as jaReasons } from '../ja/errors.ts';
import type { AllErrorTexts } from '../texts.ts';

export const errors: AllErrorTexts = {
  internal: {
    what: 'This could not be completed',
    why: 'Something unexpected happened inside the app. Your data are unchanged.',
    next: 'Try again. If it goes on, copy “Details” and send it to support.',
  },
  invalid_input: {
    what: 'The input is not accepted',
    why: 'A value is outside the allowed range or form.',
    next: 'Please check what you entered.',
  },
  unknown_operation: {
    what: 'This operation is not available',
    why: 'The window and the data part are of different versions.',
    next: 'Quit the app and start it again.',
  },
  forbidden: {
    what: 'This is not allowed',
    why: 'It cannot be changed, or the address is not safe to open.',
    next: 'Check whether you need this operation.',
  },
  not_found: {
    what: 'Not found',
    why: 'It was removed by another operation, or never registered.',
    next: 'Refresh the list and try again.',
  },
  conflict: {
    what: 'Another change was saved first',
    why: 'The same data were changed while you were editing. Nothing was overwritten.',
    next: 'Load the latest state and make your change again.',
  },
  cancelled: {
    what: 'Cancelled',
    why: 'It was cancelled on request.',
    next: 'Start it again if you need it.',
  },
  host_unavailable: {
    what: 'The data part is not running',
    why: 'The part that handles the data has stopped or does not answer.',
    next: 'Press “Start again”. If it goes on, restart the PC.',
  },
  db_corrupt: {
    what: 'The database is damaged',
    why: 'A disk fault or a power cut while writing has made the file unreadable.',
    next: 'Open the data folder and restore a backup file. Keep the damaged file.',
  },
  db_read_only: {
    what: 'The database cannot be written',
    why: 'The data folder is read-only, or you have no right to write there.',
    next: 'Check the rights of the data folder and start again.',
  },
  db_disk_full: {
    what: 'The disk is full',
    why: 'There is no space left where the data are written. Nothing was left half-written.',
    next: 'Free some space and try again.',
  },
  db_from_future: {
    what: 'These data were made by a newer version',
    why: 'A newer version of the app has updated the database. Opening it with this one could damage it.',
    next: 'Update the app to the latest version.',
  },
  db_migration_failed: {
    what: 'The database could not be updated',
    why: 'A problem occurred, so the update was undone. No data were lost.',
    next: 'Check the free disk space and start again. If it goes on, contact support.',
  },
  db_locked: {
    what: 'Another program is using the database',
    why: 'A second copy of this app, or backup or sync software, holds the file open.',
    next: 'Close that program and start again.',
  },
  keychain_unavailable: {
    what: 'The OS keychain cannot be used',
    why: 'The safe place for keys and tokens is locked or does not exist.',
    next: 'Unlock the keychain and try again.',
  },
  secret_missing: {
    what: 'A required key is not registered',
    why: 'This terminal holds no such secret or token.',
    next: 'Register it under “Shops & connection”.',
  },
  shared_secret_unreadable: {
    what: 'This terminal cannot open a shared key',
    why: 'Shared keys are encrypted with a key in the keychain. This terminal does not have it, or the value is damaged.',
    next: 'Enter the secret, public key, consent or mail password again.',
  },
  shop_duplicate: {
    what: 'This shop is already registered',
    why: 'A shop with the same mall, environment and store account exists.',
    next: 'Check the store account, or edit the existing shop.',
  },
  shop_has_running_import: {
    what: 'The shop cannot be deleted during an import',
    why: 'An import of “{{shopName}}” is running.',
    next: 'Wait for it or cancel it, then delete the shop.',
  },
  key_version_missing: {
    what: 'The key version is missing',
    why: 'The public key and its version only work together.',
    next: 'Enter the version shown under “暗号鍵管理” in StoreCreatorPro.',
  },
  key_missing: {
    what: 'The public key is missing',
    why: 'The public key and its version only work together.',
    next: 'Paste the whole public key, from the BEGIN line to the END line.',
  },
  key_version_invalid: {
    what: 'The key version is not valid',
    why: 'The version is a number such as 1 or 2.',
    next: 'Enter the number shown under “暗号鍵管理” in StoreCreatorPro.',
  },
  key_is_private: {
    what: 'A private key was pasted',
    why: 'The public key is needed. The private key was not kept.',
    next: 'Paste the key that begins with “-----BEGIN PUBLIC KEY-----”.',
  },
  key_is_certificate: {
    what: 'A certificate was pasted',
    why: 'The public key is needed; a certificate cannot be used.',
    next: 'Paste the key that begins with “-----BEGIN PUBLIC KEY-----”.',
  },
  key_not_rsa: {
    what: 'This is not an RSA public key',
    why: 'The pasted key is of type {{keyType}}. The mall uses RSA.',
    next: 'Paste the public key issued in StoreCreatorPro.',
  },
  key_too_short: {
    what: 'The public key is too short',
    why: 'It has {{bits}} bits; at least {{minimumBits}} are needed.',
    next: 'Paste the public key issued in StoreCreatorPro.',
  },
  key_unreadable: {
    what: 'This cannot be read as a public key',
    why: 'The pasted text is cut off or mixed with something else.',
    next: 'Copy it again, from the BEGIN line to the END line.',
  },
  seller_id_invalid: {
    what: 'The store account is not valid',
    why: 'Only lower-case letters, digits, “-” and “_” are allowed.',
    next: 'Enter the store account shown in StoreCreatorPro.',
  },
  certificate_files_missing: {
    what: 'No file was chosen',
    why: 'There is no file, or it is empty.',
    next: 'Choose the ZIP as downloaded from the mall, or both the certificate (.crt) and its key (.key).',
  },
  certificate_too_large: {
    what: 'The files are too large',
    why: 'A certificate and its key are a few kB. Files over 200 kB together are no certificate.',
    next: 'Choose the ZIP as downloaded from the mall, or only the .crt and the .key.',
  },
  certificate_crt_missing: {
    what: 'The certificate (.crt) is missing',
    why: '“{{fileName}}” is the private key. Certificate and key work only together.',
    next: 'Choose “SHP-<store account>.crt” as well.',
  },
  certificate_key_missing: {
    what: 'The private key (.key) is missing',
    why: '“{{fileName}}” is the certificate. Certificate and key work only together.',
    next: 'Choose “<store account>.key” as well.',
  },
  certificate_several: {
    what: 'There is more than one certificate or key',
    why: 'Which pair to use cannot be told (certificates: {{certificates}}, keys: {{keys}}).',
    next: 'Choose one .crt and one .key of this shop.',
  },
  certificate_pair_mismatch: {
    what: 'Certificate and key do not belong together',
    why: '“{{keyFile}}” is not the key of “{{certificateFile}}”. Files of another year or another shop may have been mixed.',
    next: 'Choose the .crt and the .key that were downloaded together.',
  },
  certificate_store_mismatch: {
    what: 'The certificate belongs to another store',
    why: 'It was made for “{{foundStore}}”. The store account of this shop is “{{expectedStore}}”.',
    next: 'Choose the certificate of this shop, or check the store account in the shop settings.',
  },
  certificate_unreadable: {
    what: 'This cannot be read as a certificate',
    why: '“{{fileName}}” is neither a certificate nor a key, or it is damaged.',
    next: 'Choose the files exactly as downloaded from the mall, neither edited nor converted.',
  },
  certificate_is_pkcs12: {
    what: 'This is a PKCS#12 file',
    why: '“{{fileName}}” (.p12 / .pfx) is another, password-protected form, not the one the mall hands out.',
    next: 'Choose the ZIP as downloaded from the mall, or the .crt and the .key.',
  },
  certificate_is_request: {
    what: 'This is a signing request (CSR), not a certificate',
    why: '“{{fileName}}” is what a certificate is applied for with.',
    next: 'Choose “SHP-<store account>.crt” as issued by the mall.',
  },
  certificate_key_unreadable: {
    what: 'The private key cannot be read',
    why: 'The content of “{{fileName}}” is cut or damaged. It was not kept.',
    next: 'Choose the file again as downloaded from the mall.',
  },
  certificate_key_encrypted: {
    what: 'The private key is protected by a password',
    why: '“{{fileName}}” is encrypted. The keys the mall hands out have no password.',
    next: 'Choose the .key as downloaded from the mall.',
  },
  certificate_key_is_public: {
    what: 'This is a public key, not the private key',
    why: '“{{fileName}}” is a public key. The private key of the certificate is needed.',
    next: 'Choose “<store account>.key”. The key of public-key authentication is pasted under “Public key” above.',
  },
  certificate_unusable: {
    what: 'No secure connection can be made with this certificate',
    why: 'Its key is too short or its signature too old for the encryption library.',
    next: 'The API certificate is optional. Use public-key authentication.',
  },
  certificate_zip_broken: {
    what: 'The ZIP is damaged',
    why: 'Some of its content is missing or was changed.',
    next: 'Download it again and choose it as it is.',
  },
  certificate_zip_unsupported: {
    what: 'This ZIP cannot be read',
    why: 'It is split, or packed in a way the ZIP of the mall never is.',
    next: 'Choose the ZIP as downloaded from the mall, or the .crt and the .key taken out of it.',
  },
  certificate_zip_encrypted: {
    what: 'The ZIP is protected by a password',
    why: 'The ZIP as downloaded from the mall has none.',
    next: 'Choose the ZIP as downloaded, or the .crt and the .key taken out of it.',
  },
  certificate_zip_unsafe_path: {
    what: 'The ZIP is not safe',
    why: 'It holds the name “{{fileName}}”, made to be written somewhere else. Nothing was unpacked.',
    next: 'Do not use this ZIP. Download it from the mall again.',
  },
  certificate_zip_bomb: {
    what: 'The ZIP would unpack to far too much',
    why: 'It grows beyond anything a certificate could be, so unpacking was stopped.',
    next: 'Do not use this ZIP. Download it from the mall again.',
  },
  certificate_zip_nested: {
    what: 'The ZIP holds another archive',
    why: '“{{fileName}}” is an archive. In the ZIP of the mall the .crt and the .key lie directly.',
    next: 'Take the inner ZIP out and choose that.',
  },
  certificate_zip_foreign: {
    what: 'This is not the ZIP of a certificate',
    why: 'It holds neither a certificate (.crt) nor a key (.key).',
    next: 'Choose the certificate ZIP as downloaded from the mall.',
  },
  redirect_uri_invalid: {
    what: 'The callback address is not valid',
    why: 'It cannot be used with the chosen way of receiving.',
    next: 'Enter the address exactly as registered for the application.',
  },
  consent_required: {
    what: 'Please update the refresh token',
    why: '“{{shopName}}” has no consent, or it has expired.',
    next: 'Do “Update refresh token” under “Shops & connection”.',
  },
  consent_state_mismatch: {
    what: 'The result of another consent was pasted',
    why: 'It does not belong to the page opened this time: an old page, or another shop.',
    next: 'Press “Update refresh token” again and agree on the page that opens.',
  },
  consent_code_missing: {
    what: 'No authorization code was found',
    why: 'The pasted address does not contain “code=”.',
    next: 'Copy the whole address of the page shown after you agreed.',
  },
  consent_code_used: {
    what: 'This authorization code was already used',
    why: 'A code works only once.',
    next: 'Press “Update refresh token” again and start over.',
  },
  consent_code_expired: {
    what: 'The authorization code is too old',
    why: 'A code can be used only for a few minutes after agreeing.',
    next: 'Open the authorization address again, agree, and paste at once.',
  },
  consent_code_mismatch: {
    what: 'This code is not of this request',
    why: 'It was issued for another request or another shop.',
    next: 'Open the address of this mail, agree, and paste the address you are led to.',
  },
  consent_denied: {
    what: 'The consent was refused at the mall',
    why: '“Do not agree” was chosen, or the page was closed.',
    next: 'Press “Update refresh token” again and agree.',
  },
  consent_attempt_expired: {
    what: 'The time for this consent is over',
    why: 'It must be finished within 30 minutes; a restart of the app ends it too.',
    next: 'Press “Update refresh token” again.',
  },
  consent_redirect_mismatch: {
    what: 'The callback address differs from the registered one',
    why: 'The address registered for the application and this shop’s setting are not the same.',
    next: 'Make them equal, down to the last “/”.',
  },
  consent_seller_mismatch: {
    what: 'The consent was given for another store',
    why: 'The Yahoo! JAPAN ID that agreed cannot read this store’s orders.',
    next: 'Agree again with an ID that may manage this store’s orders.',
  },
  email_auth_none: {
    what: 'No email authentication was started',
    why: 'No mail was sent for this shop.',
    next: 'Send the mail with “Email authentication” first.',
  },
  email_auth_expired: {
    what: 'The email authentication has expired',
    why: 'More than 24 hours have passed since the mail.',
    next: 'Start “Email authentication” again and use the new mail.',
  },
  email_auth_used: {
    what: 'This email authentication was already used',
    why: 'The consent of this mail is complete.',
    next: 'Check the consent’s state, or send a new mail to start over.',
  },
  email_auth_cancelled: {
    what: 'This email authentication was cancelled',
    why: 'It was cancelled or replaced by a newer one.',
    next: 'Use the newer mail, or start “Email authentication” again.',
  },
  email_auth_foreign_shop: {
    what: 'This is another shop’s result',
    why: 'The pasted address belongs to the email authentication of “{{shopName}}”.',
    next: 'Paste it at “{{shopName}}”, or use the mail for “{{thisShopName}}”.',
  },
  auth_client_invalid: {
    what: 'The Client ID or the secret is wrong',
    why: 'The mall did not recognise the application.',
    next: 'Check the Client ID under “Shops & connection” and enter the secret again.',
  },
  auth_failed: {
    what: 'Authentication at the mall failed',
    why: 'The authorization server did not accept the request.',
    next: 'Try again later. If it goes on, see “Details”.',
  },
  clock_ahead: {
    what: 'The clock of this PC is {{amount}} ahead',
    why: 'With a clock ahead, public-key authentication fails and the consent ends after 12 hours instead of 28 days (error ±{{bound}}). Nothing was sent to the mall.',
    next: 'Open the date and time settings, set the clock, then press “Check again”.',
  },
  clock_behind: {
    what: 'The clock of this PC is {{amount}} behind',
    why: 'From 9 minutes behind, public-key authentication fails and the consent ends after 12 hours instead of 28 days (error ±{{bound}}). Nothing was sent to the mall.',
    next: 'Open the date and time settings, set the clock, then press “Check again”.',
  },
  clock_unknown: {
    what: 'True time cannot be learned',
    why: 'No time server answered, so nobody knows whether the clock of this PC is right ({{sources}}). Nothing was sent to the mall.',
    next: 'Check the internet connection, then press “Check again”.',
  },
  clock_sources_disagree: {
    what: 'The time servers contradict each other',
    why: 'It cannot be told which time is true ({{sources}}). Nothing was sent to the mall.',
    next: 'Press “Check again” in a while. If it goes on, tell your network administrator or support.',
  },
  clock_jumped: {
    what: 'The clock of this PC changed during the check',
    why: 'It was set by hand or by itself, or the PC slept, so the result cannot be used. Nothing was sent to the mall.',
    next: 'When the clock has been set, press “Check again”.',
  },
  date_settings_unavailable: {
    what: 'The date and time settings cannot be opened',
    why: 'No way to open them was found on this system.',
    next: 'Open “Date and time” in the system settings and set the clock.',
  },
  login_item_failed: {
    what: 'Starting at login could not be set',
    why: 'The place where the system keeps what it starts cannot be written to.',
    next: 'Check the permissions and the free space of that folder, then switch it again.',
  },
  mall_session_expired: {
    what: 'Please update the refresh token',
    why: 'The session at the mall has expired (px-04102). Without public-key authentication it ends after 12 hours.',
    next: 'Do “Update refresh token”, then check the public key, its version and the PC’s clock.',
  },
  mall_token_expired: {
    what: 'The access token has expired',
    why: 'The mall did not accept it even after a renewal.',
    next: 'Try again. If it goes on, do “Update refresh token”.',
  },
  mall_token_invalid: {
    what: 'The mall does not accept the token',
    why: 'The token has an old form or was withdrawn.',
    next: 'Do “Update refresh token”.',
  },
  mall_auth_missing: {
    what: 'No authentication reached the mall',
    why: 'A device on the way may have removed it.',
    next: 'Check the proxy and the security software.',
  },
  mall_scope_missing: {
    what: 'The application lacks a permission',
    why: 'It does not have the scope for store operations.',
    next: 'Use the Client ID of an application that has this scope.',
  },
  mall_app_not_registered: {
    what: 'The application is not registered for the order API',
    why: 'No use of the order API was requested for this Client ID (px-04303).',
    next: 'Enter a Client ID that is approved for the order API.',
  },
  mall_ip_not_registered: {
    what: 'This PC’s IP address is not registered',
    why: 'The mall only accepts registered global IP addresses (px-04306).',
    next: 'Add your line’s global IP address to the order API application.',
  },
  mall_not_permitted: {
    what: 'The mall does not permit the use of the API',
    why: 'The business ID lacks permission, or a public key is set without its version (px-14303).',
    next: 'Check key and version, and the permission of the ID that agreed.',
  },
  mall_seller_not_allowed: {
    what: 'No permission for this store',
    why: 'The Yahoo! JAPAN ID that agreed has no rights for this store (px-14304).',
    next: 'Do “Update refresh token” with an ID that has them.',
  },
  mall_seller_invalid: {
    what: 'The store account was not found',
    why: 'The mall has no store with this account.',
    next: 'Check the store account and the environment in the shop’s settings.',
  },
  mall_url_unknown: {
    what: 'The mall’s API was not found',
    why: 'The address has changed, or the environment does not fit (px-04400).',
    next: 'Check the environment and update the app.',
  },
  mall_request_rejected: {
    what: 'The mall rejected the request',
    why: 'It contained a value the mall does not accept.',
    next: 'Copy “Details” and send it to support.',
  },
  mall_order_not_found: {
    what: 'The mall does not have this order',
    why: 'The order number does not exist there, or is too old to be read.',
    next: 'Check the order in StoreCreatorPro.',
  },
  mall_maintenance: {
    what: 'The mall is under maintenance',
    why: 'Its API is stopped for a while.',
    next: 'Auto import goes on by itself afterwards. Resume a manual import after the maintenance.',
  },
  mall_busy: {
    what: 'The mall is busy',
    why: 'It is publishing or uploading data.',
    next: 'Try again in a few minutes.',
  },
  mall_rate_limited: {
    what: 'The mall’s call limit was reached',
    why: 'Too many calls in a short time or in a day; other software with the same Client ID counts too.',
    next: 'Resume after a while, and review the intervals of other software.',
  },
  mall_server_error: {
    what: 'A problem at the mall',
    why: 'The mall’s server answered with an error.',
    next: 'Try again in a few minutes.',
  },
  mall_timeout: {
    what: 'The mall did not answer',
    why: 'No answer arrived in time.',
    next: 'Check the internet connection and try again.',
  },
  mall_unreachable: {
    what: 'The mall cannot be reached',
    why: 'There is no internet connection, or a device on the way blocks it.',
    next: 'Check line, proxy and security software, then try again.',
  },
  mall_certificate_refused: {
    what: 'The mall did not accept the API certificate',
    why: '{{host}} closed the connection that presented it. The certificate is outdated or not known there.',
    next: 'API certificates were abolished in 2023. Set up the public key and remove the certificate.',
  },
  mall_answer_broken: {
    what: 'The mall’s answer could not be read',
    why: 'It is cut off or not in the agreed form. The raw answer is kept.',
    next: 'The next import fetches it again. If it goes on, send the raw answer to support.',
  },
  mall_error_unknown: {
    what: 'The mall answered with an error',
    why: 'It is not documented. The mall’s own text is kept under “Details”.',
    next: 'See “Details”, or send it to support.',
  },
  mail_not_configured: {
    what: 'Sending mail is not set up',
    why: 'There are no mail server settings yet.',
    next: 'Enter the mail server under Settings, Mail.',
  },
  mail_unreachable: {
    what: 'The mail server cannot be reached',
    why: 'Server name or port is wrong, or something in between blocks the connection.',
    next: 'Check server name and port under Settings, Mail.',
  },
  mail_timeout: {
    what: 'The mail server does not answer',
    why: 'No answer came in time.',
    next: 'Check port, protection and the network.',
  },
  mail_tls_failed: {
    what: 'No safe connection to the mail server',
    why: 'The certificate is not valid, or the protection does not fit the server.',
    next: 'Check protection and port (TLS is usually 465, STARTTLS 587).',
  },
  mail_login_failed: {
    what: 'The mail server refused the login',
    why: 'User name or password is wrong.',
    next: 'Enter them again under Settings, Mail.',
  },
  mail_refused: {
    what: 'The mail server refused the mail',
    why: 'It does not accept the sender or the recipient.',
    next: 'Check both addresses.',
  },
  mail_failed: {
    what: 'The mail could not be sent',
    why: 'The mail server gave an unexpected answer.',
    next: 'See the details; send them to support if unclear.',
  },
  import_busy: {
    what: 'This shop is being imported',
    why: 'An import of “{{shopName}}” is running on terminal “{{terminal}}”.',
    next: 'Wait for it, or cancel it. Right after the app stopped in the middle of an import, it takes some 20 seconds until it can go on.',
  },
  import_period_invalid: {
    what: 'The period is not valid',
    why: 'Check its beginning and end.',
    next: 'Choose another period.',
  },
  import_not_running: {
    what: 'This import has already ended',
    why: 'The import to cancel is not running any more.',
    next: 'Look at its result.',
  },
  import_not_resumable: {
    what: 'This import cannot be resumed',
    why: 'It is complete, or still running.',
    next: 'Start a new import.',
  },
  import_lease_lost: {
    what: 'The import was taken over',
    why: 'While this import stood still, terminal “{{terminal}}” began to import the same shop. What was imported stays.',
    next: 'Wait for the other import; the rest comes with the next one.',
  },
  auto_import_off: {
    what: 'Auto import of this shop is not running',
    why: 'Auto import of “{{shopName}}” is off or paused.',
    next: 'Switch it on under Auto import, or import by hand.',
  },
  order_in_staging: {
    what: 'This order cannot be edited yet',
    why: 'It came by auto import and was not taken in yet.',
    next: 'Take it in first (“Take in orders”). Only cancelling is possible as it stands.',
  },
  staging_by_import_only: {
    what: 'Orders cannot be moved into staging',
    why: 'Staging is where orders wait that were just imported; only auto import puts them there.',
    next: 'Choose another phase.',
  },
  emergency_stopped: {
    what: 'Emergency stop is in force',
    why: '{{name}} has stopped auto import and stock link. Manual import works.',
    next: 'Once the cause is gone, use “Steps to resume” at the top of the window.',
  },
  stop_not_confirmed: {
    what: 'The emergency stop is not confirmed',
    why: 'Without an instruction of support, the confirmation must be typed.',
    next: 'Tick “Support has instructed me to do this”, or type 緊急停止.',
  },
  stop_already: {
    what: 'Already stopped',
    why: '{{name}} stopped it at {{when}}.',
    next: 'See the red banner at the top of the window.',
  },
  stop_none: {
    what: 'No emergency stop is in force',
    why: 'It was resumed meanwhile.',
    next: 'Check under Auto import that it runs.',
  },
  stop_not_compared: {
    what: 'Cannot resume yet',
    why: 'Some shops were not compared with their mall.',
    next: 'Wait for the comparison, or go on without the shops that failed.',
  },
  fraud_held: {
    what: 'Orders under fraud review can only be changed to Cancelled',
    why: 'The mall is reviewing this order for fraud. Nothing was changed.',
    next: 'Wait for the end of the review, or change it to Cancelled.',
  },
  phase_name_taken: {
    what: 'There is already a phase of this name',
    why: 'Every phase needs a name of its own.',
    next: 'Choose another name.',
  },
  phase_in_use: {
    what: 'There are {{count}} orders in this phase',
    why: 'A phase that holds orders cannot simply be removed.',
    next: 'Choose where its orders go, then remove it.',
  },
  phase_built_in: {
    what: 'A built-in phase cannot be removed',
    why: 'Imports and totals rely on it.',
    next: 'You can change its name, colour and position.',
  },
  field_invalid: {
    what: 'Check what you entered',
    why: 'The value of “{{label}}” cannot be used.',
    next: 'Correct it and save again.',
  },
  changed_since: {
    what: 'It was changed again since',
    why: 'This order was changed after that operation. Nothing was overwritten.',
    next: 'Look at its history and change it anew if needed.',
  },
  job_total_changed: {
    what: 'The number of orders changed',
    why: 'You confirmed {{confirmed}}, now {{total}} match. Nothing was changed yet.',
    next: 'Check the number and start again.',
  },
  job_not_undoable: {
    what: 'This cannot be undone',
    why: 'It was sent to the mall, or is undone already.',
    next: 'Change it anew if needed.',
  },
  job_no_file: {
    what: 'There is no exported file',
    why: 'The export has not ended, or its file was kept for its day.',
    next: 'Export again.',
  },
  mall_operation_invalid: {
    what: 'The mall does not take this',
    why: '“{{label}}” breaks a rule of the mall.',
    next: 'Correct it and send again.',
  },
  mall_transition_refused: {
    what: 'The mall refused this status',
    why: 'It cannot be reached from the present mall status. ({{mallCode}} {{mallMessage}})',
    next: 'Re-import the order and look at its mall status.',
  },
  mall_order_held: {
    what: 'The mall refused: the order is under fraud review',
    why: 'For such an order the mall only accepts cancellation. ({{mallCode}} {{mallMessage}})',
    next: 'Send it again once the review is over.',
  },
  outbox_not_waiting: {
    what: 'This cannot be taken back',
    why: 'It was sent, or is being sent.',
    next: 'Check what the mall shows.',
  },
  outbox_answer_lost: {
    what: 'It is not known whether the mall received this',
    why: 'The answer was cut off. It is held so that nothing is sent twice.',
    next: 'The mall is being re-read. Use “Re-read” if it is urgent.',
  },
  outbox_blocked: {
    what: 'Waiting for an earlier operation of the same order',
    why: 'Until the outcome of the earlier operation is settled, later ones are not sent to the mall.',
    next: 'Send the earlier one again or take it back; the rest then goes on.',
  },
  csv_empty: {
    what: 'The file has no rows',
    why: 'It is empty, or has a header only.',
    next: 'Check the file.',
  },
  csv_not_text: {
    what: 'This cannot be read as CSV',
    why: 'It is not a text file, or is damaged.',
    next: 'Save it as CSV (Shift_JIS or UTF-8) again.',
  },
  csv_has_errors: {
    what: '{{count}} rows have errors',
    why: 'A file with any error is not imported. Nothing was written.',
    next: 'Correct the rows shown and import again.',
  },
  csv_incomplete: {
    what: 'The file did not arrive whole',
    why: 'Only a part of it was received.',
    next: 'Choose the file again.',
  },
  demo_unavailable: {
    what: 'The demo cannot be started',
    why: 'The practice mall did not start.',
    next: 'Restart the app and try again.',
  },
};

export const errorReasons: {
  readonly [Code in keyof typeof jaReasons]: { readonly [R in keyof (typeof jaReasons)[Code]]: string };
} = {
  redirect_uri_invalid: {
    missing: 'To paste the result, the registered callback address is needed.',
    not_an_address: 'This is not an address.',
    has_fragment: 'An address with “#” cannot be used.',
    not_web: 'To paste the result, the address must begin with http:// or https://.',
    not_loopback: 'To receive on this PC, the address must look like http://127.0.0.1:port.',
    not_scheme: 'To receive in the app, the address must begin with juchuban://.',
  },
  mall_operation_invalid: {
    not_supported: 'This mall cannot do this.',
    unread: 'The order was never read from the mall.',
    cancel_reason: 'The mall has no such reason for a cancel.',
    cancel_detail_missing: 'The reason “other” needs an explanation.',
    cancel_detail_length: 'The explanation of a cancel has {{min}} to {{max}} characters.',
    transition: 'The order cannot go to that status from its present one.',
    prank: 'An order marked as a prank cannot go to that status.',
    read_only:
      'For 10 minutes after ordering the buyer may cancel, and nothing can be changed. It is sent by itself after that.',
    carrier: 'The mall has no such carrier code.',
    slip_too_long: 'A slip number has at most 30 characters.',
    slip_yamato: 'A slip number of Yamato has digits and hyphens only, at most 14.',
    slip_japan_post: 'A slip number of Japan Post has 11 to 13 characters without hyphens.',
    slip_and_reason: 'Either a slip number or a reason for none can be sent, not both.',
    slip_reason: 'The mall has no such reason for a missing slip number.',
    slip_stored: 'The mall has a slip number already, so a reason for none cannot be sent.',
    slip_reason_stored: 'The mall has a reason for a missing slip number, so a slip number cannot be sent.',
    date: 'There is no such day.',
    field_not_sendable: 'The mall does not take this field.',
    too_long: 'Too long: at most {{maxBytes}} bytes.',
  },
  outbox_answer_lost: {
    ended: 'The application ended while it was being sent. Nothing is sent twice, so it has stopped here.',
    ambiguous:
      'The order was changed at the mall since, and nobody can tell whether this arrived. It is not sent again by itself.',
  },
  outbox_blocked: {
    failed:
      'An earlier operation of the same order has failed. Until that is settled, later ones are not sent.',
    unknown:
      'Nobody knows whether an earlier operation of the same order arrived. Until that is settled, later ones are not sent.',
  },
  import_period_invalid: {
    reversed: 'The end is before the beginning.',
    future: 'The beginning lies in the future.',
    too_long: 'The period is too long; the longest is {{longestDays}} days.',
  },
  certificate_store_mismatch: {
    file_name:
      'The file name of the certificate says “{{foundStore}}”. The store account of this shop is “{{expectedStore}}”.',
    subject:
      'The certificate was issued to “{{foundStore}}”. The store account of this shop is “{{expectedStore}}”.',
  },
  key_unreadable: {
    several: 'More than one key was pasted.',
    cut: 'The BEGIN or the END line is missing.',
    other_kind: 'This is not a public key.',
    not_base64: 'It contains characters that no key has.',
    not_a_key: 'It looks like a key but cannot be read; characters may be missing.',
  },
};
