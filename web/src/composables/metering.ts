import { computed, shallowRef, type ComputedRef, type ShallowRef } from 'vue'
import { ApiError, idempotencyKey } from '@/api/http'
import { actOnMeter, MEASURES, registerMeter, SCOPES, voidReading, type Meter, type MeterReading } from '@/api/meters'
import type { ActionField, AllowedAction } from '@/api/types'
import { t } from '@/i18n'
import { complain, tell } from './acting'
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

const both = (text: string) => ({ zh: text, en: text })
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

const EXACT = new Set(['value', 'start', 'ratio'])
const said = (told: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(told).map(([name, value]) => [name, EXACT.has(name) ? String(value) : name === 'rolled_over' || name === 'confirmed' ? true : value]))

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

/** One thing asked of a meter: one dialogue, one key. A reading that does not fit is asked about in the same dialogue. */
export function useMetering(done: (meter: Meter) => void): {
  asked: ShallowRef<AskedOfMeter | null>
  busy: ShallowRef<boolean>
  form: ComputedRef<AllowedAction>
  ask(what: AskedOfMeter): void
  act(told: Record<string, unknown>): Promise<void>
} {
  const asked = shallowRef<AskedOfMeter | null>(null)
  const doubt = shallowRef<Doubt | null>(null)
  const busy = shallowRef(false)
  let key = ''
  return {
    asked,
    busy,
    form: computed(() => ({ action: `meter_${asked.value?.what ?? 'readings'}`, fields: asked.value ? fields(asked.value, doubt.value) : [] })),
    ask(what) {
      key = idempotencyKey()
      doubt.value = null
      asked.value = what
    },
    async act(told) {
      const wanted = asked.value
      if (busy.value || !wanted) return
      busy.value = true
      try {
        const meter = await send(wanted, said(told), key)
        asked.value = null
        tell(t('meter.done', { id: meter.id }))
        done(meter)
      } catch (thrown) {
        if (thrown instanceof ApiError) {
          if (thrown.status !== 0) key = idempotencyKey()
          doubt.value = DOUBTS[thrown.problem.title ?? ''] ?? doubt.value
        }
        complain(thrown)
      } finally {
        busy.value = false
      }
    },
  }
}
