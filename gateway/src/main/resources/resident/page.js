'use strict'
// Runs in the browsers of chat apps on old phones: nothing newer than ES2017.
;(function () {
  const STANDING = {
    reported: ['已报修，等待安排', 'reported'],
    given: ['已派人', 'somebody is on the way'],
    working: ['正在维修', 'being repaired'],
    waiting: ['暂停，等配件或条件', 'on hold'],
    checking: ['已修好，正在复核', 'repaired, being checked'],
    ended: ['已结束', 'ended'],
  }
  const TITLE = {
    planned_water: ['停水通知', 'Water off'],
    planned_power: ['停电通知', 'Power off'],
    planned_lift: ['电梯停用通知', 'Lift out of service'],
    planned_other: ['施工通知', 'Works'],
    sudden_water: ['突发停水', 'Water failed'],
    sudden_power: ['突发停电', 'Power failed'],
    sudden_lift: ['电梯突发停用', 'Lift failed'],
    sudden_other: ['突发事项', 'Sudden event'],
  }
  const at = '/api/v1/public/labels/' + encodeURIComponent(location.pathname.replace(/^\/r\//, '').replace(/\/+$/, ''))
  const el = (id) => document.getElementById(id)
  let trigger = ''
  let place = null
  let key = freshKey()

  function freshKey() {
    const bytes = new Uint8Array(16)
    crypto.getRandomValues(bytes)
    return Array.from(bytes, (byte) => ('0' + byte.toString(16)).slice(-2)).join('')
  }

  function show(id, shown) {
    el(id).hidden = !shown
  }

  /** Both languages, the Chinese one first. */
  function words(node, zh, en) {
    node.textContent = zh
    if (en && en !== zh) {
      const english = document.createElement('span')
      english.lang = 'en'
      english.textContent = ' ' + en
      node.appendChild(english)
    }
    return node
  }

  /** By the clocks of the site, wherever the phone believes that it is. */
  function day(time) {
    const parts = {}
    new Intl.DateTimeFormat('en-GB', { timeZone: place.zone, month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hour12: false })
      .formatToParts(new Date(time))
      .forEach((part) => (parts[part.type] = part.value))
    // Old browsers call midnight 24.
    return parts.month + '-' + parts.day + ' ' + (parts.hour === '24' ? '00' : parts.hour) + ':' + parts.minute
  }

  function danger(phone, lift) {
    show('danger', true)
    show('bell', lift)
    show('call', !!phone)
    show('nocall', !phone)
    if (phone) {
      el('call').href = 'tel:' + phone.replace(/[^+0-9]/g, '')
      words(el('call'), '☎ ' + phone, '')
    }
  }

  function paint() {
    words(el('site'), place.site.zh, place.site.en)
    if (place.name) words(el('name'), place.name.zh, place.name.en)
    else el('name').textContent = place.location
    el('location').textContent = place.name && place.location ? place.location : ''
    danger(place.emergency_phone, place.lift)
    show('trapped-line', place.lift)
    faults()
    notices()
    el('triggers').textContent = ''
    place.urgent_triggers.forEach((one) => {
      const button = words(document.createElement('button'), one.zh, one.en)
      button.type = 'button'
      button.setAttribute('aria-pressed', 'false')
      button.addEventListener('click', () => {
        trigger = trigger === one.zh ? '' : one.zh
        changed()
        Array.from(el('triggers').children).forEach((other) => other.setAttribute('aria-pressed', String(other === button && trigger !== '')))
      })
      el('triggers').appendChild(button)
    })
    show('form', true)
  }

  function faults() {
    show('faults', place.faults.length > 0)
    el('fault-list').textContent = ''
    place.faults.forEach((fault) => {
      const standing = STANDING[fault.standing]
      el('fault-list').appendChild(words(document.createElement('li'), day(fault.since) + ' ' + standing[0], standing[1]))
    })
  }

  function notices() {
    show('notices', place.notices.length > 0)
    el('notice-list').textContent = ''
    place.notices.forEach((notice) => {
      const title = TITLE[notice.kind + '_' + notice.supply]
      const article = document.createElement('article')
      const lines = [
        words(document.createElement('strong'), title[0], title[1]),
        words(document.createElement('div'), day(notice.from) + ' – ' + day(notice.until), ''),
        words(document.createElement('div'), notice.where, ''),
        words(document.createElement('div'), notice.zh, ''),
      ]
      if (notice.en) {
        const english = words(document.createElement('div'), notice.en, '')
        english.lang = 'en'
        lines.push(english)
      }
      if (notice.relief) lines.push(words(document.createElement('div'), notice.relief, ''))
      lines.push(words(document.createElement('div'), notice.number, ''))
      lines.forEach((line) => article.appendChild(line))
      el('notice-list').appendChild(article)
    })
  }

  function trouble(text) {
    el('trouble').textContent = text
    show('trouble', text !== '')
  }

  /** Whatever is said anew is another report. */
  function changed() {
    key = freshKey()
  }

  function missing() {
    const trapped = el('trapped').checked
    const wanted = trapped ? ['content'] : ['content', 'who', 'phone']
    const empty = wanted.filter((id) => el(id).value.trim() === '')
    ;['content', 'who', 'phone'].forEach((id) => el(id).setAttribute('aria-invalid', String(empty.indexOf(id) >= 0)))
    if (empty.length > 0) el(empty[0]).focus()
    return empty.length > 0
  }

  async function answerOf(request) {
    const answer = await request
    let body = {}
    try {
      body = await answer.json()
    } catch (_) {
      // No JSON: something between here and the gateway has answered.
    }
    return { ok: answer.ok, status: answer.status, body: body }
  }

  async function send(event) {
    event.preventDefault()
    if (el('send').disabled) return
    if (missing()) {
      trouble('请把红框的栏填好。 Fill in the fields with a red frame.')
      return
    }
    trouble('')
    el('send').disabled = true
    const said = { content: el('content').value.trim() }
    if (el('who').value.trim()) said.reported_by = el('who').value.trim()
    if (el('phone').value.trim()) said.phone = el('phone').value.trim()
    if (trigger) said.trigger = trigger
    if (el('trapped').checked) said.trapped = true
    try {
      const answer = await answerOf(
        fetch(at + '/reports', {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
          body: JSON.stringify(said),
        }),
      )
      if (answer.ok) done(answer.body)
      else trouble(answer.body.detail || '没有送达，请再试一次，或打电话。 Not sent; try again, or call.')
    } catch (_) {
      trouble('没有网络，报修没有送达。请再按一次“提交”，不会重复登记。 No network; press Send again, it is never taken twice.')
    } finally {
      el('send').disabled = false
    }
  }

  function done(report) {
    show('form', false)
    show('faults', false)
    show('done', true)
    if (report.joined) words(el('done-title'), '这里已有人报修，已记上您这一次', 'Already reported; yours is added')
    else words(el('done-title'), '已收到，谢谢', 'Received, thank you')
    el('number').textContent = report.order
    const standing = STANDING[report.standing]
    words(el('done-words'), standing[0], standing[1])
    el('done').scrollIntoView()
  }

  function gone(zh, en) {
    show('gone', true)
    words(el('gone'), zh, en)
  }

  async function start() {
    el('form').addEventListener('submit', send)
    ;['content', 'who', 'phone', 'trapped'].forEach((id) => el(id).addEventListener('input', changed))
    try {
      const answer = await answerOf(fetch(at))
      if (answer.ok) {
        place = answer.body
        paint()
        return
      }
      danger('', false)
      if (answer.status === 404) gone('这个二维码已失效，请联系物业。', 'This label is not valid any more; call the property office.')
      else gone('现在打不开，请稍后再试，或打电话。', 'Not available now; try again later, or call.')
    } catch (_) {
      danger('', false)
      gone('没有网络，请稍后刷新，或打电话。', 'No network; reload in a moment, or call.')
    }
  }

  void start()
})()
