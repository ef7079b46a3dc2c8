import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { loadDocument } from '../../src/document/load-document.ts';

/** A regular expression of the project, and the file that contains it. */
export interface Expression {
  readonly source: string;
  readonly flags: string;
  readonly file: string;
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Returns every expression of the source, literal or constructed (`new RegExp`), and every pattern of both documents.
 */
export async function listExpressions(): Promise<readonly Expression[]> {
  const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.generated.ts'),
  );
  const found = [
    ...files.flatMap((name) => expressionsIn(`src/${name}`, readFileSync(join(ROOT, 'src', name), 'utf8'))),
    ...(await patternsOf('spec/openapi.yaml')),
    ...(await patternsOf('control/openapi.yaml')),
  ];
  // The file that is named is the first one that has the expression.
  const first = found
    .toReversed()
    .map((expression) => [`/${expression.source}/${expression.flags}`, expression] as const);
  return [...new Map(first).values()];
}

/**
 * Returns the expressions in TypeScript source. A part of a constructed expression that is not constant becomes `x`.
 */
export function expressionsIn(file: string, text: string): readonly Expression[] {
  const sourceFile = ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true);
  const constants = new Map<string, ts.Expression>();
  const found: Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer !== undefined) {
      constants.set(node.name.text, node.initializer);
    }
    if (ts.isRegularExpressionLiteral(node)) found.push({ ...splitLiteral(node.text), file });
    ts.forEachChild(node, visit);
  };
  const visitCalls = (node: ts.Node): void => {
    if (ts.isNewExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'RegExp') {
      const [source, flags] = (node.arguments ?? []).map((argument) => toText(argument, constants));
      // Skips the patterns of users' documents, and copies of literals, which are listed where they are written.
      if (source !== undefined && source !== UNKNOWN)
        found.push({ source, flags: flags === UNKNOWN ? '' : (flags ?? ''), file });
    }
    ts.forEachChild(node, visitCalls);
  };
  visit(sourceFile);
  visitCalls(sourceFile);
  return found;
}

function toText(node: ts.Expression, constants: ReadonlyMap<string, ts.Expression>): string {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTaggedTemplateExpression(node)) return toTemplateText(node.template, constants, true);
  if (ts.isTemplateExpression(node)) return toTemplateText(node, constants, false);
  if (ts.isBinaryExpression(node)) return toText(node.left, constants) + toText(node.right, constants);
  if (ts.isPropertyAccessExpression(node) && node.name.text === 'source') return toText(node.expression, constants);
  if (ts.isRegularExpressionLiteral(node)) return splitLiteral(node.text).source;
  const constant = ts.isIdentifier(node) ? constants.get(node.text) : undefined;
  return constant === undefined ? UNKNOWN : toText(constant, constants);
}

function toTemplateText(
  template: ts.TemplateLiteral,
  constants: ReadonlyMap<string, ts.Expression>,
  isRaw: boolean,
): string {
  const textOf = (part: ts.TemplateLiteralLikeNode): string => (isRaw ? (part.rawText ?? part.text) : part.text);
  if (ts.isNoSubstitutionTemplateLiteral(template)) return textOf(template);
  const spans = template.templateSpans.map(
    ({ expression, literal }) => toText(expression, constants) + textOf(literal),
  );
  return textOf(template.head) + spans.join('');
}

function splitLiteral(literal: string): Pick<Expression, 'source' | 'flags'> {
  const end = literal.lastIndexOf('/');
  return { source: literal.slice(1, end), flags: literal.slice(end + 1) };
}

async function patternsOf(file: string): Promise<readonly Expression[]> {
  const { document } = await loadDocument(join(ROOT, file));
  const found: Expression[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, child] of Object.entries(value) as [string, unknown][]) {
      if (name === 'pattern' && typeof child === 'string') found.push({ source: child, flags: 'u', file });
      if (name === 'patternProperties')
        found.push(...Object.keys(child as object).map((source) => ({ source, flags: 'u', file })));
      visit(child);
    }
  };
  visit(document);
  return found;
}

const UNKNOWN = 'x';
