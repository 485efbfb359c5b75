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
  let meanwhile: T[] = []
  const fetched = remote(async (isCurrent) => {
    meanwhile = []
    const list = await fetch()
    if (isCurrent()) byId.value = new Map([...list, ...meanwhile].map((item) => [item.id, item]))
  })
  return {
    byId,
    fetched,
    take(changed) {
      if (changed.length === 0) return
      meanwhile.push(...changed)
      if (meanwhile.length > 1_000) meanwhile = meanwhile.slice(-1_000)
      const next = new Map(byId.value)
      for (const item of changed) next.set(item.id, item)
      byId.value = next
    },
  }
}
