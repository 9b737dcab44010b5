import { ProtocolContent } from '@healthprotocol/contracts';
import {
  Document,
  isCollection,
  isMap,
  isNode,
  isScalar,
  LineCounter,
  parseDocument,
  Scalar,
  visit,
  type YAMLMap,
  YAMLSeq,
} from 'yaml';

/** The longest line of a file. Longer text is folded; a folded line is joined again when the file is read. */
const LINE_WIDTH = 100;

/** The order in which a reader meets the parts: what it is, who must not have it, what is done when, and the prose last. */
const TOP_LEVEL_ORDER = [
  'title',
  'description',
  'category',
  'tags',
  'durationDays',
  'library',
  'evidence',
  'goals',
  'contraindications',
  'phases',
  'activities',
  'content',
] as const satisfies readonly (keyof ProtocolContent)[];

/** One thing that is wrong in a protocol file. `line` is counted from 1. */
export interface ProtocolFileIssue {
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

/** Says everything that is wrong in a protocol file, in the order of its lines. */
export class ProtocolFileError extends Error {
  readonly issues: readonly ProtocolFileIssue[];

  constructor(issues: readonly ProtocolFileIssue[]) {
    super(
      issues.map(({ line, path, message }) => `line ${line}${path && `, ${path}`}: ${message}`).join('\n'),
    );
    this.name = 'ProtocolFileError';
    this.issues = issues;
  }
}

/**
 * Reads a protocol from the text of a YAML 1.2 file and validates it with the contract.
 * @throws ProtocolFileError with every issue, each with its line
 */
export function parseProtocolFile(text: string): ProtocolContent {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, version: '1.2' });
  const lineAt = (offset: number) => lines.linePos(offset).line;

  const issues: ProtocolFileIssue[] = [...document.errors, ...document.warnings].map((error) => ({
    path: '',
    line: lineAt(error.pos[0]),
    message: error.message.split('\n', 1)[0] ?? error.code,
  }));
  visit(document, {
    // An alias would be written out again at each place, so the file could not be exported as it was.
    Alias: (_key, alias) => {
      issues.push({
        path: '',
        line: lineAt(alias.range?.[0] ?? 0),
        message: 'Anchors and aliases are not allowed',
      });
    },
  });
  if (issues.length > 0) throw new ProtocolFileError(issues);

  const result = ProtocolContent.safeParse(document.toJS());
  if (result.success) return result.data;
  const found = result.error.issues.map((issue) => ({
    path: issue.path.join('.'),
    line: lineAt(offsetOf(document, issue.path)),
    message: issue.message,
  }));
  throw new ProtocolFileError(found.toSorted((a, b) => a.line - b.line));
}

/**
 * Writes a protocol as YAML that people can read. Reading it again gives an equal protocol, and writing that one again gives
 * the same bytes. Fields that hold their default are left out.
 */
export function serialiseProtocolFile(content: ProtocolContent): string {
  // The contract also puts the keys of every part into its own order.
  const protocol = ProtocolContent.parse(content);
  const ordered = Object.fromEntries(TOP_LEVEL_ORDER.map((key) => [key, protocol[key]]));
  const document = new Document(withoutDefaults(ordered), { compat: 'yaml-1.1' });
  visit(document, {
    Scalar: (_key, scalar) => {
      if (typeof scalar.value === 'string') scalar.type = styleOf(scalar.value);
    },
    Collection: (_key, collection) => {
      collection.flow = isShort(collection);
    },
  });
  return document.toString({ lineWidth: LINE_WIDTH, flowCollectionPadding: false });
}

/** Where the thing at `path` stands in the text; of a missing field, where the part stands that misses it. */
function offsetOf(document: Document.Parsed, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

/** Drops what the contract fills in again. An empty list of slots has no default: it says that nothing is due by the clock. */
function withoutDefaults(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutDefaults(item));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(
    ([name, field]) =>
      field !== undefined &&
      field !== null &&
      field !== '' &&
      !(Array.isArray(field) && field.length === 0 && name !== 'slots'),
  );
  return Object.fromEntries(kept.map(([name, field]) => [name, withoutDefaults(field)]));
}

function styleOf(text: string): Scalar.Type {
  // Block text turns a carriage return into a line feed, cannot hold half of a surrogate pair, and loses space at its ends.
  if (/\r|^\s|\s$/.test(text) || !text.isWellFormed()) return Scalar.QUOTE_DOUBLE;
  if (text.includes('\n')) return Scalar.BLOCK_LITERAL;
  // The writer quotes plain text that would be read as something else.
  return text.length > LINE_WIDTH - 20 ? Scalar.BLOCK_FOLDED : Scalar.PLAIN;
}

/** Lists of words or numbers, codes and recurrences stand on one line. */
function isShort(collection: YAMLMap | YAMLSeq): boolean {
  const values = collection.items.map((item) =>
    isMap(collection) ? (item as { value: unknown }).value : item,
  );
  if (values.some((value) => isCollection(value) && !(value instanceof YAMLSeq && isShort(value))))
    return false;
  const length = values.reduce<number>(
    (sum, value) => sum + (isScalar(value) ? String(value.value).length : 0),
    0,
  );
  return collection instanceof YAMLSeq ? values.every(isScalar) : values.length <= 3 && length < 40;
}
