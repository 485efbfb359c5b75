import { computed, shallowRef, type ComputedRef } from 'vue'
import { actOnMeter, MEASURES, registerMeter, SCOPES, voidReading, type Meter, type MeterReading } from '@/api/meters'
import type { ActionField, AllowedAction } from '@/api/types'
import { t } from '@/i18n'
import { tell } from './acting'
import { both, exactly, useAsking, type Asking } from './asking'
import { siteZone } from './time'

export type AskedOfMeter = { what: 'register' } | { what: 'readings' | 'exchange' | 'retire'; meter: Meter } | { what: 'void'; meter: Meter; reading: MeterReading }
/** What a reading that does not fit may be said to be. */
type Doubt = 'rolled_over' | 'confirmed'
const DOUBTS: Readonly<Record<string, Doubt>> = { 'Lower than the last': 'rolled_over', Unusual: 'confirmed' }

/** `2026-11`, by the site's clocks. */
export const monthOf = (time: number): string => new Intl.DateTimeFormat('en-CA', { timeZone: siteZone(), year: 'numeric', month: '2-digit' }).format(time).slice(0, 7)
export const monthBefore = (month: string): string => {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return number === 1 ? `${year - 1}-12` : `${year}-${String(number - 1).padStart(2, '0')}`
}
export const readIn = (meter: Meter, month: string): boolean => meter.last !== null && monthOf(Date.parse(meter.last.read_at)) >= month

const field = (name: string, kind: ActionField['kind'], required = false): ActionField => ({ name, kind, required, label: both(t(`meter.field.${name}`)) })
const choice = (name: string, words: string, ids: readonly string[], required = true): ActionField => ({
  ...field(name, 'choice', required),
  choices: ids.map((id) => ({ id, name: both(t(`meter.${words}.${id}`)) })),
})
/** Which meter, and what it showed last: whoever stands before the wrong one sees it. */
const dialOf = (meter: Meter): ActionField => {
  const last = meter.last ? (meter.last.exchange?.start ?? meter.last.value) : t('meter.never')
  return { ...field('value', 'number', true), label: both(t('meter.dialOf', { meter: `${meter.id} ${meter.name}`, last })) }
}
/** Texts on the way: no number is rounded. */
const DIAL = () => [field('digits', 'number', true), field('ratio', 'number'), field('serial', 'line')]

function fields(asked: AskedOfMeter, doubt: Doubt | null): ActionField[] {
  const doubted = doubt ? [choice(doubt, 'doubt', [doubt], false)] : []
  switch (asked.what) {
    case 'register':
      return [
        field('id', 'line', true), field('name', 'line', true), choice('measure', 'measure', MEASURES), choice('scope', 'scope', SCOPES), field('tenant', 'line'),
        ...DIAL(), field('place', 'line'), field('route', 'line'), field('position', 'number'),
      ]
    case 'readings':
      return [dialOf(asked.meter), ...doubted, field('read_at', 'time'), field('reader', 'person'), { name: 'note', kind: 'text' }]
    case 'exchange':
      return [dialOf(asked.meter), field('start', 'number', true), ...DIAL(), ...doubted, field('read_at', 'time'), { name: 'note', kind: 'text' }]
    case 'void':
      return [{ name: 'reason', kind: 'text', required: true }]
    case 'retire':
      return [{ name: 'note', kind: 'text' }]
  }
}

/** As the gateway takes it. */
function said(told: Record<string, unknown>): Record<string, unknown> {
  const { rolled_over, confirmed, ...rest } = exactly(['value', 'start', 'ratio'], told)
  return { ...rest, ...(rolled_over ? { rolled_over: true } : {}), ...(confirmed ? { confirmed: true } : {}) }
}

function send(asked: AskedOfMeter, told: Record<string, unknown>, key: string): Promise<Meter> {
  switch (asked.what) {
    case 'register':
      return registerMeter(told, key)
    case 'void':
      return voidReading(asked.meter.id, asked.reading.number, told, key)
    default:
      return actOnMeter(asked.meter.id, asked.what, told, key)
  }
}

/** One thing asked of a meter. A reading that does not fit is asked about in the same dialogue. */
export function useMetering(done: (meter: Meter) => unknown): Asking<AskedOfMeter> & { form: ComputedRef<AllowedAction> } {
  const doubt = shallowRef<Doubt | null>(null)
  const asking = useAsking<AskedOfMeter, Meter>(
    (what, told, key) => send(what, said(told), key),
    (meter) => {
      tell(t('meter.done', { id: meter.id }))
      return done(meter)
    },
    (why) => (doubt.value = DOUBTS[why.problem.title ?? ''] ?? doubt.value),
  )
  const asked = asking.asking
  return {
    ...asking,
    ask(what) {
      doubt.value = null
      asking.ask(what)
    },
    form: computed(() => ({ action: `meter_${asked.value?.what ?? 'readings'}`, fields: asked.value ? fields(asked.value, doubt.value) : [] })),
  }
}
