/** The only two raw channels between main and the preload script; everything else travels over ports. */
export const connectChannel = 'juchuban:connect';
export const bridgeChannel = 'juchuban:bridge';
