'use client';

import { BadgeCheck, Ban, Flag, Gavel, Hourglass, Inbox, MessageSquare, Send } from 'lucide-react';
import { ControlSamples } from '@/components/dev/ControlSamples';
import { Badge } from '@/components/ui/Badge';
import { Banner } from '@/components/ui/Banner';
import { Button } from '@/components/ui/Button';
import { Card, SectionCard } from '@/components/ui/Card';
import { CheckList } from '@/components/ui/CheckList';
import { DataList } from '@/components/ui/DataList';
import { EmptyState } from '@/components/ui/EmptyState';
import { ErrorState } from '@/components/ui/ErrorState';
import { PageHeader } from '@/components/ui/PageHeader';
import { Pagination } from '@/components/ui/Pagination';
import { ListSkeleton } from '@/components/ui/Skeleton';
import { Stars } from '@/components/ui/Stars';
import { StatTile } from '@/components/ui/StatTile';
import { Thread } from '@/components/ui/Thread';
import { Timeline } from '@/components/ui/Timeline';

const rows = [
  { id: '1', author: 'Ana M.', text: 'Colis arrivé abîmé', rating: 1 },
  { id: '2', author: 'Jean P.', text: 'Très bonne lampe', rating: 5 },
];

/** The primitives with sample content. Words here are samples, so they are not in the catalogues. */
export function Gallery() {
  return (
    <main id="content" className="mx-auto flex max-w-5xl flex-col gap-6 px-4 py-8">
      <PageHeader
        title="Primitives"
        description="Every primitive in its states."
        aside={<Badge>Sample</Badge>}
      />
      <div className="grid gap-4 sm:grid-cols-3">
        <StatTile label="In moderation" value="12" hint="3 wait behind them" />
        <StatTile label="Average" value="4,6" />
        <Card className="flex flex-col justify-center gap-2 px-5 py-4">
          <Stars value={4.5} label="4,5 out of 5" figure="4,5" size="lg" />
          <Stars value={1} label="1 out of 5" size="sm" />
        </Card>
      </div>
      <ControlSamples />
      <SectionCard title="Chips and banners">
        <div className="flex flex-wrap gap-2">
          <Badge tone="info" icon={Hourglass}>
            Pending
          </Badge>
          <Badge tone="warning" icon={Gavel}>
            In moderation
          </Badge>
          <Badge tone="seal" icon={Flag}>
            Reported
          </Badge>
          <Badge tone="success" icon={BadgeCheck}>
            Published
          </Badge>
          <Badge tone="danger" icon={Ban}>
            Refused
          </Badge>
        </div>
        <div className="mt-4 flex flex-col gap-3">
          {(['info', 'success', 'warning', 'danger'] as const).map((tone) => (
            <Banner
              key={tone}
              tone={tone}
              title={`Banner ${tone}`}
              action={<Button size="sm">Next step</Button>}
            >
              What happened, and what to do about it.
            </Banner>
          ))}
        </div>
      </SectionCard>
      <div className="grid gap-6 lg:grid-cols-2">
        <SectionCard title="Checks">
          <CheckList
            label="Checks"
            items={[
              { id: 'a', label: 'Account found', state: 'passed', detail: 'maison-lune.zendesk.com' },
              { id: 'b', label: 'Credentials accepted', state: 'failed', detail: 'Zendesk answered 401.' },
              { id: 'c', label: 'Administrator', state: 'skipped' },
              { id: 'd', label: 'Method end date', state: 'warning', detail: 'Ends on 30 April 2027.' },
              { id: 'e', label: 'API access', state: 'running' },
              { id: 'f', label: 'Private comment', state: 'pending' },
            ]}
          />
        </SectionCard>
        <SectionCard title="Timeline">
          <Timeline
            label="Timeline"
            items={[
              { id: '1', icon: Inbox, title: 'Submitted', time: '20 Nov. 09:14', children: 'Ana M.' },
              {
                id: '2',
                icon: Gavel,
                tone: 'warning',
                title: 'Sent to moderation',
                time: '09:14',
                children: 'Rating of 2 and less',
              },
              {
                id: '3',
                icon: Send,
                tone: 'seal',
                title: 'Replied',
                time: '11:02',
                children: 'Léa, from Zendesk',
              },
              {
                id: '4',
                icon: BadgeCheck,
                tone: 'success',
                title: 'Publishes by itself',
                time: '27 Nov.',
                isAhead: true,
              },
            ]}
          />
        </SectionCard>
      </div>
      <SectionCard title="Thread">
        <Thread
          label="Exchange"
          messages={[
            {
              id: '1',
              side: 'start',
              author: 'Ana M.',
              time: '20 Nov.',
              body: 'Le colis est arrivé ouvert et la lampe est cassée.',
            },
            {
              id: '2',
              side: 'end',
              author: 'Léa',
              tag: <Badge icon={MessageSquare}>Zendesk</Badge>,
              time: '20 Nov.',
              body: 'Bonjour Ana,\nnous vous renvoyons une lampe aujourd’hui.',
            },
            {
              id: '3',
              side: 'middle',
              author: 'Moderation',
              time: '21 Nov.',
              body: 'The report was rejected.',
            },
            {
              id: '4',
              side: 'start',
              author: 'دينا',
              time: '22 Nov.',
              body: 'شكرا جزيلا، وصلت المصباح الجديد',
              lang: 'ar',
            },
          ]}
        />
      </SectionCard>
      <DataList
        caption="Reviews"
        rows={rows}
        rowKey={(row) => row.id}
        rowHref={() => '/dev/ui'}
        columns={[
          {
            key: 'rating',
            header: 'Rating',
            cell: (row) => <Stars value={row.rating} label={`${row.rating} out of 5`} />,
          },
          { key: 'text', header: 'Review', narrow: 'title', cell: (row) => row.text },
          { key: 'author', header: 'Author', cell: (row) => row.author },
        ]}
      />
      <Pagination previousHref="/dev/ui?page=1" nextHref="/dev/ui?page=3" />
      <Card>
        <EmptyState
          icon={Inbox}
          title="Nothing to handle"
          action={<Button variant="primary">See all</Button>}
        >
          New reviews that need you will appear here.
        </EmptyState>
      </Card>
      <Card>
        <ErrorState
          title="This list could not be loaded"
          onRetry={() => undefined}
          reference="Reference: 3f1c9a"
        >
          Try again.
        </ErrorState>
      </Card>
      <ListSkeleton rows={3} />
    </main>
  );
}
