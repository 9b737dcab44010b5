/** Text by which things are found and sorted: lower case, without accents, words separated by single spaces. */
export function searchText(...parts: (string | null)[]): string {
  return parts
    .filter((part) => part !== null)
    .join(' ')
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}

/** Pattern for LIKE that finds `search` anywhere; its wildcards stand for themselves. */
export function likePattern(search: string): string {
  return `%${searchText(search).replace(/[\\%_]/g, '\\$&')}%`;
}
