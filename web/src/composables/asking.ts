import { shallowRef, type ShallowRef } from 'vue'
import { ApiError, idempotencyKey } from '@/api/http'
import { complain } from './acting'

/** What is asked in a dialogue, and whether the gateway is answering. */
export interface Asking<T> {
  asking: ShallowRef<T | null>
  busy: ShallowRef<boolean>
  ask(what: T): void
  drop(): void
  act(told: Record<string, unknown>): Promise<void>
}

/**
 * One thing asked of the gateway in a dialogue: one intent, and one key until the gateway has answered, so that it happens once.
 *
 * @param done what follows, once the dialogue is closed
 * @param refused hears why not, before the person does
 */
export function useAsking<T, R>(send: (what: T, told: Record<string, unknown>, key: string) => Promise<R>, done: (answer: R) => unknown, refused: (why: ApiError) => void = () => {}): Asking<T> {
  const asking = shallowRef<T | null>(null) as ShallowRef<T | null>
  const busy = shallowRef(false)
  let key = ''
  return {
    asking,
    busy,
    ask(what) {
      key = idempotencyKey()
      asking.value = what
    },
    drop() {
      asking.value = null
    },
    async act(told) {
      if (busy.value || asking.value === null) return
      busy.value = true
      try {
        const answer = await send(asking.value, told, key)
        asking.value = null
        await done(answer)
      } catch (thrown) {
        if (thrown instanceof ApiError) {
          if (thrown.status !== 0) key = idempotencyKey()
          refused(thrown)
        }
        complain(thrown)
      } finally {
        busy.value = false
      }
    },
  }
}

/** A label of a form of the console's own: it is drawn up in the language that is spoken. */
export const both = (text: string) => ({ zh: text, en: text })
/** Numbers as texts: none is rounded on the way. */
export const exactly = (names: readonly string[], told: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(told).map(([name, value]) => [name, names.includes(name) ? String(value) : value]))
