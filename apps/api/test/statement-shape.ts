/** A statement without what differs from one use to the next: white space, numbers of parameters, how many values a list has. */
export function statementShape(sql: string): string {
  return sql
    .replace(/--[^\n]*/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/\$\d+/g, '$')
    .replace(/\((?:\$(?:::\w+)?(?:, )?)+\)/g, (list) => (list.includes('::') ? list : '($…)'))
    .replace(/\(\$…\)(?:, \(\$…\))+/g, '($…)')
    .trim();
}

/** True for what only frames a transaction and reads nothing. */
export const framesTransaction = (sql: string): boolean =>
  /^(begin|commit|rollback|savepoint|release|set |show |select set_config\()/i.test(sql.trim());
