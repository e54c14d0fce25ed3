import { z } from 'zod';

/**
 * Every error that can cross a boundary. The renderer turns the code into Japanese; `message` is the
 * English text for logs and support. Add a code here, then its texts under i18n (a test checks both).
 */
export const errorCodes = [
  // the boundary itself
  'internal',
  'invalid_input',
  'unknown_operation',
  'forbidden',
  'not_found',
  'conflict',
  'cancelled',
  'host_unavailable',
  // database
  'db_corrupt',
  'db_read_only',
  'db_disk_full',
  'db_from_future',
  'db_migration_failed',
  'db_locked',
  // secrets
  'keychain_unavailable',
  'secret_missing',
  'shared_secret_unreadable',
  // shops and keys (spec §2.1)
  'shop_duplicate',
  'shop_has_running_import',
  'key_version_missing',
  'key_missing',
  'key_version_invalid',
  'key_is_private',
  'key_is_certificate',
  'key_not_rsa',
  'key_too_short',
  'key_unreadable',
  'seller_id_invalid',
  'redirect_uri_invalid',
  // API certificate (spec §2.1, yahoo §2.6)
  'certificate_files_missing',
  'certificate_too_large',
  'certificate_crt_missing',
  'certificate_key_missing',
  'certificate_several',
  'certificate_pair_mismatch',
  'certificate_store_mismatch',
  'certificate_unreadable',
  'certificate_is_pkcs12',
  'certificate_is_request',
  'certificate_key_unreadable',
  'certificate_key_encrypted',
  'certificate_key_is_public',
  'certificate_unusable',
  'certificate_zip_broken',
  'certificate_zip_unsupported',
  'certificate_zip_encrypted',
  'certificate_zip_unsafe_path',
  'certificate_zip_bomb',
  'certificate_zip_nested',
  'certificate_zip_foreign',
  // consent (spec §2.1, yahoo §1)
  'consent_required',
  'consent_state_mismatch',
  'consent_code_missing',
  'consent_code_used',
  'consent_code_expired',
  'consent_code_mismatch',
  'consent_denied',
  'consent_attempt_expired',
  'consent_redirect_mismatch',
  'consent_seller_mismatch',
  // email authentication (spec §2.1)
  'email_auth_none',
  'email_auth_expired',
  'email_auth_used',
  'email_auth_cancelled',
  'email_auth_foreign_shop',
  'auth_client_invalid',
  'auth_failed',
  // clock guard (spec §2.2); details: direction, amountMs, errorMs, sources
  'clock_ahead',
  'clock_behind',
  'clock_unknown',
  'clock_sources_disagree',
  'clock_jumped',
  'date_settings_unavailable',
  'login_item_failed',
  // mall calls (yahoo §1.5, §3.9)
  'mall_session_expired',
  'mall_token_expired',
  'mall_token_invalid',
  'mall_auth_missing',
  'mall_scope_missing',
  'mall_app_not_registered',
  'mall_ip_not_registered',
  'mall_not_permitted',
  'mall_seller_not_allowed',
  'mall_seller_invalid',
  'mall_url_unknown',
  'mall_request_rejected',
  'mall_order_not_found',
  'mall_maintenance',
  'mall_busy',
  'mall_rate_limited',
  'mall_server_error',
  'mall_timeout',
  'mall_unreachable',
  'mall_certificate_refused',
  'mall_answer_broken',
  'mall_error_unknown',
  // mail
  'mail_not_configured',
  'mail_unreachable',
  'mail_timeout',
  'mail_tls_failed',
  'mail_login_failed',
  'mail_refused',
  'mail_failed',
  // import (spec §3)
  'import_busy',
  'import_period_invalid',
  'import_not_running',
  'import_not_resumable',
  'import_lease_lost',
  'auto_import_off',
  'order_in_staging',
  'staging_by_import_only',
  // emergency stop (spec §5)
  'emergency_stopped',
  'stop_not_confirmed',
  'stop_already',
  'stop_none',
  'stop_not_compared',
  // phases and the fraud guard (spec §4.1)
  'fraud_held',
  'phase_name_taken',
  'phase_in_use',
  'phase_built_in',
  // editing
  'field_invalid',
  'changed_since',
  // jobs
  'job_total_changed',
  'job_not_undoable',
  'job_no_file',
  // write-back (spec §4, yahoo §3.4–3.7)
  'mall_operation_invalid',
  'mall_transition_refused',
  'mall_order_held',
  'outbox_not_waiting',
  'outbox_answer_lost',
  'outbox_blocked',
  // CSV (spec §3)
  'csv_empty',
  'csv_not_text',
  'csv_has_errors',
  'csv_incomplete',
  // demo
  'demo_unavailable',
] as const;
export const errorCodeSchema = z.enum(errorCodes);
export type ErrorCode = z.infer<typeof errorCodeSchema>;

/** What crosses a boundary when something fails. `details` holds facts for the texts, never secrets. */
export const appErrorSchema = z.object({
  code: errorCodeSchema,
  message: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  retryable: z.boolean(),
});
export type AppErrorShape = z.infer<typeof appErrorSchema>;

export type ErrorDetails = AppErrorShape['details'];

/** The typed error thrown inside the core; converted once, at the edge, to `AppErrorShape`. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
  readonly retryable: boolean;

  constructor(
    code: ErrorCode,
    message: string,
    options: { details?: ErrorDetails; retryable?: boolean; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.details = options.details ?? {};
    this.retryable = options.retryable ?? false;
  }

  /** The shape that may leave the process: no stack, no cause. */
  toShape(): AppErrorShape {
    return { code: this.code, message: this.message, details: this.details, retryable: this.retryable };
  }
}
