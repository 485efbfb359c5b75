import { shallowRef, type ShallowRef } from 'vue'
import { ApiError } from '@/api/http'

/** Which of the four pictures a fetched thing shows; a thing once ready stays so while it is fetched anew. */
export type Phase = 'loading' | 'ready' | 'failed'

export interface Remote {
  phase: ShallowRef<Phase>
  error: ShallowRef<ApiError | null>
  refresh(): Promise<void>
}

/** A fetch that can be repeated. Of calls that overlap, only the last one's outcome counts. */
export function remote(fetch: (isCurrent: () => boolean) => Promise<void>): Remote {
  const phase = shallowRef<Phase>('loading')
  const error = shallowRef<ApiError | null>(null)
  let turn = 0
  return {
    phase,
    error,
    async refresh() {
      const mine = ++turn
      try {
        await fetch(() => mine === turn)
        if (mine !== turn) return
        phase.value = 'ready'
        error.value = null
      } catch (thrown) {
        if (mine !== turn) return
        error.value = thrown instanceof ApiError ? thrown : new ApiError({ status: 0, detail: String(thrown) })
        if (phase.value === 'loading') phase.value = 'failed'
      }
    },
  }
}
