import { useQuery } from '@tanstack/react-query';
import { hostQuery } from '../../lib/connection/index.ts';

/** The expiry board; the host tells when something on it changed. */
export function useBoard() {
  return useQuery(hostQuery.expiry.board.queryOptions({ input: {} }));
}
