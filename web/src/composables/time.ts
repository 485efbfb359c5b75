import { computed, shallowRef, toValue, type ComputedRef, type MaybeRefOrGetter } from 'vue'

/** The site's zone: every time on every page is in it, wherever the person sits. */
const zone = shallowRef('Asia/Shanghai')
const tag = shallowRef('zh-CN')

/** One clock for the whole page; what is computed from it redraws only when its text changes. */
export const now = shallowRef(Date.now())

/** Lets the page's clock go; without it the page stands still, as tests want it. */
export function startClock(): void {
  setInterval(() => (now.value = Date.now()), 1_000)
}

export function setZone(name: string): void {
  zone.value = name
}

export function setTag(name: string): void {
  tag.value = name
}

export const siteZone = (): string => zone.value
export const languageTag = (): string => tag.value

const formats = new Map<string, Intl.DateTimeFormat>()

function format(options: Intl.DateTimeFormatOptions, time: number): string {
  const key = `${tag.value}|${zone.value}|${JSON.stringify(options)}`
  let made = formats.get(key)
  if (!made) {
    made = new Intl.DateTimeFormat(tag.value, { ...options, timeZone: zone.value, hourCycle: 'h23' })
    formats.set(key, made)
  }
  return made.format(time)
}

const DAY: Intl.DateTimeFormatOptions = { year: 'numeric', month: '2-digit', day: '2-digit' }
/** 03/04 is March or April, depending on who reads: in words where the language has them. */
const month = (): Intl.DateTimeFormatOptions => ({ month: tag.value.startsWith('zh') ? '2-digit' : 'short', day: '2-digit' })
const CLOCK: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', second: '2-digit' }
const MINUTE: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' }
const WEEKDAY: Intl.DateTimeFormatOptions = { weekday: 'short' }

const millis = (time: string | number | Date): number => new Date(time).getTime()

export const clockTime = (time: string | number | Date): string => format(CLOCK, millis(time))
export const minuteTime = (time: string | number | Date): string => format(MINUTE, millis(time))
export const dayTime = (time: string | number | Date): string => format({ ...month(), ...MINUTE }, millis(time))
export const exactTime = (time: string | number | Date): string => format({ year: 'numeric', ...month(), ...CLOCK }, millis(time))
export const dayOf = (time: string | number | Date): string => format({ year: 'numeric', ...month() }, millis(time))
export const shortDay = (time: string | number | Date): string =>
  tag.value.startsWith('zh')
    ? `${format(month(), millis(time))} ${format(WEEKDAY, millis(time))}`
    : format({ ...month(), ...WEEKDAY }, millis(time))

/** The time alone if it is of the site's today, else with its day. */
export const briefTime = (time: string | number | Date): string =>
  dayOf(time) === dayOf(now.value) ? clockTime(time) : dayTime(time)

/** How far the site's zone is ahead of UTC at a moment, in milliseconds. */
export function zoneOffset(time: number): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone.value,
    hourCycle: 'h23',
    ...DAY,
    ...CLOCK,
  }).formatToParts(time)
  const part = (type: string) => Number(parts.find((item) => item.type === type)?.value)
  const wall = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  )
  return wall - Math.floor(time / 1000) * 1000
}

/** The start of the site's day in which a moment lies, `days` later. */
export function siteDay(time: number, days = 0): Date {
  const wall = time + zoneOffset(time)
  const midnight = Math.floor(wall / 86_400_000) * 86_400_000 + days * 86_400_000
  const guess = midnight - zoneOffset(time)
  return new Date(midnight - zoneOffset(guess))
}

export interface Ago {
  unit: 'now' | 'second' | 'minute' | 'hour' | 'day'
  count: number
}

/** An age in the coarseness in which people say it; coarse on purpose, so that a quiet page stays still. */
export function ago(ms: number): Ago {
  if (ms < 10_000) return { unit: 'now', count: 0 }
  if (ms < 60_000) return { unit: 'second', count: Math.floor(ms / 10_000) * 10 }
  if (ms < 3_600_000) return { unit: 'minute', count: Math.floor(ms / 60_000) }
  if (ms < 86_400_000) return { unit: 'hour', count: Math.floor(ms / 3_600_000) }
  return { unit: 'day', count: Math.floor(ms / 86_400_000) }
}

/** `12:40` under an hour, `3:05:09` above: a clock that counts. */
export function countdown(ms: number): string {
  const seconds = Math.floor(Math.abs(ms) / 1000)
  const two = (value: number) => String(value).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
  return hours > 0 ? `${hours}:${rest}` : rest
}

export function useAgo(time: MaybeRefOrGetter<string | null | undefined>): ComputedRef<string | null> {
  return computed(() => {
    const at = toValue(time)
    if (!at) return null
    const { unit, count } = ago(now.value - Date.parse(at))
    return `${unit}:${count}`
  })
}
