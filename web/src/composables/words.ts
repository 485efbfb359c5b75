import type { Alarm, Point, PointValue, Quality, Text } from '@/api/types'
import { say, t, word } from '@/i18n'
import { languageTag } from './time'
import { factsOf, pointsOf } from '@/stores/plant'

export interface Shown {
  text: string
  unit: string
}

export const NOTHING = '—'

/** A thumbprint in groups, as people compare it by eye or read it out. */
export const grouped = (hex: string): string => hex.toUpperCase().replace(/(.{4})(?=.)/g, '$1 ')

export const pointName = (id: string, point?: Point): string => say(point?.name) || word('point', id)

export const equipmentName = (id: string | null | undefined): string =>
  id ? say(factsOf(id)?.name) || id : NOTHING

/** A value as it is read out: numbers in a steady width, states and switches in words. */
export function shown(id: string, point: Point): Shown {
  return { text: valueText(id, point.value, point), unit: typeof point.value === 'number' ? unitText(point.unit) : '' }
}

export function valueText(id: string, value: PointValue, point?: Point): string {
  if (value === null || value === undefined) return NOTHING
  if (typeof value === 'number') return numberText(value, point?.kind === 'counter' || !point?.unit)
  if (typeof value === 'boolean') return binaryText(id, value)
  const states: Record<string, Text> | undefined = point?.states
  return say(states?.[value]) || word('state', value)
}

export function binaryText(id: string, value: boolean): string {
  const end = value ? 'yes' : 'no'
  const own = word('binary', `${id}.${end}`)
  return own === `${id}.${end}` ? t(`binary.${end}`) : own
}

/** Digits by magnitude, so that a value that moves does not change its width. */
export function numberText(value: number, countable = false): string {
  if (!Number.isFinite(value)) return NOTHING
  const size = Math.abs(value)
  const digits = countable && Number.isInteger(value) ? 0 : size >= 1000 ? 0 : size >= 10 ? 1 : 2
  return number(digits).format(value)
}

const formats = new Map<string, Intl.NumberFormat>()

function number(digits: number): Intl.NumberFormat {
  const key = `${languageTag()}|${digits}`
  let made = formats.get(key)
  if (!made) {
    made = new Intl.NumberFormat(languageTag(), { minimumFractionDigits: digits, maximumFractionDigits: digits })
    formats.set(key, made)
  }
  return made
}

export function unitText(unit: string | null | undefined): string {
  return (unit ?? '').replace(/m3/g, 'm³').replace(/m2/g, 'm²').replace(/^degC$/, '°C').replace(/^%RH$/, '%')
}

export const reasonText = (reason: string | null | undefined): string => (reason ? word('reason', reason) : '')

export const alarmTitle = (alarm: Alarm): string => say(alarm.message) || word('rule', alarm.rule)

const WORSE: Record<Quality, number> = { good: 0, uncertain: 1, bad: 2 }

/**
 * The worst quality among the points that were ever expected to have a value; an event point waits for
 * something that may never come. Nothing is said of an equipment without such points.
 */
export function worstQuality(points: Readonly<Record<string, Point>>): Quality | undefined {
  let worst: Quality | undefined
  for (const point of Object.values(points)) {
    if (point.kind === 'event') continue
    if (worst === undefined || WORSE[point.quality] > WORSE[worst]) worst = point.quality
  }
  return worst
}

/** The source time of the newest value: when the equipment was last heard of. */
export function lastHeard(points: Readonly<Record<string, Point>>): string | null {
  let last: string | null = null
  for (const point of Object.values(points)) if (point.time && (last === null || point.time > last)) last = point.time
  return last
}

export const pointOf = (equipment: string, id: string): Point | undefined => pointsOf(equipment)[id]
