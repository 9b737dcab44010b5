import { ProtocolContent } from '@healthprotocol/contracts';
import fc from 'fast-check';
import { type DefaultTreeAdapterTypes, html, parseFragment } from 'parse5';
import { describe, expect, it } from 'vitest';
import { hostileFragments, knownAttacks } from '../../../test/known-attacks.ts';
import {
  ALLOWED_ATTRIBUTES,
  ALLOWED_SCHEMES,
  ALLOWED_TAGS,
  sanitiseContent,
  sanitiseHtml,
} from './sanitise-content.ts';

const known: readonly string[] = ALLOWED_TAGS;
const allowedAttributes: Record<string, string[] | undefined> = ALLOWED_ATTRIBUTES;

/** Everything in the text, as the HTML standard's parser reads it, that is not on the allow-list. */
function intrudersIn(text: string): string[] {
  return intrudersAmong(parseFragment(text).childNodes);
}

function intrudersAmong(nodes: DefaultTreeAdapterTypes.ChildNode[]): string[] {
  return nodes.flatMap((node) => {
    if (node.nodeName === '#text') return [];
    if (!('tagName' in node)) return [node.nodeName];
    const attributes = node.attrs.filter(({ name, value }) => !isAllowed(node.tagName, name, value));
    return [
      ...(known.includes(node.tagName) && node.namespaceURI === html.NS.HTML ? [] : [`<${node.tagName}>`]),
      ...attributes.map(({ name, value }) => `${node.tagName}[${name}=${value}]`),
      ...intrudersAmong(node.childNodes),
    ];
  });
}

function isAllowed(tag: string, name: string, value: string): boolean {
  if (!allowedAttributes[tag]?.includes(name)) return false;
  return name !== 'href' || ALLOWED_SCHEMES.includes(new URL(value, 'x:').protocol.slice(0, -1));
}

const fragment = fc.oneof(fc.constantFrom(...hostileFragments), fc.string({ unit: 'binary', maxLength: 6 }));
const hostile = fc.array(fragment, { maxLength: 40 }).map((parts) => parts.join(''));

describe('rich text', () => {
  it('keeps what it may be made of', () => {
    const text =
      '<h2>A</h2><h3>B</h3><h4>C</h4><p>a <strong>b</strong> <em>c</em> <u>d</u> <s>e</s> <sup>f</sup> <sub>g</sub></p>' +
      '<ul><li>h</li></ul><ol><li>i</li></ol><blockquote>j</blockquote><pre><code>k &lt; l &amp; m</code></pre><hr />' +
      '<p>n<br />o</p><table><thead><tr><th colspan="2">p</th></tr></thead><tbody><tr><td rowspan="3">q</td></tr></tbody></table>';
    expect(sanitiseHtml(text)).toBe(text);
  });

  it('opens links apart from the app, without saying where they come from', () => {
    const kept = 'rel="noopener noreferrer nofollow" target="_blank"';
    expect(sanitiseHtml('<a href="https://a.example/?b=1&amp;c" rel="opener" target="_self">x</a>')).toBe(
      `<a href="https://a.example/?b=1&amp;c" ${kept}>x</a>`,
    );
    expect(sanitiseHtml('<a href="mailto:a@b.example">x</a>')).toBe(
      `<a href="mailto:a@b.example" ${kept}>x</a>`,
    );
  });

  it.each(['/clients', '#top', '//evil.example', 'ftp://a.example', 'blob:https://a', 'https://', ''])(
    'turns a link to %j into its text',
    (href) => {
      expect(sanitiseHtml(`<p><a href="${href}">x</a></p>`)).toBe('<p>x</p>');
    },
  );

  it('gives older and bigger marks their counterpart', () => {
    expect(sanitiseHtml('<h1>A</h1><p><b>b</b><i>c</i></p>')).toBe(
      '<h2>A</h2><p><strong>b</strong><em>c</em></p>',
    );
  });

  it('keeps the text of elements that it does not know, and numbers of cells only where they make sense', () => {
    expect(sanitiseHtml('<div class="x"><font color="red">a</font></div>')).toBe('a');
    expect(sanitiseHtml('<table><tr><td colspan="0" rowspan="9999999">a</td></tr></table>')).toBe(
      '<table><tr><td>a</td></tr></table>',
    );
  });

  it('leaves out what is no text for the database', () => {
    expect(sanitiseHtml('a\u0000b\u0007c\ud800d\te\nf')).toBe('abc\ufffdd\te\nf');
  });

  it('cuts towers of elements down', () => {
    const depth = (html: string) => (html.match(/<blockquote>/g) ?? []).length;
    expect(depth(sanitiseHtml('<blockquote>'.repeat(5000)))).toBe(30);
  });

  it.each(['<', '<a ', '<p>', '</p>', '<iframe>', '<noscript>', '&', '<svg>', '<a href="', '<!--'])(
    'is quick with a hundred thousand characters of %j',
    (part) => {
      const text = part.repeat(100_000 / part.length);
      const start = performance.now();
      sanitiseHtml(text);
      expect(performance.now() - start).toBeLessThan(2000);
    },
  );
});

describe('a known attack', () => {
  it('is on a list of at least sixty', () => {
    expect(new Set(knownAttacks).size).toBe(knownAttacks.length);
    expect(knownAttacks.length).toBeGreaterThanOrEqual(60);
  });

  it.each(knownAttacks)('leaves nothing that can run: %s', (attack) => {
    for (const text of [
      attack,
      `<p>${attack}</p>`,
      `<table><td>${attack}`,
      `<a href="https://a.example">${attack}`,
    ]) {
      const kept = sanitiseHtml(text);
      expect(intrudersIn(kept)).toEqual([]);
      expect(sanitiseHtml(kept)).toBe(kept);
    }
  });
});

describe('any hostile text', () => {
  it('leaves nothing that is not on the allow-list', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(intrudersIn(sanitiseHtml(text))).toEqual([]);
      }),
      { numRuns: 3000 },
    );
  });

  it('is not changed by sanitising it again', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const kept = sanitiseHtml(text);
        expect(sanitiseHtml(kept)).toBe(kept);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('the content of a protocol', () => {
  const content = (text: string) => ProtocolContent.parse({ title: 'Walk', durationDays: 1, content: text });

  it('is kept but for its rich text', async () => {
    expect(await sanitiseContent(content('<p onclick="x">a</p>'))).toEqual(content('<p>a</p>'));
  });

  it('is refused when its rich text grows over the limit by being escaped', async () => {
    await expect(sanitiseContent(content('<'.repeat(40_000)))).rejects.toThrow(
      expect.objectContaining({
        code: 'validation_failed',
        issues: [expect.objectContaining({ path: 'content.content', code: 'too_big' })],
      }),
    );
  });
});
