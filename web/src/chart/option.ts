import { clockTime, dayTime, languageTag, zoneOffset } from '@/composables/time'
import type { ChartOption } from './echarts'
import { badStretches, drawnSteps, held, isNumeric, type Step } from './series'

export interface Trend {
  steps: readonly Step[]
  from: number
  to: number
  /** Nothing is known after it. */
  now: number
  /** Length of a step in ms; 0 for raw samples. */
  every: number
  unit: string
  /** Moments to mark with a line each. */
  marks: readonly { time: number; label: string }[]
  /** How a state or a number is said. */
  say: (value: Step['last']) => string
  averageName: string
  bandName: string
  badName: string
}

export interface Colours {
  text: string
  quiet: string
  line: string
  trace: string
  band: string
  fault: string
  bad: string
  surface: string
  font: string
}

/**
 * The chart library knows only the browser's zone and UTC. Times go in shifted by the site's offset and are
 * drawn as UTC, so that the axis breaks at the site's midnights; the tooltip shifts back.
 */
export function chartOption(trend: Trend, colours: Colours): ChartOption {
  const offset = zoneOffset(trend.to)
  const at = (time: number) => time + offset
  const back = (time: number) => time - offset
  const numeric = isNumeric(trend.steps)
  const states = numeric ? [] : statesOf(trend)
  const told = drawnSteps(trend.steps)
  const end = Math.min(trend.to, trend.now)
  const steps = held(told, trend.every, end)
  const line = { type: 'line' as const, showSymbol: false, animation: false, silent: true }

  const value = (step: Step) => (numeric ? step.avg : step.last === null ? null : states.indexOf(String(step.last)))
  const main = {
    ...line,
    name: trend.averageName,
    step: numeric ? (false as const) : ('end' as const),
    data: steps.map((step) => [at(step.time), value(step)]),
    lineStyle: { width: 2, color: colours.trace },
    itemStyle: { color: colours.trace },
    z: 4,
    markLine: {
      symbol: ['none', 'none'],
      silent: true,
      animation: false,
      lineStyle: { color: colours.fault, width: 2, type: 'solid' as const },
      label: { color: colours.fault, fontWeight: 'bold' as const, fontFamily: colours.font, fontSize: 12 },
      data: trend.marks.map((mark) => {
        // Towards the side where there is room for it.
        const late = (mark.time - trend.from) / (trend.to - trend.from) > 0.6
        return { xAxis: at(mark.time), label: { formatter: mark.label, align: late ? ('right' as const) : ('left' as const) } }
      }),
    },
    markArea: {
      silent: true,
      animation: false,
      itemStyle: {
        color: { image: hatch(colours.bad), repeat: 'repeat' as const },
      },
      data: badStretches(trend.steps, end).map(([from, to]) => [{ xAxis: at(from) }, { xAxis: at(to) }] as [{ xAxis: number }, { xAxis: number }]),
    },
  }
  // Lower edge, and the height above it: stacked they fill the band between minimum and maximum.
  const band = numeric
    ? [
        { ...line, stack: 'band', stackStrategy: 'all' as const, data: steps.map((step) => [at(step.time), step.min]), lineStyle: { opacity: 0 }, tooltip: { show: false } },
        {
          ...line,
          name: trend.bandName,
          stack: 'band',
          stackStrategy: 'all' as const,
          data: steps.map((step) => [at(step.time), step.min === null || step.max === null ? null : step.max - step.min]),
          lineStyle: { opacity: 0 },
          areaStyle: { color: colours.band },
        },
      ]
    : []

  return {
    useUTC: true,
    animation: false,
    textStyle: { fontFamily: colours.font, color: colours.quiet },
    grid: { left: 8, right: 18, top: 26, bottom: 6, containLabel: true },
    xAxis: {
      type: 'time',
      min: at(trend.from),
      max: at(trend.to),
      axisLine: { lineStyle: { color: colours.line } },
      axisLabel: { color: colours.quiet, hideOverlap: true },
      splitLine: { show: false },
    },
    yAxis: numeric
      ? {
          type: 'value',
          scale: true,
          name: trend.unit,
          nameTextStyle: { color: colours.quiet, align: 'right' },
          axisLabel: { color: colours.quiet, formatter: (number: number) => new Intl.NumberFormat(languageTag(), { maximumSignificantDigits: 6 }).format(number) },
          splitLine: { lineStyle: { color: colours.line, opacity: 0.6 } },
        }
      : {
          type: 'category',
          data: states.map((state) => trend.say(original(state))),
          axisLine: { show: false },
          axisTick: { show: false },
          axisLabel: { color: colours.text, fontSize: 12 },
          splitLine: { show: true, lineStyle: { color: colours.line, opacity: 0.6 } },
        },
    tooltip: {
      trigger: 'axis',
      confine: true,
      transitionDuration: 0,
      backgroundColor: colours.surface,
      borderColor: colours.line,
      textStyle: { color: colours.text, fontSize: 13 },
      axisPointer: { type: 'line', lineStyle: { color: colours.quiet, type: 'dashed' } },
      // An element instead of markup: markup would carry style attributes, which the page's policy forbids.
      formatter: (hovered) => {
        const first = Array.isArray(hovered) ? hovered[0] : hovered
        const time = back(Number((first?.value as [number, unknown])[0]))
        return tooltip(trend, nearest(told, time), time, numeric)
      },
    },
    series: [...band, main],
  } as ChartOption
}

function statesOf(trend: Trend): string[] {
  const seen = new Set<string>()
  for (const step of trend.steps) if (step.last !== null) seen.add(String(step.last))
  if ([...seen].every((state) => state === 'true' || state === 'false')) return ['false', 'true']
  return [...seen].sort()
}

const original = (state: string): Step['last'] => (state === 'true' ? true : state === 'false' ? false : state)

function nearest(steps: readonly Step[], time: number): Step | undefined {
  let best: Step | undefined
  for (const step of steps) if (!best || Math.abs(step.time - time) < Math.abs(best.time - time)) best = step
  return best
}

function tooltip(trend: Trend, step: Step | undefined, time: number, numeric: boolean): HTMLElement {
  const box = document.createElement('div')
  const lines = [trend.to - trend.from > 86_400_000 ? dayTime(step?.time ?? time) : clockTime(step?.time ?? time)]
  const unit = trend.unit ? ` ${trend.unit}` : ''
  if (step && step.last === null && step.avg === null) lines.push(trend.badName)
  else if (step && numeric) {
    lines.push(`${trend.averageName} ${trend.say(step.avg)}${unit}`)
    if (step.min !== step.max) lines.push(`${trend.bandName} ${trend.say(step.min)} – ${trend.say(step.max)}${unit}`)
  } else if (step) lines.push(trend.say(step.last))
  for (const line of lines) box.append(Object.assign(document.createElement('div'), { textContent: line }))
  return box
}

function hatch(colour: string): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = 8
  const brush = canvas.getContext('2d')
  if (brush) {
    brush.strokeStyle = colour
    brush.globalAlpha = 0.45
    brush.lineWidth = 1.2
    brush.beginPath()
    for (const shift of [-8, 0, 8]) {
      brush.moveTo(shift, 8)
      brush.lineTo(shift + 8, 0)
    }
    brush.stroke()
  }
  return canvas
}
