import { createElement, type ReactNode, useMemo } from 'react';
import { cx } from '../lib/cx.ts';

export interface RichTextProps {
  /** HTML from the server, sanitised there already. */
  html: string;
  className?: string;
}

/** Reads rich text. Builds elements from an allow-list of its own, so that even unsanitised text could not run. */
export function RichText({ html, className }: RichTextProps) {
  const content = useMemo(() => elementsOf(html), [html]);
  return (
    <div dir="auto" className={cx('rich-text', className)}>
      {content}
    </div>
  );
}

const allowed = new Set(
  'p br hr h1 h2 h3 h4 ul ol li strong b em i u s sub sup a blockquote code pre table thead tbody tr th td'.split(
    ' ',
  ),
);
/** Elements whose text is not meant for readers. */
const dropped = new Set([
  'script',
  'style',
  'template',
  'noscript',
  'iframe',
  'object',
  'svg',
  'math',
  'title',
]);
const tableParts = new Set(['table', 'thead', 'tbody', 'tr']);
const safeAddress = /^(?:https?:|mailto:|tel:)/i;

function elementsOf(html: string): ReactNode {
  return childrenOf(new DOMParser().parseFromString(html, 'text/html').body);
}

function childrenOf(parent: Node): ReactNode[] {
  return [...parent.childNodes].map(elementOf);
}

function elementOf(node: Node, index: number): ReactNode {
  if (node.nodeType === Node.TEXT_NODE) return isLayoutSpace(node) ? null : node.textContent;
  if (!(node instanceof Element)) return null;
  const tag = node.localName;
  if (dropped.has(tag)) return null;
  if (tag === 'br' || tag === 'hr') return createElement(tag, { key: index });
  const children = childrenOf(node);
  if (!allowed.has(tag)) return children;
  return createElement(tag, { key: index, ...attributesOf(node) }, ...children);
}

/** Line breaks between the rows of a table, which are no text of it. */
function isLayoutSpace(node: Node): boolean {
  return tableParts.has(node.parentElement?.localName ?? '') && !node.textContent?.trim();
}

function attributesOf(element: Element): Record<string, string | number> {
  if (element.localName === 'a') {
    const href = element.getAttribute('href')?.trim() ?? '';
    return safeAddress.test(href) ? { href, target: '_blank', rel: 'noopener noreferrer' } : {};
  }
  const start = Number(element.getAttribute('start'));
  return element.localName === 'ol' && start > 1 ? { start } : {};
}
