import { EventEmitter } from 'node:events'
import { describe, expect, test } from 'vitest'
import { createEventStreams } from '../../../src/control/event-streams.ts'
import type { Exchange } from '../../../src/journal/exchange.ts'
import { exchange } from '../journal/exchange.ts'

/** A response that remembers what was written, and how much of it nobody has read. */
class FakeResponse extends EventEmitter {
  text = ''
  writableLength = 0
  isReading = true
  hasHeader = () => false
  setHeader() {}
  writeHead() {}
  write(text: string) {
    this.text += text
    if (!this.isReading) this.writableLength += text.length
  }
  end() {}
  destroy() {
    this.emit('close')
  }
}

const open = () => {
  const res = new FakeResponse()
  let listener: ((exchange: Exchange) => void) | undefined
  createEventStreams().open({ res } as never, (send) => {
    listener = send
    return () => {
      listener = undefined
    }
  })
  return { res, tell: () => listener?.(exchange('1')), isOpen: () => listener !== undefined }
}

describe('a stream of exchanges', () => {
  test('goes on as long as its caller reads', () => {
    const { res, tell, isOpen } = open()
    for (let count = 0; count < 5000; count++) tell()
    expect(isOpen()).toBe(true)
    expect(res.text.match(/^event: exchange$/gm)).toHaveLength(5000)
    res.destroy()
  })

  test('ends when its caller leaves too much unread, so that nothing piles up', () => {
    const { res, tell, isOpen } = open()
    res.isReading = false
    for (let count = 0; count < 50_000 && isOpen(); count++) tell()
    expect(isOpen()).toBe(false)
    expect(res.writableLength).toBeLessThan(2 * 1024 * 1024)
  })
})
