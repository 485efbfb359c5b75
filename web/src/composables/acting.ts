import { onBeforeUnmount, onMounted, shallowRef } from 'vue'
import { ElMessage } from 'element-plus/es/components/message/index'
import 'element-plus/es/components/message/style/css'
import { ApiError } from '@/api/http'
import type { Alarm } from '@/api/types'
import { t } from '@/i18n'
import { act, alarmById, canReset, needsAcknowledge } from '@/stores/alarms'
import { alarmTitle } from './words'

/** Ids of alarms on which an action is under way: their buttons wait. */
export const acting = shallowRef<ReadonlySet<string>>(new Set())

export async function actOn(alarm: Alarm, action: 'acknowledge' | 'reset'): Promise<void> {
  if (acting.value.has(alarm.id)) return
  acting.value = new Set([...acting.value, alarm.id])
  try {
    const after = await act(alarm, action)
    const still = action === 'acknowledge' ? needsAcknowledge(after) : canReset(after)
    if (still) ElMessage.warning(t('alarm.changed'))
    else tell(t(action === 'acknowledge' ? 'alarm.acknowledged' : 'alarm.resetDone', { what: alarmTitle(alarm) }))
  } catch (thrown) {
    complain(thrown)
  } finally {
    acting.value = new Set([...acting.value].filter((id) => id !== alarm.id))
  }
}

/** Says what was done; what was complained of before is past. */
export function tell(sentence: string): void {
  ElMessage.closeAll('error')
  ElMessage({ message: sentence, type: 'info', grouping: true, duration: 3_000 })
}

export function complain(thrown: unknown): void {
  const refused = thrown instanceof ApiError && [403, 409, 422].includes(thrown.status)
  const why = thrown instanceof ApiError && thrown.status === 0 ? t('picture.away') : message(thrown)
  ElMessage({
    message: t(refused ? 'alarm.notAllowed' : 'alarm.failed', { why }),
    type: 'error',
    duration: 8_000,
    showClose: true,
    grouping: true,
  })
}

const message = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown))

/** One key acknowledges: `A` on the alarm that has the focus, or else on the one under the pointer. */
export function useAcknowledgeKey(): void {
  const onKey = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== 'a' || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return
    if (event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]')) return
    const row = document.activeElement?.closest('[data-alarm]') ?? document.querySelector('[data-alarm]:hover')
    const alarm = alarmById(row?.getAttribute('data-alarm') ?? '')
    if (alarm && needsAcknowledge(alarm)) void actOn(alarm, 'acknowledge')
  }
  onMounted(() => document.addEventListener('keydown', onKey))
  onBeforeUnmount(() => document.removeEventListener('keydown', onKey))
}
