import type { NoticeText } from '@/api/notices'

/** What a notice is headed with, in both languages at once: the paper on the board is in both. */
const TITLES: Record<`${NoticeText['kind']}_${NoticeText['supply']}`, { zh: string; en: string }> = {
  planned_water: { zh: '停水通知', en: 'Notice: water off' },
  planned_power: { zh: '停电通知', en: 'Notice: power off' },
  planned_lift: { zh: '电梯停用通知', en: 'Notice: lift out of service' },
  planned_other: { zh: '施工通知', en: 'Notice: works' },
  sudden_water: { zh: '突发停水通知', en: 'Notice: water failed' },
  sudden_power: { zh: '突发停电通知', en: 'Notice: power failed' },
  sudden_lift: { zh: '电梯突发停用通知', en: 'Notice: lift failed' },
  sudden_other: { zh: '突发事项通知', en: 'Notice: sudden event' },
}

export const noticeTitle = (notice: Pick<NoticeText, 'kind' | 'supply'>): { zh: string; en: string } => TITLES[`${notice.kind}_${notice.supply}`]
