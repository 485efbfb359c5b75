import { computed, onScopeDispose, shallowRef, watch, type ComputedRef, type Ref } from 'vue'

/** After a finger has left, the list stays this long: a tap is a touch that ends before it acts. */
const TOUCH_MS = 3_000

export interface Held<T> {
  /** What is drawn: in the held order while someone is reading, with each row as it is now. */
  rows: ComputedRef<T[]>
  /** How many came meanwhile and wait behind the bar. */
  waiting: ComputedRef<number>
  enter(event: PointerEvent): void
  leave(event: PointerEvent): void
  release(): void
}

/**
 * A list that does not jump under the pointer: while it is inside, order and membership stand still, the rows
 * themselves go on living, and what is new waits to be asked for.
 */
export function useHeld<T>(source: Ref<readonly T[]>, idOf: (item: T) => string, find: (id: string) => T | undefined): Held<T> {
  const frozen = shallowRef<readonly string[] | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined

  const freeze = () => {
    clearTimeout(timer)
    frozen.value ??= source.value.map(idOf)
  }
  const release = () => {
    clearTimeout(timer)
    frozen.value = null
  }
  onScopeDispose(() => clearTimeout(timer))
  // A list that was empty has nothing under the pointer that could jump.
  watch(source, () => {
    if (frozen.value?.length === 0) release()
  })

  return {
    rows: computed(() => {
      const held = frozen.value
      if (!held) return [...source.value]
      const current = new Map(source.value.map((item) => [idOf(item), item]))
      return held.flatMap((id) => current.get(id) ?? find(id) ?? [])
    }),
    waiting: computed(() => {
      const held = frozen.value
      if (!held) return 0
      const known = new Set(held)
      return source.value.filter((item) => !known.has(idOf(item))).length
    }),
    enter: freeze,
    leave(event) {
      if (event.pointerType === 'mouse') release()
      else {
        clearTimeout(timer)
        timer = setTimeout(release, TOUCH_MS)
      }
    },
    release() {
      const held = frozen.value !== null
      release()
      // Still inside: hold again, with what was let in.
      if (held) freeze()
    },
  }
}
