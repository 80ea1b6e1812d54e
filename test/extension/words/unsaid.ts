import { parseSync } from 'vite';

interface Node {
  readonly type: string;
  readonly [field: string]: unknown;
}

const isNode = (value: unknown): value is Node => typeof (value as Node | null)?.type === 'string';

const nameOf = (value: unknown) => (isNode(value) ? String(value.name ?? '') : '');

/** Attributes and properties that nobody reads. */
const SILENT_NAMES = ['class', 'className', 'd', 'viewBox', 'rel', 'key'];

/** What is written here is for programs alone: addresses of modules, types, classes, lists of names, errors of a fault. */
function isSilent(node: Node): boolean {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'TSLiteralType':
      return true;
    case 'NewExpression':
      return /Error$/.test(nameOf(node.callee));
    case 'CallExpression':
      return isNode(node.callee) && nameOf(node.callee.property) === 'split';
    case 'JSXAttribute':
      return SILENT_NAMES.includes(nameOf(node.name));
    case 'Property':
      return SILENT_NAMES.includes(nameOf(node.key));
    case 'VariableDeclarator':
      return SILENT_NAMES.includes(nameOf(node.id));
    case 'AssignmentExpression':
      return isNode(node.left) && SILENT_NAMES.includes(nameOf(node.left.property));
    default:
      return false;
  }
}

/** `node(tag, classes, words)` makes an element: the words alone are read. */
function readParts(node: Node): Node[] {
  if (node.type !== 'CallExpression' || nameOf(node.callee) !== 'node') return children(node);
  return (node.arguments as Node[]).slice(2);
}

/** What a node of the program says by itself; "…" stands for what a template has in its places. */
function textOf(node: Node): string | null {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type === 'JSXText') return String(node.value);
  if (node.type !== 'TemplateLiteral') return null;
  return (node.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked).join('…');
}

const children = (node: Node): Node[] =>
  Object.values(node).flatMap((value) => (Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : []));

function textsIn(node: Node): { text: string; isShown: boolean }[] {
  if (isSilent(node)) return [];
  const text = textOf(node);
  const own = text === null ? [] : [{ text: text.replace(/\s+/g, ' ').trim(), isShown: node.type === 'JSXText' }];
  return [...own, ...readParts(node).flatMap(textsIn)];
}

/** Selectors, styles, policies and the like have signs that sentences lack. */
const TECHNICAL =
  /[[\]{}#;<>=*_]|^\.|, \.|\(…|…px|'(self|none)'|^(…|[a-z0-9-]+)(, [a-z0-9-]+)+$|^M[\d.]+ ?[\dMLHVCSAZ .-]+$/i;
/** A word with a capital, or several words. */
const WORDS = /^[A-Z][a-z]+\W?$|\p{L}{2}.* |^….* \p{L}{2}/u;

/** The texts of a program that read like words for a person, in its order. */
export function wordsInCode(file: string, code: string): string[] {
  const program = parseSync(file, code).program as unknown as Node;
  return textsIn(program)
    .filter(({ text, isShown }) => (isShown ? /\p{L}/u.test(text) : WORDS.test(text) && !TECHNICAL.test(text)))
    .map(({ text }) => text);
}
