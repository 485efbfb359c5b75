import { t, word } from '@/i18n'
import { personName } from '@/stores/staff'

const PEOPLE = new Set(['assignee', 'person'])
const CHOICES = new Set(['urgency', 'severity', 'trade'])
const LINES = new Set(['part', 'labour', 'cost', 'quote'])
const PAYERS = new Set(['owner', 'customer', 'warranty'])

/** A line of history as a person reads it: the gateway writes `field: value` by the words of its contract. */
export function noteText(note: string): string {
  return note
    .split('; ')
    .map((part) => {
      if (PAYERS.has(part)) return t(`cost.payer.${part}`)
      const said = /^([a-z_]+): (.+)$/s.exec(part)
      if (!said) return part
      const [, name, value] = said as unknown as [string, string, string]
      const label = LINES.has(name) ? t(`cost.kind.${name}`) : word('field', name)
      if (label === name) return part
      return `${label}: ${PEOPLE.has(name) ? personName(value) : CHOICES.has(name) ? word(name, value) : value}`
    })
    .join('; ')
}
