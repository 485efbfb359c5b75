import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Attachment } from '@/api/attachments'
import type { Order } from '@/api/types'
import AttachmentPanel from '@/components/AttachmentPanel.vue'
import OrderChecklist from '@/components/OrderChecklist.vue'
import SignaturePad from '@/components/SignaturePad.vue'
import SlipCopy from '@/components/SlipCopy.vue'
import { noteText } from '@/composables/notes'
import { developed, fitted } from '@/composables/photographing'
import { qrOf } from '@/composables/qrcode'
import { i18n } from '@/i18n'

const AT = '2026-11-22T18:00:00.000Z'
const one = (over: Partial<Attachment>): Attachment => ({ id: 'a'.repeat(32), kind: 'photo', name: 'a.jpg', media_type: 'image/jpeg', size: 312_000, sha256: 'b'.repeat(64), added_at: AT, added_by: 'li-wei', covered: false, removable: false, ...over })
const order = (over: Partial<Order>): Order => ({ id: 'WX-1', number: 'WX-1', source: 'report', status: 'in_progress', open: true, title: '水龙头滴水', equipment: null, attachments: [], ...over }) as Order
const show = (over: Partial<Order>) => mount(AttachmentPanel, { props: { order: order(over) }, global: { plugins: [i18n] }, attachTo: document.body })

interface Sent {
  method: string
  url: string
  key: string
  form: FormData
}
let sent: Sent[] = []
let answers: (Response | 'lost')[] = []

beforeEach(() => {
  sent = []
  answers = []
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    sent.push({ method: init.method!, url, key: new Headers(init.headers).get('Idempotency-Key')!, form: init.body as FormData })
    const answer = answers.shift() ?? new Response('{}', { status: 201 })
    return answer === 'lost' ? Promise.reject(new TypeError('lost')) : Promise.resolve(answer)
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
  document.body.innerHTML = ''
})

async function choose(panel: ReturnType<typeof show>, file: File): Promise<void> {
  const input = panel.find('[data-testid=attach-camera]')
  Object.defineProperty(input.element, 'files', { value: [file], configurable: true })
  await input.trigger('change')
  await flushPromises()
}

describe('what hangs on an order', () => {
  it('is seen as pictures, each with what it shows, who sent it and whose signature it is', () => {
    const panel = show({ attachments: [one({ note: '漏水', line: 2 }), one({ id: 'c'.repeat(32), kind: 'signature', media_type: 'image/png', signed_as: 'customer', signed_by: '吴先生' }), one({ kind: 'document', media_type: 'application/pdf' }), one({ media_type: 'image/heic' })] })
    const items = panel.findAll('li')
    expect(items[0]!.find('img').attributes('src')).toBe(`/api/v1/work-orders/WX-1/attachments/${'a'.repeat(32)}`)
    expect(items[0]!.text()).toContain('检查项 2 · 漏水')
    expect(items[1]!.text()).toContain('客户签字 吴先生')
    expect(items[2]!.find('img').exists()).toBe(false)
    expect(items[2]!.text()).toContain('PDF')
    expect(items[3]!.text()).toContain('HEIC')
  })

  it('shows nothing of a signature that is not for this person', () => {
    const panel = show({ attachments: [one({ kind: 'signature', signed_as: 'customer', signed_by: '***', covered: true })] })
    expect(panel.find('img').exists()).toBe(false)
  })

  it('offers nothing to whom nothing is offered', () => {
    expect(show({}).find('[data-testid=attach-camera]').exists()).toBe(false)
    expect(show({ can_attach: true }).find('[data-testid=attach-camera]').attributes('capture')).toBe('environment')
  })

  it('sends a photograph once: the second try after a lost answer has the same key', async () => {
    const panel = show({ can_attach: true, checklist: [{ item: 1, text: '阀门' }] })
    const file = new File(['x'], 'IMG_1.jpg', { type: 'image/jpeg', lastModified: Date.parse(AT) })
    await panel.find('[data-testid=attach-line]').setValue('1')
    answers = ['lost']
    await choose(panel, file)
    expect(panel.emitted('changed')).toBeUndefined()
    await choose(panel, file)
    expect(sent.map((call) => call.method)).toEqual(['POST', 'POST'])
    expect(sent[1]!.key).toBe(sent[0]!.key)
    expect(Object.fromEntries([...sent[1]!.form.entries()].filter(([name]) => name !== 'file'))).toEqual({ kind: 'photo', taken_at: AT, line: '1' })
    expect(panel.emitted('changed')).toHaveLength(1)
    await choose(panel, file)
    expect(sent[2]!.key).not.toBe(sent[0]!.key)
  })

  it('sends a signature with who signed, and not before there are strokes', async () => {
    const pad = mount(SignaturePad, { props: { busy: false, names: { customer: '', technician: '李伟' } }, global: { plugins: [i18n] }, attachTo: document.body })
    await flushPromises()
    const at = (id: string): HTMLElement => document.querySelector(`[data-testid=${id}]`)!
    const canvas = at('sign-canvas') as HTMLCanvasElement
    canvas.toBlob = (done) => done(new Blob(['ink'], { type: 'image/png' }))
    at('sign-save').click()
    await flushPromises()
    expect(document.body.textContent).toContain('请先在框内签字')
    canvas.dispatchEvent(new PointerEvent('pointerdown', { clientX: 10, clientY: 10, bubbles: true }))
    canvas.dispatchEvent(new PointerEvent('pointermove', { clientX: 30, clientY: 20, bubbles: true }))
    canvas.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }))
    at('sign-save').click()
    await flushPromises()
    expect(document.body.textContent).toContain('请填写签字人姓名')
    expect(pad.emitted('sign')).toBeUndefined()
    const name = at('sign-name') as HTMLInputElement
    const input = name.tagName === 'INPUT' ? name : name.querySelector('input')!
    input.value = '吴先生'
    input.dispatchEvent(new Event('input'))
    await flushPromises()
    at('sign-save').click()
    await flushPromises()
    expect(pad.emitted('sign')?.[0]?.slice(1)).toEqual(['customer', '吴先生'])
  })
})

describe('a line of the checklist that failed', () => {
  it('asks for its photograph until one hangs on the order', () => {
    const wanted = (attachments: Attachment[]): boolean =>
      mount(OrderChecklist, { props: { order: order({ attachments, checklist: [{ item: 1, text: '阀门', photo: true, passed: false, at: AT, by: 'li-wei' }] }), etag: null }, global: { plugins: [i18n], stubs: { RouterLink: true } } }).find('[data-testid=photo-wanted-1]').exists()
    expect(wanted([])).toBe(true)
    expect(wanted([one({ line: 2 })])).toBe(true)
    expect(wanted([one({ line: 1 })])).toBe(false)
  })
})

describe('a photograph', () => {
  it('is never made larger, and its longer side is 1,600 pixels at most', () => {
    expect(fitted(4000, 3000)).toEqual({ width: 1600, height: 1200 })
    expect(fitted(3000, 4000)).toEqual({ width: 1200, height: 1600 })
    expect(fitted(800, 600)).toEqual({ width: 800, height: 600 })
  })

  it('that this browser cannot read goes as it is', async () => {
    const file = new File(['x'], 'a.heic', { type: 'image/heic', lastModified: Date.parse(AT) })
    expect(await developed(file, '')).toEqual({ blob: file, name: 'a.heic', takenAt: AT })
  })
})

describe('the history of attachments', () => {
  it('is read in the words of the console', () => {
    expect(noteText('file: signature; s.png; signed_as: customer; sha256: 00ff')).toBe('附件: 签字; s.png; 签字人身份: 客户; sha256: 00ff')
  })
})

describe('the slip on paper', () => {
  const slip = (over: Partial<Order>) => mount(SlipCopy, { props: { order: order(over), copy: 'customer' }, global: { plugins: [i18n] } })

  it('has the number, what was reported and the true times, and lines to write on where nothing is known', () => {
    const copy = slip({ location: 'A 座 1203', reports: [{ reported_at: AT, channel: 'phone', content: '厨房水龙头滴水', reported_by: '吴先生', phone: '13800000001', taken_by: 'sun-jia' }], parts: [{ line: 1, kind: 'part', name: '阀芯', quantity: 2, unit_price: 12.35, amount: 24.7, paid: 'customer', taken_back: false, by: 'li-wei', at: AT }] })
    const text = copy.text()
    for (const words of ['WX-1', '第一联 客户', 'A 座 1203', '吴先生', '13800000001', '厨房水龙头滴水', '阀芯', '24.70', '客户签字']) expect(text).toContain(words)
    expect(copy.findAll('tbody tr.blank')).toHaveLength(2)
  })

  it('leaves out what was taken back', () => {
    const line = { line: 1, kind: 'part' as const, name: '阀芯', quantity: 1, unit_price: 5, amount: 5, paid: 'owner' as const, taken_back: true, by: 'li-wei', at: AT }
    expect(slip({ parts: [line, { ...line, line: 2, corrects: 1, amount: -5, taken_back: false }] }).findAll('tbody tr.blank')).toHaveLength(3)
  })

  it('has a code that leads to the order, with its three finders', () => {
    const { side, path } = qrOf('https://zhiban.example/orders/WX-1')
    expect(side).toBeGreaterThanOrEqual(25)
    const dark = new Set([...path.matchAll(/M(\d+) (\d+)h/g)].map((match) => `${match[1]},${match[2]}`))
    for (const [x, y] of [[0, 0], [side - 7, 0], [0, side - 7]] as const) {
      for (let step = 0; step < 7; step++) expect(dark.has(`${x + step},${y}`)).toBe(true)
      expect(dark.has(`${x + 1},${y + 1}`)).toBe(false)
    }
  })
})
