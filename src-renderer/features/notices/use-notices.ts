import { useQuery } from '@tanstack/react-query';
import { hostQuery } from '../../lib/connection/index.ts';

/** The latest notices and how many nobody has looked at; the host tells when there is another one. */
export function useNotices() {
  return useQuery(hostQuery.notices.list.queryOptions({ input: { limit: 100 } }));
}
