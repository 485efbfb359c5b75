import { shallowRef, type ShallowRef } from 'vue'
import * as calls from '@/api/calls'
import type { Equipment, Point, PointChange } from '@/api/types'
import { remote } from './remote'

export type Points = Readonly<Record<string, Point>>
/** What of an equipment changes rarely; its points live beside it, so that a new value redraws one row. */
export type Facts = Omit<Equipment, 'points'>

interface Entry {
  facts: ShallowRef<Facts>
  points: ShallowRef<Points>
}

/** Deliberately not reactive itself: each entry's two refs are. */
const entries = new Map<string, Entry>()

export const equipmentIds = shallowRef<readonly string[]>([])
/** All facts, replaced only when one of them really changes: what lists and cards are sorted and counted by. */
export const allFacts = shallowRef<readonly Facts[]>([])

export const plant = remote(async (isCurrent) => {
  const list = await calls.equipmentList()
  if (isCurrent()) replaceAll(list)
})

export const factsOf = (id: string): Facts | undefined => entryOf(id)?.facts.value
export const pointsOf = (id: string): Points => entryOf(id)?.points.value ?? NONE
const NONE: Points = {}

/** Also whoever asks for what is not there yet is told when it comes: the list of ids says so. */
const entryOf = (id: string): Entry | undefined => (equipmentIds.value, entries.get(id))

export function replaceAll(list: readonly Equipment[]): void {
  const seen = new Set(list.map((item) => item.id))
  for (const id of entries.keys()) if (!seen.has(id)) entries.delete(id)
  for (const item of list) put(item)
  const ids = list.map((item) => item.id)
  if (!same(ids, equipmentIds.value)) equipmentIds.value = ids
  allFacts.value = ids.map((id) => entries.get(id)!.facts.value)
}

/** Takes one equipment as the gateway described it in full: names, kinds and states of its points included. */
export function replaceOne(item: Equipment): void {
  const isNew = !entries.has(item.id)
  put(item)
  if (isNew) equipmentIds.value = [...equipmentIds.value, item.id]
  allFacts.value = equipmentIds.value.map((id) => entries.get(id)!.facts.value)
}

/**
 * Takes a batch of live values; each equipment's row is redrawn once however many of its points changed.
 * Answers whose quality turned: their status may have turned with it, which no live message says.
 */
export function applyChanges(changes: readonly PointChange[]): string[] {
  const turned = new Set<string>()
  const touched = new Map<string, Record<string, Point>>()
  for (const change of changes) {
    const entry = entries.get(change.equipment)
    if (!entry) continue
    let points = touched.get(change.equipment)
    if (!points) touched.set(change.equipment, (points = { ...entry.points.value }))
    const { value, quality, time } = change
    if (points[change.point]?.quality !== quality) turned.add(change.equipment)
    points[change.point] = { ...points[change.point], value, quality, time, reason: change.reason ?? null }
    notifyWatchers(change)
  }
  for (const [id, points] of touched) entries.get(id)!.points.value = points
  return [...turned]
}

type Watcher = (change: PointChange) => void
const watchers = new Map<string, Set<Watcher>>()

/** Calls `watcher` at each live value of one point: what a chart follows. Returns how to stop. */
export function watchPoint(equipment: string, point: string, watcher: Watcher): () => void {
  const key = `${equipment}/${point}`
  const set = watchers.get(key) ?? new Set<Watcher>()
  watchers.set(key, set.add(watcher))
  return () => {
    set.delete(watcher)
  }
}

function notifyWatchers(change: PointChange): void {
  for (const watcher of watchers.get(`${change.equipment}/${change.point}`) ?? []) watcher(change)
}

function put(item: Equipment): void {
  const { points, ...facts } = item
  const entry = entries.get(item.id)
  if (!entry) {
    entries.set(item.id, { facts: shallowRef(facts), points: shallowRef(points) })
    return
  }
  entry.facts.value = facts
  entry.points.value = merged(entry.points.value, points)
}

/**
 * A list tells less about a point than the equipment's own page, and its answer may be older than what the
 * live link said meanwhile: names and kinds once known stay, and so does the newer value.
 */
function merged(known: Points, told: Points): Points {
  const points: Record<string, Point> = {}
  for (const [id, point] of Object.entries(told)) {
    const before = known[id]
    const newer = before && (before.time ?? '') > (point.time ?? '') ? before : point
    const { value, quality, time } = newer
    points[id] = { ...before, ...point, value, quality, time, reason: newer.reason ?? null }
  }
  return points
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index])
}
