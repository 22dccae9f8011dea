'use client';

import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/Button';
import { Checkbox } from '@/components/ui/Checkbox';
import { CopyButton } from '@/components/ui/CopyButton';
import { Dialog, DialogClose } from '@/components/ui/Dialog';
import { Field } from '@/components/ui/Field';
import { Input, Textarea } from '@/components/ui/Input';
import { RadioCards } from '@/components/ui/RadioCards';
import { Select } from '@/components/ui/Select';
import { SettingsCard } from '@/components/ui/SettingsCard';
import { StarInput } from '@/components/ui/StarInput';
import { Switch } from '@/components/ui/Switch';
import { Tabs } from '@/components/ui/Tabs';
import { toast } from '@/components/ui/toast';
import { Tooltip } from '@/components/ui/Tooltip';

export function ControlSamples() {
  const [rating, setRating] = useState<number | null>(4);
  return (
    <>
      <div className="flex flex-wrap gap-2">
        <Button variant="primary">Primary</Button>
        <Button icon={<Plus aria-hidden />}>Secondary</Button>
        <Button variant="quiet">Quiet</Button>
        <Button variant="danger" icon={<Trash2 aria-hidden />}>
          Danger
        </Button>
        <Button variant="primary" isPending>
          Pending
        </Button>
        <Button variant="primary" isDone>
          Done
        </Button>
        <Button disabled>Off</Button>
        <CopyButton value="sample" name="sample" />
        <Tooltip label="What the icon means">
          <Button size="icon" aria-label="Add">
            <Plus aria-hidden />
          </Button>
        </Tooltip>
        <Button onClick={() => toast.success({ title: 'Saved', description: 'The connection is in use.' })}>
          Toast
        </Button>
        <Dialog
          trigger={<Button>Dialog</Button>}
          title="Disconnect?"
          description="Tickets stay in Zendesk."
          footer={
            <>
              <DialogClose>Cancel</DialogClose>
              <Button variant="danger">Disconnect</Button>
            </>
          }
        />
      </div>
      <SettingsCard
        title="Connection"
        description="A settings card says what saving would do."
        save={{ label: 'Save', isPending: false, isDone: false, blockedBecause: 'Nothing to save yet.' }}
        actions={<Button>Test connection</Button>}
      >
        <div className="grid gap-5 sm:grid-cols-2">
          <Field label="Subdomain" hint="The part before .zendesk.com">
            <Input suffix=".zendesk.com" defaultValue="maison-lune" />
          </Field>
          <Field label="E-mail" error="Enter a full e-mail address.">
            <Input defaultValue="lea@" />
          </Field>
          <Field label="Category" isOptional>
            <Select
              defaultValue="delivery"
              options={[
                { value: 'delivery', label: 'Delivery' },
                { value: 'price', label: 'Price and refund', hint: 'Refunds, vouchers' },
                { value: 'legal', label: 'Legal threat' },
              ]}
            />
          </Field>
          <Field label="Comment" aside="12 / 2000">
            <Textarea placeholder="Say what happened" />
          </Field>
        </div>
        <RadioCards
          aria-label="Method"
          columns={3}
          defaultValue="oauth"
          cards={[
            { value: 'oauth', label: 'OAuth client', hint: 'Recommended, no end date.' },
            { value: 'token', label: 'API token', hint: 'Ends on 30 April 2027.' },
            { value: 'password', label: 'Password', hint: 'Switched off by Zendesk.', isDisabled: true },
          ]}
        />
        <div className="flex items-center gap-3">
          <Switch defaultChecked aria-label="Chat" /> Chat
        </div>
        <div className="flex items-start gap-3">
          <Checkbox defaultChecked aria-label="Rules" /> I have read the rules
        </div>
        <StarInput
          aria-label="Rating"
          value={rating}
          onValueChange={setRating}
          meanings={['Very bad', 'Bad', 'Fair', 'Good', 'Very good']}
        />
      </SettingsCard>
      <Tabs
        aria-label="Parts"
        tabs={[
          { value: 'a', label: 'Connection', content: <p>First part</p> },
          { value: 'b', label: 'Chat', content: <p>Second part</p> },
          { value: 'c', label: 'Moderation', content: <p>Third part</p> },
        ]}
      />
    </>
  );
}
