import { useState } from 'react';
import { RichText } from '../../shared/ui/rich-text.tsx';
import { RichTextEditor } from '../../shared/ui/rich-text-editor.tsx';
import { Section } from './section.tsx';

const sample = `<h2>Why two minutes matter</h2><p>Sit for <strong>five minutes</strong> before measuring, feet on the floor,
back supported. Read more at <a href="https://www.heart.org">the American Heart Association</a>.</p>
<ul><li>No coffee for 30 minutes before</li><li>Cuff on bare skin, at the height of the heart</li></ul>
<blockquote><p>Two readings, one minute apart, morning and evening.</p></blockquote>`;

export function TextSection() {
  const [html, setHtml] = useState(sample);
  return (
    <Section title="Rich text">
      <div className="grid gap-8 lg:grid-cols-2">
        <RichTextEditor
          label="Content"
          initialHtml={sample}
          onChange={setHtml}
          placeholder="What the client will read"
        />
        <RichText html={html} />
      </div>
    </Section>
  );
}
