/** Headlines of authentication failures, with the mall's own text. */
export const authFailure = {
  terminal: 'Update the refresh token',
  shared: 'Details: ({{mallCode}},{{mallMessage}})',
  sharedUnsaid: 'Email authentication is needed',
  sharedWhy: 'The consent of “{{shopName}}” for auto import and stock link is missing or has ended.',
  sharedNext: 'Use “Email authentication” under Shops; check the shared key, its version and the PC’s clock.',
};
