import type { ShopId } from '#shared/domain/ids.ts';
import type { EmailAuthRecord } from '../../core/ports/records.ts';
import type { Database } from '../database.ts';

export interface EmailAuthReader {
  emailAuth(id: string): EmailAuthRecord | null;
  latestEmailAuth(shopId: ShopId): EmailAuthRecord | null;
  emailAuthByState(stateHash: string): EmailAuthRecord | null;
}

export function createEmailAuthReader(database: Database): EmailAuthReader {
  const select = `SELECT e.id, s.id AS shopId, e.state, e.recipient AS "to", e.requested_by AS requestedBy,
      e.requested_at AS requestedAt, e.sent_at AS sentAt, e.expires_at AS expiresAt,
      e.state_hash AS stateHash, e.sealed
    FROM email_authentications e JOIN shops s ON s.no = e.shop_no`;
  const byId = database.query<EmailAuthRecord>(`${select} WHERE e.id = ?`);
  const byState = database.query<EmailAuthRecord>(`${select} WHERE e.state_hash = ?`);
  const latest = database.query<EmailAuthRecord>(`${select} WHERE s.id = ? ORDER BY e.no DESC LIMIT 1`);
  return {
    emailAuth: (id) => byId.get(id) ?? null,
    latestEmailAuth: (shopId) => latest.get(shopId) ?? null,
    emailAuthByState: (stateHash) => byState.get(stateHash) ?? null,
  };
}
