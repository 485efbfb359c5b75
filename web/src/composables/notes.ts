import { exactTime } from '@/composables/time'
import { t, word } from '@/i18n'
import { personName } from '@/stores/staff'

const PEOPLE = new Set(['assignee', 'person'])
const LEVELS = new Set(['quality', 'head'])
const CHOICES = new Set(['concern', 'urgency', 'severity', 'trade'])
const TIMES = new Set(['until', 'at'])
const LINES = new Set(['part', 'labour', 'cost', 'quote'])
const PAYERS = new Set(['owner', 'customer', 'warranty'])

/** A line of history as a person reads it: the gateway writes `field: value` by the words of its contract. */
export function noteText(note: string): string {
  return note
    .split('; ')
    .map((part) => {
      if (LEVELS.has(part)) return t(`returnVisit.level.${part}`)
      if (part === 'unsatisfied') return t('choice.unsatisfied')
      if (PAYERS.has(part)) return t(`cost.payer.${part}`)
      const said = /^([a-z_]+): (.+)$/s.exec(part)
      if (!said) return part
      const [, name, value] = said as unknown as [string, string, string]
      const label = LINES.has(name) ? t(`cost.kind.${name}`) : word('field', name)
      if (label === name) return part
      if (name === 'file' || name === 'signed_as') return `${label}: ${word(name === 'file' ? 'attach.kind' : 'attach.as', value)}`
      return `${label}: ${valueText(name, value)}`
    })
    .join('; ')
}

function valueText(name: string, value: string): string {
  if (PEOPLE.has(name)) return personName(value)
  if (CHOICES.has(name)) return word(name, value)
  if (name === 'waiting_for' || name === 'result') return word('choice', value)
  return TIMES.has(name) && Number.isFinite(Date.parse(value)) ? exactTime(value) : value
}
