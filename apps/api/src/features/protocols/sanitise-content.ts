import { createRequire } from 'node:module';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ProtocolContent } from '@healthprotocol/contracts';
import type SanitizeHtml from 'sanitize-html';
import type { Attributes } from 'sanitize-html';
import { AppError } from '../../platform/app-error.ts';

/** Elements that rich text may be made of; none of them can run, load, frame or submit anything. */
export const ALLOWED_TAGS = [
  ...['p', 'h2', 'h3', 'h4', 'ul', 'ol', 'li', 'blockquote', 'pre', 'code', 'br', 'hr'],
  ...['strong', 'em', 'u', 's', 'sup', 'sub', 'a'],
  ...['table', 'thead', 'tbody', 'tr', 'th', 'td'],
] as const;

/** Attributes by element; every other one goes, whatever its value. */
export const ALLOWED_ATTRIBUTES = {
  a: ['href', 'rel', 'target'],
  th: ['colspan', 'rowspan'],
  td: ['colspan', 'rowspan'],
};

export const ALLOWED_SCHEMES = ['http', 'https', 'mailto'];

/** Elements that go with all that is in them: their text is not meant for readers, or is parsed by other rules than HTML's. */
const DROPPED_TAGS = [
  ...[
    'script',
    'style',
    'template',
    'noscript',
    'noembed',
    'noframes',
    'iframe',
    'object',
    'embed',
    'applet',
  ],
  ...['svg', 'math', 'textarea', 'select', 'option', 'title', 'xmp', 'plaintext', 'listing'],
];

/** Deeper elements lose their tag and keep their text, so that no reader's browser has to build a tower. */
const MAX_DEPTH = 30;

const require = createRequire(import.meta.url);

/** Two rounds settle all but hostile text; what never settles becomes plain text. */
const MAX_ROUNDS = 8;

/** As in the contract of `content`. */
const MAX_CONTENT_LENGTH = 40_000;

const LINK_SAFETY = { rel: 'noopener noreferrer nofollow', target: '_blank' };

const options: SanitizeHtml.IOptions = {
  allowedTags: [...ALLOWED_TAGS],
  allowedAttributes: ALLOWED_ATTRIBUTES,
  allowedSchemes: ALLOWED_SCHEMES,
  allowProtocolRelative: false,
  nonTextTags: DROPPED_TAGS,
  nestingLimit: MAX_DEPTH,
  transformTags: {
    a: (tagName, attributes) => ({ tagName, attribs: linkAttributes(attributes) }),
    th: (tagName, attributes) => ({ tagName, attribs: spans(attributes) }),
    td: (tagName, attributes) => ({ tagName, attribs: spans(attributes) }),
    h1: 'h2',
    b: 'strong',
    i: 'em',
  },
  // A link without an address becomes its text.
  exclusiveFilter: ({ tag, attribs }) => (tag === 'a' && !attribs.href ? 'excludeTag' : false),
};

/** Takes everything out of rich text that is not on the allow-list. Doing it again changes nothing. */
export function sanitiseHtml(html: string): string {
  const rounds = settle(html);
  let round = rounds.next();
  while (!round.done) round = rounds.next();
  return round.value;
}

/** Stops after each round: one over the longest text takes as long as a request may keep others waiting. */
function* settle(html: string): Generator<void, string> {
  let kept = sanitiseOnce(html, options);
  // Elements that lost their parent may be read another way than they were written: a paragraph ends where the next begins.
  for (let round = 1; round < MAX_ROUNDS; round++) {
    yield;
    const again = sanitiseOnce(kept, options);
    if (again === kept) return kept;
    kept = again;
  }
  return sanitiseOnce(kept, { ...options, allowedTags: [] });
}

function sanitiseOnce(html: string, by: SanitizeHtml.IOptions): string {
  // Loaded with the first rich text that somebody writes: it is a twentieth of the start.
  const sanitizeHtml: typeof SanitizeHtml = require('sanitize-html');
  return onlyText(sanitizeHtml(onlyText(html), by));
}

/** Control characters and halves of surrogate pairs are no text, and the database refuses them. */
function onlyText(text: string): string {
  return text.toWellFormed().replace(/[^\P{Cc}\t\n\r]/gu, '');
}

/**
 * The content as it may be kept. Every way into the database leads through here.
 * @throws validation_failed when escaping makes the rich text longer than the contract allows
 */
export async function sanitiseContent(content: ProtocolContent): Promise<ProtocolContent> {
  const rounds = settle(content.content);
  let round: IteratorResult<void, string>;
  do {
    await nextTurn();
    round = rounds.next();
  } while (!round.done);
  const html = round.value;
  if (html.length > MAX_CONTENT_LENGTH) {
    const message = `Too long: at most ${MAX_CONTENT_LENGTH} characters`;
    throw new AppError('validation_failed', {
      issues: [{ path: 'content.content', code: 'too_big', message }],
    });
  }
  return { ...content, content: html };
}

/** Browsers leave tabs and line breaks out of an address before they read its scheme; so does `URL`. */
function linkAttributes({ href = '' }: Attributes): Attributes {
  const address = href.replace(/[\t\n\r]/g, '').trim();
  const scheme = URL.canParse(address) ? new URL(address).protocol.slice(0, -1) : '';
  return ALLOWED_SCHEMES.includes(scheme) ? { href: address, ...LINK_SAFETY } : {};
}

function spans(attributes: Attributes): Attributes {
  const valid = (['colspan', 'rowspan'] as const).filter((name) => /^[1-9]\d?$/.test(attributes[name] ?? ''));
  return Object.fromEntries(valid.map((name) => [name, attributes[name] ?? '']));
}
