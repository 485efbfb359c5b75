import { describe, expect, it } from 'vitest'
import { noteText } from '@/composables/notes'

describe('a note of the history', () => {
  it('is said in the words of the console, and free text as it was written', () => {
    expect(noteText('cause: 磨损; action_taken: 更换密封')).toBe('故障原因: 磨损; 处理措施: 更换密封')
    expect(noteText('part: 机械密封 × 2; 241.00 CNY; owner')).toBe('备件: 机械密封 × 2; 241.00 CNY; 业主方')
    expect(noteText('urgency: urgent; severity: minor')).toBe('缓急: 紧急; 轻重: 轻微')
    expect(noteText('concern: complaint')).toBe('事项: 投诉')
    expect(noteText('waiting_for: parts; 缺密封; until: 2026-11-22T04:00:00Z')).toMatch(/^等什么: 等配件; 缺密封; .*: 2026.11.22/)
    expect(noteText('等客户回电; 明天: 再来')).toBe('等客户回电; 明天: 再来')
    expect(noteText('http://x: y')).toBe('http://x: y')
  })
})
