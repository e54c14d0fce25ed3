import type BetterSqlite3 from 'better-sqlite3';

/** Counts of what the database remembers, for the record of a run. */
export function figuresOf(database: BetterSqlite3.Database): Record<string, unknown> {
  const grouped = (sql: string): Record<string, number> =>
    Object.fromEntries(
      database
        .prepare<[], { name: string; count: number }>(sql)
        .all()
        .map(({ name, count }) => [name, count]),
    );
  return {
    orders: grouped("SELECT 'all' AS name, COUNT(*) AS count FROM orders"),
    runs: grouped(
      "SELECT run_trigger || ' ' || state AS name, COUNT(*) AS count FROM import_runs GROUP BY 1",
    ),
    reconciliations: grouped(
      "SELECT reason || ' ' || state AS name, COUNT(*) AS count FROM reconciliations GROUP BY 1",
    ),
    gaps: grouped(
      "SELECT 'missing' AS name, SUM(missing) AS count FROM reconciliations UNION SELECT 'changed', SUM(changed) FROM reconciliations UNION SELECT 'gap', SUM(gap) FROM reconciliations UNION SELECT 'listed', SUM(listed) FROM reconciliations",
    ),
    stops: grouped("SELECT 'all' AS name, COUNT(*) AS count FROM emergency_stops"),
  };
}
