import type { Bucket, Equipment, History, Point, Sample } from '../../src/api/types'

/** A curve that wanders around the point's present value, with a gap of bad samples and a fall at the fault. */
export function makeHistory(equipment: Equipment, id: string, from: number, to: number, step: number | null, now: number): History {
  const point = equipment.points[id]
  if (!point) return { unit: null, buckets: [] }
  if (!step) return { unit: point.unit ?? null, samples: samplesOf(point, from, to, now) }
  const buckets: Bucket[] = []
  const gapFrom = now - 42 * 60_000
  const gapTo = now - 36 * 60_000
  const fault = now - 1_020_000
  for (let time = Math.ceil(from / step) * step; time < Math.min(to, now); time += step) {
    const bucket: Bucket = { time: new Date(time).toISOString(), min: null, max: null, avg: null, last: null, count: 0, bad: 0 }
    if (time >= gapFrom && time < gapTo) Object.assign(bucket, { bad: 5, count: 5 })
    else if (typeof point.value === 'number') {
      const wave = Math.sin(time / 900_000) * 0.04 + Math.sin(time / 70_000) * 0.015
      const before = equipment.id === 'pump-h1' && id === 'outlet_pressure' ? 0.62 : equipment.id === 'pump-h1' && id === 'motor_temp' ? 58 + Math.max(0, (time - fault + 400_000) / 11_000) : point.value
      const level = time < fault ? before : point.value
      const avg = point.kind === 'counter' ? level - (now - time) / 3_600_000 : level * (1 + wave)
      Object.assign(bucket, { avg, min: avg * 0.985, max: avg * 1.012, last: avg, count: 12 })
    }
    buckets.push(bucket)
  }
  return { unit: point.unit ?? null, buckets }
}

/** A state is told when it turns, and once more for every quarter of an hour that it stays. */
function samplesOf(point: Point, from: number, to: number, now: number): Sample[] {
  const fault = now - 1_020_000
  const before = typeof point.value === 'boolean' ? !point.value : point.value
  const times = [fault]
  for (let time = Math.ceil(from / 900_000) * 900_000; time < Math.min(to, now); time += 900_000) times.push(time)
  return times
    .filter((time) => time >= from && time < to)
    .sort((a, b) => a - b)
    .map((time) => ({ time: new Date(time).toISOString(), value: time < fault ? before : point.value, quality: 'good' }))
}
