import { dateOfEpochDay } from '@healthprotocol/domain';
import { searchText } from '../../apps/api/src/platform/search-text.ts';
import { line, type TableLoad } from './copy-table.ts';
import { DAY_MS, type People } from './people.ts';
import type { Plan } from './plans.ts';
import { contentOf, type LoadedProtocol } from './protocols.ts';

const at = (ms: number): string => new Date(ms).toISOString();

/** Protocols with their drafts and versions. */
export function protocolTables(
  { organizationId, staff }: People,
  protocols: readonly LoadedProtocol[],
): TableLoad[] {
  const author = (index: number) => staff[index % staff.length]!.memberId;
  return [
    {
      table: 'protocols',
      columns: [
        'organization_id',
        'id',
        'status',
        'title',
        'search_text',
        'description',
        'category',
        'tags',
        'duration_days',
        'activity_count',
        'latest_version',
        'draft_revision',
        'created_at',
        'updated_at',
      ],
      lines: () =>
        protocols.map((protocol) => {
          const { id, title, versions, retired, createdAt, hasDraft } = protocol;
          const { description, category, tags, durationDays, activities } = contentOf(
            protocol,
            Math.max(1, versions),
          );
          const status = versions === 0 ? 'draft' : retired ? 'retired' : 'published';
          const text = searchText(title, ...tags);
          const tagArray = `{${tags.map((tag) => JSON.stringify(tag)).join(',')}}`;
          return line(
            organizationId,
            id,
            status,
            title,
            text,
            description,
            category,
            tagArray,
            durationDays,
            activities.length,
            versions || null,
            versions + Number(hasDraft),
            at(createdAt),
            at(createdAt + versions * DAY_MS),
          );
        }),
    },
    {
      table: 'protocol_drafts',
      columns: ['organization_id', 'protocol_id', 'revision', 'content', 'saved_at', 'saved_by'],
      lines: () =>
        protocols
          .filter(({ hasDraft }) => hasDraft)
          .map((protocol) => {
            const { id, versions, createdAt, index } = protocol;
            const content = JSON.stringify(contentOf(protocol, versions + 1));
            return line(organizationId, id, versions + 1, content, at(createdAt + 5 * DAY_MS), author(index));
          }),
    },
    {
      table: 'protocol_versions',
      columns: [
        'organization_id',
        'protocol_id',
        'version',
        'content',
        'note',
        'published_at',
        'published_by',
      ],
      *lines() {
        for (const protocol of protocols) {
          for (let version = 1; version <= protocol.versions; version++) {
            const content = JSON.stringify(contentOf(protocol, version));
            const publishedAt = at(protocol.createdAt + version * DAY_MS);
            yield line(
              organizationId,
              protocol.id,
              version,
              content,
              `Edition ${version}`,
              publishedAt,
              author(protocol.index),
            );
          }
        }
      },
    },
  ];
}

/** Assignments and the versions they follow. */
export function assignmentTables({ organizationId }: People, plans: readonly Plan[]): TableLoad[] {
  return [
    {
      table: 'assignments',
      columns: [
        'organization_id',
        'id',
        'client_id',
        'protocol_id',
        'start_date',
        'last_date',
        'stopped_on',
        'stop_reason',
        'pauses',
        'safety',
        'created_at',
        'created_by',
      ],
      *lines() {
        for (const plan of plans) {
          const createdAt = at((plan.startDay - 1) * DAY_MS);
          const lastDate = plan.pausedFrom === null ? dateOfEpochDay(plan.endDay - 1) : null;
          const pauses =
            plan.pausedFrom === null ? [] : [{ fromDate: dateOfEpochDay(plan.pausedFrom), toDate: null }];
          const safety = JSON.stringify({
            checkedAt: createdAt,
            findings: [],
            notRecorded: ['allergies'],
            blockReason: null,
          });
          const stoppedOn = plan.stoppedOn === null ? null : dateOfEpochDay(plan.stoppedOn);
          yield line(
            organizationId,
            plan.id,
            plan.client.id,
            plan.protocol.id,
            dateOfEpochDay(plan.startDay),
            lastDate,
            stoppedOn,
            stoppedOn && 'Changed to another',
            JSON.stringify(pauses),
            safety,
            createdAt,
            plan.client.careTeam[0]!,
          );
        }
      },
    },
    {
      table: 'assignment_segments',
      columns: [
        'organization_id',
        'assignment_id',
        'from_date',
        'protocol_id',
        'version',
        'is_first',
        'last_date',
      ],
      *lines() {
        for (const { id, protocol, version, startDay, endDay, pausedFrom, movedOn } of plans) {
          const last = pausedFrom === null ? dateOfEpochDay(endDay - 1) : null;
          const followed = (from: number, which: number, isFirst: boolean, lastDate: string | null) =>
            line(organizationId, id, dateOfEpochDay(from), protocol.id, which, isFirst, lastDate);
          if (movedOn === null) {
            yield followed(startDay, version, true, last);
          } else {
            yield followed(startDay, version - 1, true, dateOfEpochDay(movedOn - 1));
            yield followed(movedOn, version, false, last);
          }
        }
      },
    },
  ];
}
