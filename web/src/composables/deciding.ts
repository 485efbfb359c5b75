import { shallowRef, type ShallowRef } from 'vue'
import { ApiError, idempotencyKey } from '@/api/http'
import { certificates } from '@/stores/certificates'
import { complain, tell } from './acting'

/** A decision about a certificate, asked for in a dialogue: one intent, one key, and afterwards the list anew. */
export function useDecision<T>(): {
  asking: ShallowRef<T | null>
  busy: ShallowRef<boolean>
  ask(what: T): void
  drop(): void
  decide(send: (key: string) => Promise<void>, done: string): Promise<void>
} {
  const asking = shallowRef<T | null>(null)
  const busy = shallowRef(false)
  let key = ''
  return {
    asking,
    busy,
    ask(what) {
      asking.value = what
      key = idempotencyKey()
    },
    drop() {
      asking.value = null
    },
    async decide(send, done) {
      if (busy.value) return
      busy.value = true
      try {
        await send(key)
        asking.value = null
        tell(done)
        await certificates.refresh()
      } catch (thrown) {
        if (thrown instanceof ApiError && thrown.status !== 0) key = idempotencyKey()
        complain(thrown)
      } finally {
        busy.value = false
      }
    },
  }
}
