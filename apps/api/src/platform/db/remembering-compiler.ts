import {
  type CompiledQuery,
  type OperationNode,
  PostgresQueryCompiler,
  type QueryId,
  type RawNode,
  type RootOperationNode,
  type ValueNode,
} from 'kysely';

/**
 * Remembers the text of statements that are written out with nothing but values in them, which never changes; Kysely would put
 * it together each time from a tree.
 */
export class RememberingCompiler extends PostgresQueryCompiler {
  /** By the pieces of the template between its values, of which each place in the code has its own. */
  readonly #texts = new WeakMap<readonly string[], string>();

  override compileQuery(node: RootOperationNode, queryId: QueryId): CompiledQuery {
    if (!isOfValuesOnly(node)) return super.compileQuery(node, queryId);
    let text = this.#texts.get(node.sqlFragments);
    if (text === undefined) {
      text = super.compileQuery(node, queryId).sql;
      this.#texts.set(node.sqlFragments, text);
    }
    return {
      query: node as RootOperationNode,
      queryId,
      sql: text,
      parameters: node.parameters.map(({ value }) => value),
    };
  }
}

type Written = Omit<RawNode, 'parameters'> & { parameters: readonly ValueNode[] };

function isOfValuesOnly(node: object): node is Written {
  return (node as RawNode).kind === 'RawNode' && (node as RawNode).parameters.every(isParameter);
}

const isParameter = (node: OperationNode): boolean =>
  node.kind === 'ValueNode' && !(node as ValueNode).immediate;
