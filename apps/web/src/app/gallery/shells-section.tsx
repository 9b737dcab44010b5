import { Link } from '@tanstack/react-router';
import { buttonStyle } from '../../shared/ui/button-style.ts';
import { Row, Section } from './section.tsx';

export function ShellsSection() {
  return (
    <Section title="Shells">
      <Row>
        <Link to="/gallery/practitioner" className={buttonStyle()}>
          Practitioner
        </Link>
        <Link to="/gallery/client" className={buttonStyle()}>
          Client
        </Link>
      </Row>
    </Section>
  );
}
