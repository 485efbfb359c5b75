import { shallowRef } from 'vue'
import type { LogLine } from '@/api/handover'

/** The page that was signed last, by anybody; a new object each time. */
export const lastSigned = shallowRef<{ page: string } | null>(null)
/** The key, tool or badge that was lent or taken back last; a new object each time. */
export const lastLent = shallowRef<{ thing: string } | null>(null)
/** The line that was written last, by anybody. */
export const lastLine = shallowRef<LogLine | null>(null)
