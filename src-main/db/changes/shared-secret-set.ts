import type { Database } from '../database.ts';
import type { Handler } from './write-context.ts';
import { done } from './write-context.ts';

/** Publishes nothing: a token renewed in the background is no news; its session says what is. */
export function createSharedSecretSet(database: Database): Handler<'sharedSecret.set'> {
  const upsert = database.query(
    'INSERT OR REPLACE INTO shared_secrets (owner, name, sealed) VALUES (?, ?, ?)',
  );
  const remove = database.query('DELETE FROM shared_secrets WHERE owner = ? AND name = ?');
  return (_context, { owner, name, sealed }) => {
    if (sealed === null) remove.run(owner, name);
    else upsert.run(owner, name, sealed);
    return done;
  };
}
