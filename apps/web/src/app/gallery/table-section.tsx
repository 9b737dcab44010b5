import { useMemo, useState } from 'react';
import { Badge } from '../../shared/ui/badge.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { DataTable } from '../../shared/ui/data-table/data-table.tsx';
import type { DataTableColumn } from '../../shared/ui/data-table/data-table-column.ts';
import { EmptyState } from '../../shared/ui/empty-state.tsx';
import { ProgressBar } from '../../shared/ui/progress-bar.tsx';
import { showToast } from '../../shared/ui/toast-store.ts';
import { Row, Section } from './section.tsx';

interface SampleClient {
  id: string;
  name: string;
  zone: string;
  adherence: number | null;
  protocols: number;
}

const names = [
  'Ana García',
  'محمد العربي',
  'Łukasz Wójcik',
  'Wilhelmina Schwarzenberger-Hohenstein',
  'Siobhán Byrne',
  '李小龍',
];
const zones = ['Europe/Madrid', 'Asia/Dubai', 'America/New_York', 'Asia/Kolkata'];

const columns: DataTableColumn<SampleClient>[] = [
  {
    id: 'name',
    header: 'Name',
    value: (row) => row.name,
    cell: (row) => (
      <span dir="auto" className="font-medium">
        {row.name}
      </span>
    ),
    sortable: true,
    width: '34%',
  },
  { id: 'zone', header: 'Time zone', value: (row) => row.zone, sortable: true, wideOnly: true },
  {
    id: 'adherence',
    header: 'Adherence, 30 days',
    value: (row) => row.adherence,
    sortable: true,
    align: 'end',
    cell: ({ adherence }) =>
      adherence === null ? (
        <Badge>No data</Badge>
      ) : (
        <span className="inline-flex items-center gap-3">
          <span className="w-20 max-md:hidden">
            <ProgressBar label="Adherence" share={adherence} tone={adherence < 0.6 ? 'attention' : 'done'} />
          </span>
          {Math.round(adherence * 100)} %
        </span>
      ),
  },
  {
    id: 'protocols',
    header: 'Protocols',
    value: (row) => row.protocols,
    sortable: true,
    align: 'end',
    wideOnly: true,
  },
];

const sampleOf = (index: number): SampleClient => ({
  id: `client-${index}`,
  name: `${names[index % names.length]} ${index + 1}`,
  zone: zones[index % zones.length]!,
  adherence: index % 9 === 4 ? null : ((index * 37) % 101) / 100,
  protocols: (index % 3) + 1,
});

export function TableSection() {
  const [count, setCount] = useState(40);
  const rows = useMemo(() => Array.from({ length: count }, (_, index) => sampleOf(index)), [count]);
  return (
    <Section title="Table">
      <Row>
        <Button size="sm" onClick={() => setCount(10_000)}>
          10,000 rows
        </Button>
        <Button size="sm" onClick={() => setCount(0)}>
          No rows
        </Button>
      </Row>
      <div className="mt-4">
        <DataTable
          label="Clients"
          columns={columns}
          rows={rows}
          rowId={(row) => row.id}
          rowLabel={(row) => row.name}
          onOpen={(row) => showToast(`Opened ${row.name}`)}
          searchLabel="Search clients"
          selectionActions={(ids, clear) => (
            <Button
              size="sm"
              onClick={() => {
                showToast(`Assigned to ${ids.length}`);
                clear();
              }}
            >
              Assign
            </Button>
          )}
          exportable
          empty={<EmptyState title="No clients yet" />}
        />
      </div>
    </Section>
  );
}
