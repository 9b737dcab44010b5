import { expect, it } from 'vitest';
import { renderUi } from '../test/render-ui.tsx';
import { RichText } from './rich-text.tsx';

it('keeps the structure of text', () => {
  const html =
    '<h2>Why</h2><p>Sit <strong>still</strong>.<br>Then</p><ol start="3"><li><p>Measure</p></li></ol>';
  const { container } = renderUi(<RichText html={html} />);
  expect(container.querySelector('.rich-text')?.innerHTML).toBe(html);
});

it('opens links in a new tab that cannot reach back', () => {
  const { container } = renderUi(<RichText html='<a href="https://example.org">x</a>' />);
  const link = container.querySelector('a');
  expect(link?.getAttribute('rel')).toBe('noopener noreferrer');
});

it.each([
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)><script>alert(1)</script></svg>',
  '<a href="javascript:alert(1)">x</a>',
  '<a href=" jAvAsCrIpT:alert(1)">x</a>',
  '<a href="data:text/html,x">x</a>',
  '<p style="position:fixed" onclick="alert(1)">x</p>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<math><mtext><table><mglyph><style><img src onerror=alert(1)>',
])('lets nothing run: %s', (html) => {
  const { container } = renderUi(<RichText html={html} />);
  expect(
    container.querySelector('script, img, svg, iframe, style, [href], [style], [onclick], [onerror]'),
  ).toBeNull();
});
