/** Sends one mail. Throws AppError (for example when no mail server is set) when it did not leave. */
export interface WarningMail {
  send(mail: { readonly to: string; readonly subject: string; readonly text: string }): Promise<void>;
}
