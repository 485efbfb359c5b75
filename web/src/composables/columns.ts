import { computed, onBeforeUnmount, shallowRef, type ComputedRef, type Ref } from 'vue'

/** How many columns of at least `least` pixels fit into what `beside` leaves of the window. */
function fitting(beside: (width: number) => number, least: number, gap: number): number {
  return Math.max(1, Math.floor((innerWidth - beside(innerWidth) + gap) / (least + gap)))
}

/**
 * Lays things out in columns by their weight, each to the column that is shortest so far. A thing stays in its column
 * whatever happens inside it, which a browser's own columns do not promise.
 */
export function useColumns<T>(
  things: Ref<readonly T[]>,
  weight: (thing: T) => number,
  beside: (width: number) => number,
  least: number,
  gap: number,
): ComputedRef<T[][]> {
  const count = shallowRef(fitting(beside, least, gap))
  const measure = () => (count.value = fitting(beside, least, gap))
  addEventListener('resize', measure)
  onBeforeUnmount(() => removeEventListener('resize', measure))
  return computed(() => spread(things.value, weight, count.value))
}

export function spread<T>(things: readonly T[], weight: (thing: T) => number, count: number): T[][] {
  const columns = Array.from({ length: count }, () => ({ things: [] as T[], weight: 0 }))
  for (const thing of things) {
    const shortest = columns.reduce((best, column) => (column.weight < best.weight ? column : best))
    shortest.things.push(thing)
    shortest.weight += weight(thing)
  }
  return columns.map((column) => column.things)
}
