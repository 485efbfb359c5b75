import { beforeEach, describe, expect, it } from 'vitest'
import { chartOption, type Colours, type Trend } from '@/chart/option'
import { badStretches, drawnSteps, heldSince, isNumeric, range, stepSeconds, stepsOf, type Step } from '@/chart/series'
import { setZone } from '@/composables/time'

const step = (time: number, avg: number | null, bad = 0): Step => ({ time, min: avg, max: avg, avg, last: avg, count: avg === null ? bad : 12, bad })
const state = (time: number, last: Step['last']): Step => ({ time, min: null, max: null, avg: null, last, count: last === null ? 0 : 1, bad: 0 })
const COLOURS: Colours = { text: '#000', quiet: '#111', line: '#222', trace: '#333', band: '#444', fault: '#555', bad: '#666', surface: '#777', font: 'x' }
const trend = (steps: Step[], more: Partial<Trend> = {}): Trend => ({
  steps, from: 0, to: 4_000, now: 10_000, every: 1_000, unit: 'MPa', marks: [], say: String, averageName: 'avg', bandName: 'band', badName: 'bad', ...more,
})

interface Drawn {
  xAxis: { min: number; max: number }
  yAxis: { type: string; data?: string[] }
  series: { data: [number, number | null][]; markLine?: { data: { xAxis: number }[] }; markArea?: { data: { xAxis: number }[][] } }[]
  tooltip: { formatter: (hovered: unknown) => HTMLElement }
}
const drawn = (of: Trend) => chartOption(of, COLOURS) as unknown as Drawn

beforeEach(() => setZone('UTC'))

describe('a trend', () => {
  it('breaks where only bad samples came', () => {
    const steps = [step(0, 1), step(1_000, null, 5), step(2_000, 2)]
    expect(drawnSteps(steps).map((item) => item.avg)).toEqual([1, null, 2])
    expect(badStretches(steps, 4_000)).toEqual([[1_000, 2_000]])
  })

  it('does not break where a point that reports changes only was silent', () => {
    const steps = [step(0, 1), step(1_000, null), step(2_000, 2)]
    expect(drawnSteps(steps).map((item) => item.avg)).toEqual([1, 2])
    expect(badStretches(steps, 4_000)).toEqual([])
  })

  it('stays bad from the last bad sample to the end of the window', () => {
    expect(badStretches([step(0, 1), step(1_000, null, 1)], 4_000)).toEqual([[1_000, 4_000]])
  })

  it('takes raw samples as steps, the bad ones without a value', () => {
    const steps = stepsOf({ samples: [{ time: '1970-01-01T00:00:01.000Z', value: 3, quality: 'uncertain' }, { time: '1970-01-01T00:00:02.000Z', value: 9, quality: 'bad' }] })
    expect(steps.map(({ time, avg, bad }) => [time, avg, bad])).toEqual([[1_000, 3, 0], [2_000, null, 1]])
    expect(range(steps)).toEqual({ min: 3, max: 3 })
  })

  it('without a sample in the window holds what was said before it', () => {
    const point = { value: true, quality: 'good', time: '1970-01-01T00:00:01.000Z' } as const
    expect(heldSince(point, 2_000)).toMatchObject([{ time: 2_000, last: true, avg: null }])
    expect(heldSince({ ...point, value: 7 }, 2_000)).toMatchObject([{ avg: 7 }])
    expect(heldSince(point, 500)).toEqual([])
    expect(heldSince({ ...point, quality: 'bad' }, 2_000)).toEqual([])
    expect(heldSince(undefined, 2_000)).toEqual([])
  })

  it('knows numbers from states', () => {
    expect(isNumeric([step(0, 1)])).toBe(true)
    expect(isNumeric([state(0, 'auto')])).toBe(false)
    expect(range([state(0, 'auto')])).toBeNull()
  })

  it.each([[3_600, 10], [21_600, 60], [86_400, 300], [604_800, 1_800], [2_592_000, 7_200]])('of %i s is asked in steps of %i s', (seconds, wanted) => {
    expect(stepSeconds(seconds)).toBe(wanted)
  })
})

describe('the drawing', () => {
  it('marks the moment of the fault in the place of its time', () => {
    const option = drawn(trend([step(0, 1)], { marks: [{ time: 2_500, label: '故障时刻' }] }))
    expect(option.series.at(-1)!.markLine!.data.map((mark) => mark.xAxis)).toEqual([2_500])
  })

  it('hatches what is bad', () => {
    const option = drawn(trend([step(0, 1), step(1_000, null, 1), step(2_000, 1)]))
    expect(option.series.at(-1)!.markArea!.data).toEqual([[{ xAxis: 1_000 }, { xAxis: 2_000 }]])
  })

  it('holds the last value to the edge of the window', () => {
    expect(drawn(trend([step(0, 1)])).series.at(-1)!.data).toEqual([[0, 1], [1_000, 1], [4_000, 1]])
  })

  it('draws nothing of a time that has not come', () => {
    const option = drawn(trend([step(0, 1), step(1_000, null, 1)], { now: 2_500 }))
    expect(option.series.at(-1)!.markArea!.data).toEqual([[{ xAxis: 1_000 }, { xAxis: 2_500 }]])
    expect(drawn(trend([step(0, 1)], { now: 2_500 })).series.at(-1)!.data.at(-1)).toEqual([2_500, 1])
    expect(drawn(trend([state(0, true)], { now: 2_500, every: 0 })).series.at(-1)!.data.at(-1)![0]).toBe(2_500)
  })

  it('lets the last value of a step stand while nothing changed, not its average', () => {
    const stopping = { ...step(0, 5), min: 0, max: 9, last: 0 }
    expect(drawn(trend([stopping, step(3_000, 7)], { now: 3_500 })).series.at(-1)!.data).toEqual([
      [0, 5], [1_000, 0], [3_000, 0], [3_000, 7], [3_500, 7],
    ])
    expect(drawn(trend([step(0, 5), step(1_000, 7)], { now: 1_000 })).series.at(-1)!.data).toEqual([[0, 5], [1_000, 7]])
  })

  it('lets nothing stand after a bad step', () => {
    expect(drawn(trend([step(0, 1), step(1_000, null, 1), step(3_000, 2)], { now: 3_000 })).series.at(-1)!.data).toEqual([
      [0, 1], [1_000, null], [3_000, 2],
    ])
  })

  it('shifts the axis to the site zone, and its tooltip back', () => {
    setZone('Asia/Shanghai')
    const option = drawn(trend([step(0, 1)]))
    expect(option.xAxis.min).toBe(8 * 3_600_000)
    expect(option.tooltip.formatter([{ value: [8 * 3_600_000, 1] }]).textContent).toContain('08:00:00')
  })

  it('draws switches between both their words, though only one was seen', () => {
    const option = drawn(trend([state(0, true)], { say: (value) => (value ? '运行' : '停止') }))
    expect(option.yAxis).toMatchObject({ type: 'category', data: ['停止', '运行'] })
    expect(option.series.at(-1)!.data[0]).toEqual([0, 1])
  })

  it('fills the band between minimum and maximum', () => {
    const option = drawn(trend([{ ...step(0, 2), min: 1, max: 5 }]))
    expect(option.series.map((series) => series.data[0]![1])).toEqual([1, 4, 2])
  })

  it('says in the tooltip what cannot be known', () => {
    const option = drawn(trend([step(0, null, 3)], { badName: '无有效数据' }))
    expect(option.tooltip.formatter([{ value: [0, null] }]).textContent).toContain('无有效数据')
  })
})
