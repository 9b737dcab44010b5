import type * as ESTree from 'oxc-parser';
import { parseSync, Visitor } from 'oxc-parser';

/** One mention of another module: an import, a re-export, a dynamic import, a type import or a require. */
export type ImportUse = { specifier: string; line: number; typeOnly: boolean };

/** A global that has one home in the repository. */
export type GuardedGlobal = 'process.env' | 'clock' | 'Math.random' | 'console';

export type GlobalUse = { global: GuardedGlobal; line: number };

export type ModuleFacts = {
  imports: ImportUse[];
  globals: GlobalUse[];
  /** Lines of dynamic imports whose path is computed, which no rule can judge. */
  computedImports: number[];
  problems: { line: number; message: string }[];
};

const guardedMembers: Record<string, Record<string, GuardedGlobal>> = {
  process: { env: 'process.env' },
  Date: { now: 'clock' },
  Math: { random: 'Math.random' },
};

/** Lists what a TypeScript module imports and which guarded globals it touches, from its syntax tree. */
export function readModule(path: string, text: string): ModuleFacts {
  const lineAt = lineFinder(text);
  const facts: ModuleFacts = { imports: [], globals: [], computedImports: [], problems: [] };
  const parsed = parseSync(path, text, { preserveParens: false });
  for (const error of parsed.errors) {
    facts.problems.push({ line: lineAt(error.labels[0]?.start ?? 0), message: error.message });
  }

  const addImport = (source: ESTree.StringLiteral, typeOnly: boolean) =>
    facts.imports.push({ specifier: source.value, line: lineAt(source.start), typeOnly });
  const addGlobal = (global: GuardedGlobal, node: ESTree.Span) =>
    facts.globals.push({ global, line: lineAt(node.start) });

  new Visitor({
    ImportDeclaration(node) {
      addImport(node.source, node.importKind === 'type');
      if (!/^(node:)?(process|console)$/.test(node.source.value)) return;
      if (node.source.value.endsWith('console')) addGlobal('console', node);
      for (const specifier of node.specifiers) {
        if (specifier.type === 'ImportSpecifier' && nameOf(specifier.imported) === 'env') {
          addGlobal('process.env', specifier);
        }
      }
    },
    ExportNamedDeclaration(node) {
      if (node.source) addImport(node.source, node.exportKind === 'type');
    },
    ExportAllDeclaration(node) {
      addImport(node.source, node.exportKind === 'type');
    },
    ImportExpression(node) {
      const specifier = constantString(node.source);
      const line = lineAt(node.start);
      if (specifier === undefined) facts.computedImports.push(line);
      else facts.imports.push({ specifier, line, typeOnly: false });
    },
    TSImportType(node) {
      addImport(node.source, true);
    },
    TSExternalModuleReference(node) {
      addImport(node.expression, false);
    },
    MemberExpression(node) {
      const object = globalName(node.object);
      if (object === 'console') addGlobal('console', node);
      const property = propertyName(node);
      const guarded = object && property ? guardedMembers[object]?.[property] : undefined;
      if (guarded) addGlobal(guarded, node);
    },
    NewExpression(node) {
      if (globalName(node.callee) === 'Date' && node.arguments.length === 0) addGlobal('clock', node);
    },
    CallExpression(node) {
      const callee = globalName(node.callee);
      if (callee === 'Date') addGlobal('clock', node);
      const first = node.arguments[0];
      if (callee === 'require' && first) {
        const specifier = constantString(first);
        if (specifier !== undefined) {
          facts.imports.push({ specifier, line: lineAt(node.start), typeOnly: false });
        }
      }
      for (const argument of node.arguments) {
        if (globalName(argument) === 'console') addGlobal('console', argument);
      }
    },
    VariableDeclarator(node) {
      const source = node.init ? globalName(node.init) : undefined;
      if (source === 'console') addGlobal('console', node);
      if (!source || node.id.type !== 'ObjectPattern') return;
      for (const property of node.id.properties) {
        if (property.type !== 'Property' || property.key.type !== 'Identifier') continue;
        const guarded = guardedMembers[source]?.[property.key.name];
        if (guarded) addGlobal(guarded, property);
      }
    },
  }).visit(parsed.program);
  return facts;
}

type AnyNode = { type: string; start: number };

/** `x` for the identifier x and for `globalThis.x`; undefined for anything else. */
function globalName(node: AnyNode): string | undefined {
  if (node.type === 'Identifier') return (node as ESTree.IdentifierReference).name;
  if (node.type !== 'MemberExpression') return undefined;
  const member = node as ESTree.MemberExpression;
  return globalName(member.object) === 'globalThis' ? propertyName(member) : undefined;
}

function propertyName(node: ESTree.MemberExpression): string | undefined {
  if (node.computed) return constantString(node.property);
  return node.property.type === 'Identifier' ? node.property.name : undefined;
}

function constantString(node: AnyNode): string | undefined {
  if (node.type === 'Literal') {
    const { value } = node as ESTree.StringLiteral;
    return typeof value === 'string' ? value : undefined;
  }
  if (node.type !== 'TemplateLiteral') return undefined;
  const template = node as ESTree.TemplateLiteral;
  return template.expressions.length === 0 ? (template.quasis[0]?.value.cooked ?? undefined) : undefined;
}

function nameOf(node: ESTree.ModuleExportName): string {
  return node.type === 'Literal' ? node.value : node.name;
}

function lineFinder(text: string): (offset: number) => number {
  return (offset) => text.slice(0, offset).split('\n').length;
}
