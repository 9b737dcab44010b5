import { Search } from 'lucide-react';
import { useState } from 'react';
import { Checkbox } from '../../shared/ui/checkbox.tsx';
import { Combobox, MultiCombobox } from '../../shared/ui/combobox.tsx';
import { DatePicker } from '../../shared/ui/date-picker.tsx';
import { Field } from '../../shared/ui/field.tsx';
import { NumberInput } from '../../shared/ui/number-input.tsx';
import { RadioGroup } from '../../shared/ui/radio-group.tsx';
import { Select } from '../../shared/ui/select.tsx';
import { Switch } from '../../shared/ui/switch.tsx';
import { TextArea } from '../../shared/ui/text-area.tsx';
import { TextInput } from '../../shared/ui/text-input.tsx';
import { Section } from './section.tsx';

const protocols = [
  { value: 'dash', label: 'DASH for blood pressure', hint: '84 days' },
  { value: 'cbt-i', label: 'CBT-I with sleep restriction', hint: '56 days' },
  { value: 'dpp', label: 'Diabetes prevention', hint: '365 days' },
  { value: 'run', label: 'Nine weeks to 5 km', hint: '63 days' },
];

export function FormsSection() {
  const [systolic, setSystolic] = useState<number | null>(128);
  const [start, setStart] = useState<string | null>('2026-11-23');
  const [protocol, setProtocol] = useState<string | null>('dash');
  const [several, setSeveral] = useState<string[]>(['dash', 'cbt-i']);
  const [reason, setReason] = useState<string>('unwell');
  const [safety, setSafety] = useState<string>('warn');
  const [isOn, setIsOn] = useState(true);
  return (
    <Section title="Forms">
      <div className="grid gap-x-8 gap-y-6 md:grid-cols-2">
        <Field label="Title" hint="Three to a hundred characters.">
          <TextInput defaultValue="Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz" />
        </Field>
        <Field label="E-mail address" error="Enter an address such as ana@example.org.">
          <TextInput type="email" defaultValue="ana@example" />
        </Field>
        <Field label="Systolic pressure" unit="mmHg" hint="Last: 131, yesterday.">
          <NumberInput value={systolic} onValueChange={setSystolic} />
        </Field>
        <Field label="Search">
          <TextInput
            type="search"
            placeholder="Name or condition"
            leading={<Search aria-hidden="true" className="size-4.5" />}
          />
        </Field>
        <Field label="Reason" optional>
          <Select defaultValue="travelling">
            <option value="forgot">Forgot</option>
            <option value="travelling">Travelling</option>
            <option value="side-effect">Side effect</option>
          </Select>
        </Field>
        <Field label="Start date">
          <DatePicker value={start} onValueChange={setStart} locale="en-GB" today="2026-11-23" />
        </Field>
        <Field label="Protocol">
          <Combobox options={protocols} value={protocol} onValueChange={setProtocol} />
        </Field>
        <Field label="Protocols">
          <MultiCombobox options={protocols} value={several} onValueChange={setSeveral} />
        </Field>
        <Field label="Note" optional>
          <TextArea placeholder="How did it go?" />
        </Field>
        <Field label="Organization">
          <TextInput disabled defaultValue="Praxis am Stadtpark" />
        </Field>
        <div>
          <Checkbox label="Include weekends" defaultChecked />
          <br />
          <Checkbox label="Some of the clients" indeterminate />
          <br />
          <Checkbox label="With a hint" hint="A second line says more." />
          <br />
          <Checkbox label="Disabled" disabled />
        </div>
        <div>
          <Switch
            label="Reminders"
            hint="At the times of your plan"
            checked={isOn}
            onCheckedChange={setIsOn}
          />
          <Switch label="Weekly summary" checked={!isOn} onCheckedChange={(next) => setIsOn(!next)} />
          <Switch label="Disabled" checked={false} onCheckedChange={() => {}} disabled />
        </div>
        <RadioGroup
          label="Why was it skipped?"
          value={reason}
          onValueChange={setReason}
          options={[
            { value: 'forgot', label: 'Forgot' },
            { value: 'unwell', label: 'Unwell' },
            { value: 'clinician', label: 'My clinician said so', hint: 'Does not count against you' },
          ]}
        />
        <RadioGroup
          label="What happens on a match"
          look="cards"
          value={safety}
          onValueChange={setSafety}
          options={[
            { value: 'warn', label: 'Warn', hint: 'Shown before the assignment is made.' },
            { value: 'block', label: 'Block', hint: 'Needs a written reason, which is kept.' },
          ]}
        />
      </div>
    </Section>
  );
}
