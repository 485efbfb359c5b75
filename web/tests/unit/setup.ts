import { beforeEach } from 'vitest'
import { useLanguage } from '@/i18n'
import { setZone } from '@/composables/time'

beforeEach(async () => {
  localStorage.clear()
  setZone('Asia/Shanghai')
  await useLanguage('zh')
})
