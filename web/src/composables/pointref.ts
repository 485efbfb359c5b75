import type { Evidence, Point, PointValue } from '@/api/types'

export interface PointRef {
  equipment: string
  point: string
}

/** `flow` is a point of the equipment at hand; `pump-b2/flow` and `pump-b2.flow` are of another. */
export function resolvePoint(ref: string, equipment: string): PointRef {
  const cut = Math.max(ref.indexOf('/'), ref.indexOf('.'))
  return cut < 0 ? { equipment, point: ref } : { equipment: ref.slice(0, cut), point: ref.slice(cut + 1) }
}

export interface Seen extends PointRef {
  value?: PointValue | Point
}

export function evidencePoints(evidence: Evidence, equipment: string | null): Seen[] {
  const named: [string, PointValue | Point | undefined][] = Array.isArray(evidence.points)
    ? evidence.points.map((ref) => [ref, evidence.values?.[ref] ?? evidence.values?.[resolvePoint(ref, '').point]])
    : Object.entries(evidence.points)
  return named
    .map(([ref, value]) => ({ ...resolvePoint(ref, equipment ?? ''), value }))
    .filter((seen) => seen.equipment !== '')
}
