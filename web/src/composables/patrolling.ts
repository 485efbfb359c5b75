import { shallowRef } from 'vue'
import { prove, type Walk } from '@/api/patrols'
import { ApiError, idempotencyKey } from '@/api/http'
import type { AllowedAction } from '@/api/types'
import { t } from '@/i18n'
import { takeWalks } from '@/stores/patrols'
import { complain, tell } from './acting'
import { equipmentName } from './words'

/** What somebody who found something is asked. */
export const FINDING_FORM: AllowedAction = {
  action: 'patrol_finding',
  fields: [
    { name: 'note', kind: 'text', required: true },
    { name: 'urgency', kind: 'choice', choices: ['normal', 'urgent'] },
  ],
}

/** One checkpoint at a time; what did not get through keeps its key, so that it happens once. */
export function usePatrolling() {
  const asking = shallowRef<{ walk: Walk; equipment: string } | null>(null)
  const busy = shallowRef('')
  const keys = new Map<string, string>()

  async function send(walk: Walk, equipment: string, said: Parameters<typeof prove>[2]): Promise<void> {
    const what = `${walk.id}/${equipment}/${said.result}/${said.note ?? ''}`
    const key = keys.get(what) ?? idempotencyKey()
    keys.set(what, key)
    busy.value = equipment
    try {
      const after = await prove(walk.id, equipment, said, key)
      takeWalks([after])
      asking.value = null
      const order = after.checkpoints.find((checkpoint) => checkpoint.equipment === equipment)?.proof?.work_order
      tell(order ? t('patrol.ordered', { order }) : t('patrol.proved', { where: equipmentName(equipment) }))
    } catch (thrown) {
      if (thrown instanceof ApiError && thrown.status !== 0) keys.delete(what)
      complain(thrown)
    } finally {
      busy.value = ''
    }
  }

  return {
    asking,
    busy,
    ok: (walk: Walk, equipment: string) => send(walk, equipment, { result: 'ok' }),
    ask: (walk: Walk, equipment: string) => (asking.value = { walk, equipment }),
    drop: () => (asking.value = null),
    async found(told: Record<string, unknown>): Promise<void> {
      if (asking.value && busy.value === '') await send(asking.value.walk, asking.value.equipment, { result: 'finding', ...told } as Parameters<typeof prove>[2])
    },
  }
}
