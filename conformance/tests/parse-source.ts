import { parseSync } from '@swc/core';

/** A node of swc's syntax tree, read by name. */
export type SyntaxNode = Readonly<Record<string, unknown>>;

/** A parsed source. Spans in the tree count bytes; `lineOf` and `textOf` take them as they are. */
export interface ParsedSource {
  readonly tree: SyntaxNode;
  /** Line of a node, from 1. */
  lineOf(node: SyntaxNode): number;
  /** Where a node begins and ends in the text's bytes. */
  bytesOf(node: SyntaxNode): { readonly start: number; readonly end: number };
}

/** Parses TypeScript with swc, the parser of the project's other checks. Throws on text that is no TypeScript. */
export function parseSource(text: string, options: { tsx: boolean }): ParsedSource {
  // Spans go on counting from one parsed file to the next; a mark in front of the text tells where this one begins.
  const tree = parseSync(`;${text}`, { syntax: 'typescript', tsx: options.tsx, target: 'es2022' });
  const bytes = Buffer.from(text);
  const first = (tree.body[0]?.span.start ?? 0) + 1;
  const bytesOf = (node: SyntaxNode): { start: number; end: number } => {
    const { start, end } = node['span'] as { start: number; end: number };
    return { start: start - first, end: end - first };
  };
  return {
    tree: tree as unknown as SyntaxNode,
    bytesOf,
    lineOf: (node) => bytes.subarray(0, bytesOf(node).start).toString().split('\n').length,
  };
}

/** The members of a node that are nodes, in the order of the tree. */
export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  return Object.values(node).flatMap((member): readonly SyntaxNode[] => {
    if (Array.isArray(member)) return member.filter(isNode);
    return isNode(member) ? [member] : [];
  });
}

export const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
