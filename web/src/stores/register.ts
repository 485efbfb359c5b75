import { shallowRef, type ShallowRef } from 'vue'
import { remote, type Remote } from './remote'

/** Things by id, filled by a fetch and kept current by live messages; replaced as a whole, never mutated. */
export interface Register<T> {
  byId: ShallowRef<ReadonlyMap<string, T>>
  fetched: Remote
  take(changed: readonly T[]): void
}

export function register<T extends { id: string }>(fetch: () => Promise<T[]>): Register<T> {
  const byId = shallowRef<ReadonlyMap<string, T>>(new Map())
  /** What the live link said while a fetch was under way: it is newer than the answer may be. */
  let meanwhile: Map<string, T> | null = null
  const fetched = remote(async (isCurrent) => {
    const said = (meanwhile = new Map<string, T>())
    try {
      const list = await fetch()
      if (isCurrent()) byId.value = new Map([...list.map((item) => [item.id, item] as const), ...said])
    } finally {
      if (meanwhile === said) meanwhile = null
    }
  })
  return {
    byId,
    fetched,
    take(changed) {
      if (changed.length === 0) return
      for (const item of changed) meanwhile?.set(item.id, item)
      const next = new Map(byId.value)
      for (const item of changed) next.set(item.id, item)
      byId.value = next
    },
  }
}
