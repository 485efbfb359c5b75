import type { History, Point, PointValue } from '@/api/types'

/** One step of a trend, as drawn; `null` is a gap: nothing good was read then. */
export interface Step {
  time: number
  min: number | null
  max: number | null
  avg: number | null
  last: PointValue
  count: number
  bad: number
}

/** Buckets as they came, or raw samples each as a step of its own. */
export function stepsOf(history: History): Step[] {
  if (history.buckets) {
    return history.buckets.map((bucket) => ({ ...bucket, time: Date.parse(bucket.time) }))
  }
  return (history.samples ?? []).map((sample) => {
    const good = sample.quality !== 'bad'
    const value = good && typeof sample.value === 'number' ? sample.value : null
    return {
      time: Date.parse(sample.time),
      min: value,
      max: value,
      avg: value,
      last: good ? sample.value : null,
      count: good ? 1 : 0,
      bad: good ? 0 : 1,
    }
  })
}

/**
 * A point that reports changes only may have said nothing since before the window: what it said then holds, from the
 * window's begin, as long as it is not bad.
 */
export function heldSince(point: Point | undefined, begin: number): Step[] {
  if (!point?.time || point.value === null || point.quality === 'bad' || Date.parse(point.time) > begin) return []
  const number = typeof point.value === 'number' ? point.value : null
  return [{ time: begin, min: number, max: number, avg: number, last: point.value, count: 1, bad: 0 }]
}

export const hasData = (steps: readonly Step[]): boolean => steps.some((step) => step.count > 0 || step.bad > 0)

/** Whether the trend is one of numbers; else it is one of states. */
export const isNumeric = (steps: readonly Step[]): boolean => steps.some((step) => typeof step.avg === 'number')

const hasGood = (step: Step): boolean => step.avg !== null || step.last !== null
const isBad = (step: Step): boolean => step.bad > 0 && !hasGood(step)

/**
 * Stretches without a good value, [from, to] in milliseconds: from the first bad step to the next good one,
 * since nothing good is known in between, or to `end`.
 */
export function badStretches(steps: readonly Step[], end: number): [number, number][] {
  const stretches: [number, number][] = []
  let from: number | null = null
  for (const step of steps) {
    if (isBad(step)) from ??= step.time
    else if (hasGood(step) && from !== null) {
      stretches.push([from, step.time])
      from = null
    }
  }
  if (from !== null) stretches.push([from, Math.max(end, from)])
  return stretches
}

/**
 * The steps that a line is drawn through. A step without any sample is no gap: a point that reports changes
 * only is silent while nothing changes. A step of bad samples breaks the line.
 */
export const drawnSteps = (steps: readonly Step[]): Step[] => steps.filter((step) => hasGood(step) || isBad(step))

/**
 * The steps with what holds between them. A point that reports changes only says nothing while nothing changes: its last
 * value stands until the next step, and at the end until now; no line slopes where nothing moved, and none reaches into
 * the future.
 *
 * @param every length of a step in ms; 0 for raw samples, whose line has steps of its own
 */
export function held(steps: readonly Step[], every: number, end: number): Step[] {
  const drawn: Step[] = []
  steps.forEach((step, index) => {
    drawn.push(step)
    const until = steps[index + 1]?.time ?? end
    if (!hasGood(step) || until <= step.time) return
    const still = { ...step, ...standing(step) }
    if (every > 0 && step.time + every < until) drawn.push({ ...still, time: step.time + every })
    if (index === steps.length - 1 || (every > 0 && step.time + 2 * every < until)) drawn.push({ ...still, time: until })
  })
  return drawn
}

const standing = (step: Step): Partial<Step> => (typeof step.last === 'number' ? { min: step.last, max: step.last, avg: step.last } : {})

export function range(steps: readonly Step[]): { min: number; max: number } | null {
  let min = Infinity
  let max = -Infinity
  for (const step of steps) {
    if (step.min !== null) min = Math.min(min, step.min)
    if (step.max !== null) max = Math.max(max, step.max)
  }
  return min <= max ? { min, max } : null
}

const SPANS = { '1h': 3_600, '6h': 21_600, '24h': 86_400, '7d': 604_800, '30d': 2_592_000 } as const
export type Span = keyof typeof SPANS
export const SPAN_NAMES = Object.keys(SPANS) as Span[]
export const isSpan = (text: unknown): text is Span => typeof text === 'string' && text in SPANS
export const spanSeconds = (span: Span): number => SPANS[span]

/** A step that gives some 360 of them, in a figure that people use. */
export function stepSeconds(seconds: number): number {
  const nice = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 21_600]
  return nice.find((step) => seconds / step <= 370) ?? 86_400
}
