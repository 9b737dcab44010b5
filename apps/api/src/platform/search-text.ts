// Search text stands in B-tree indexes, whose rows hold at most 2,704 bytes; a character takes up to 4.
const MAX_SEARCH_TEXT = 600;

/** Text by which things are found and sorted: lower case, without accents, words separated by single spaces. */
export function searchText(...parts: (string | null)[]): string {
  return parts
    .filter((part) => part !== null)
    .join(' ')
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, MAX_SEARCH_TEXT)
    .toWellFormed();
}

/** Pattern for LIKE that finds `search` anywhere; its wildcards stand for themselves. */
export function likePattern(search: string): string {
  return `%${searchText(search).replace(/[\\%_]/g, '\\$&')}%`;
}
