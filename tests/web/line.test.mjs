// The line: what it promises to somebody on a slow train.
import assert from "node:assert/strict"
import { test } from "node:test"
import { acts, lineScene, settled } from "./scene.mjs"

test("the first frame carries the ticket and no address does", async () => {
  const scene = lineScene()
  await scene.arrives()
  assert.deepEqual(scene.socket.sent[0], { is: "hello", ticket: "a ticket" })
  assert.equal(scene.line.state.is, "live")
})

test("the socket opens while the ticket is on its way, and whichever comes last the hello is said once", async () => {
  for (const ticketFirst of [true, false]) {
    let comes
    const scene = lineScene({ ticket: () => new Promise(given => { comes = given }) })
    scene.line.open()
    assert.equal(scene.sockets.length, 1)
    const both = [async () => { comes("late"); await settled() }, async () => scene.socket.opens()]
    await both[ticketFirst ? 0 : 1]()
    assert.deepEqual(scene.socket.sent, [])
    await both[ticketFirst ? 1 : 0]()
    assert.deepEqual(scene.socket.sent, [{ is: "hello", ticket: "late" }])
  }
})

test("a ticket that comes after its socket has gone is not used for another", async () => {
  const comes = []
  const scene = lineScene({ ticket: () => new Promise(given => comes.push(given)) })
  scene.line.open()
  scene.socket.opens()
  scene.socket.drops(4002)
  await scene.clock.pass(500)
  scene.socket.opens()
  comes[0]("old")
  await settled()
  assert.deepEqual(scene.sockets.map(socket => socket.sent), [[], []])
  comes[1]("new")
  await settled()
  assert.deepEqual(scene.socket.sent, [{ is: "hello", ticket: "new" }])
})

test("a ticket that is not given leaves no socket open", async () => {
  for (const trouble of [{ refused: "link-not-valid" }, new Error("busy")]) {
    const scene = lineScene({ ticket: async () => { throw trouble } })
    scene.line.open()
    scene.socket.opens()
    await settled()
    assert.ok(scene.socket.closed)
    assert.deepEqual(scene.socket.sent, [])
  }
})

test("a dropped line comes back by itself, from the place it had", async () => {
  const scene = lineScene()
  await scene.arrives()
  scene.socket.hears({ is: "said", seq: 7 })
  scene.socket.drops(1012)
  assert.equal(scene.line.state.is, "lost")
  await scene.clock.pass(400)
  scene.socket.opens()
  assert.deepEqual(scene.socket.sent[0], { is: "hello", ticket: "a ticket", gen: "g1", seq: 7 })
})

test("patience grows with every try, up to a bound", async () => {
  const scene = lineScene()
  await scene.arrives()
  scene.socket.drops()
  const waits = []
  for (let i = 0; i < 8; i++) {
    const before = scene.clock.now(), tries = scene.sockets.length
    while (scene.sockets.length === tries) await scene.clock.pass(25)
    waits.push(scene.clock.now() - before)
    scene.socket.drops()
  }
  assert.ok(waits[1] > waits[0] && waits[3] > waits[2])
  assert.ok(Math.max(...waits) <= 15_000)
  assert.ok(waits.at(-1) >= 7_500)
})

test("chance keeps a whole house from knocking in the same moment", async () => {
  const { Line } = await import("../../web/js/line.js")
  const { HandClock, RememberingSocket } = await import("./scene.mjs")
  const at = []
  for (const chance of [0, 0.99]) {
    const clock = new HandClock(), sockets = []
    const line = new Line({
      ticket: async () => "t", clock, random: () => chance, hear: () => {},
      connect: () => { const socket = new RememberingSocket(); sockets.push(socket); return socket },
    })
    line.open()
    await settled()
    sockets[0].drops()
    while (sockets.length < 2) await clock.pass(10)
    at.push(clock.now())
  }
  assert.ok(at[1] - at[0] > 200)
})

for (const [code, why] of [[4500, "out"], [4501, "elsewhere"], [4502, "ended"], [4503, "not-valid"], [4504, "garbled"], [4599, "not-valid"]]) {
  test(`close code ${code} is not knocked at again`, async () => {
    const scene = lineScene()
    await scene.arrives()
    scene.socket.drops(code)
    await scene.clock.pass(60_000)
    assert.deepEqual(scene.line.state, { is: "over", why })
    assert.equal(scene.sockets.length, 1)
  })
}

test("a ticket refused for good ends the tries, a busy house does not", async () => {
  const refused = lineScene({ ticket: async () => { throw { refused: "link-not-valid" } } })
  refused.line.open()
  await settled()
  assert.deepEqual(refused.line.state, { is: "over", why: "link-not-valid" })
  const busy = lineScene({ ticket: async () => { throw new Error("busy") } })
  busy.line.open()
  await settled()
  assert.equal(busy.line.state.is, "lost")
})

test("two silent ticks are a lost line, and each tick is answered", async () => {
  const scene = lineScene()
  await scene.arrives()
  scene.socket.hears({ is: "tick", seq: 0, now: 1001 })
  assert.equal(scene.socket.sent.at(-1).is, "tock")
  await scene.clock.pass(9_000)
  assert.equal(scene.line.state.is, "live")
  await scene.clock.pass(15_000)
  assert.equal(scene.line.state.is, "lost")
})

test("a device that loses its network says so at once, and the line comes back by itself", async () => {
  const scene = lineScene()
  await scene.arrives()
  const left = scene.socket
  scene.line.offline()
  assert.equal(scene.line.state.is, "lost")
  await scene.clock.pass(1_000)
  assert.notEqual(scene.socket, left)
  scene.greeted({ seq: 0 })
  assert.equal(scene.line.state.is, "live")
  scene.line.close()
  scene.line.offline()
  assert.equal(scene.line.state.is, "over")
})

test("a house that ticks faster is missed sooner", async () => {
  const scene = lineScene()
  await scene.arrives()
  scene.socket.hears({ is: "tick", seq: 0, now: 1001 })
  await scene.clock.pass(5_000)
  scene.socket.hears({ is: "tick", seq: 0, now: 1006 })
  await scene.clock.pass(12_000)
  assert.equal(scene.line.state.is, "lost")
})

test("a piece of news is heard once, in whatever way it came", async () => {
  const scene = lineScene()
  await scene.arrives()
  scene.socket.hears({ is: "said", seq: 3 })
  scene.socket.drops()
  await scene.clock.pass(1000)
  scene.greeted({ seq: 4 })
  scene.socket.hears({ is: "said", seq: 3 })
  scene.socket.hears({ is: "said", seq: 4 })
  assert.deepEqual(scene.heard.filter(frame => frame.is === "said").map(frame => frame.seq), [3, 4])
})

test("where the house lost its memory the numbers go on, and the page says so when it comes back", async () => {
  const scene = lineScene()
  await scene.arrives()
  scene.socket.hears({ is: "said", seq: 9 })
  scene.socket.hears({ is: "tick", seq: 9, gen: "g2" })
  scene.socket.hears({ is: "said", seq: 10 })
  scene.socket.drops()
  await scene.clock.pass(1000)
  scene.socket.opens()
  assert.deepEqual(scene.socket.sent[0], { is: "hello", ticket: "a ticket", gen: "g2", seq: 10 })
  scene.socket.hears({ is: "hello_ok", you: "ana", last: 0, gen: "g3", seq: 10, now: 0 })
  scene.socket.drops()
  await scene.clock.pass(1000)
  scene.socket.opens()
  assert.deepEqual(scene.socket.sent[0], { is: "hello", ticket: "a ticket", gen: "g3", seq: 10 })
})

test("after a gap another generation counts its pieces anew", async () => {
  const scene = lineScene()
  await scene.arrives()
  scene.socket.hears({ is: "said", seq: 9 })
  scene.socket.drops()
  await scene.clock.pass(1000)
  scene.greeted({ gen: "g2", seq: 1 })
  scene.socket.hears({ is: "gap" })
  scene.socket.hears({ is: "said", seq: 1 })
  assert.equal(scene.heard.filter(frame => frame.is === "said").length, 2)
})

test("what is no frame of ours is passed over", async () => {
  const scene = lineScene()
  await scene.arrives()
  for (const strange of ["{", "[]", "null", '{"is":"from_next_year"}', '"ok"']) scene.socket.hears(strange)
  assert.equal(scene.heard.length, 1)
})

test("acts are numbered on from the last one done", async () => {
  const scene = lineScene()
  await scene.arrives({ last: 41 })
  const answer = scene.line.act("raise_hand")
  assert.deepEqual(acts(scene.socket), [{ is: "raise_hand", n: 42 }])
  scene.socket.hears({ is: "ok", n: 42 })
  assert.deepEqual(await answer, { ok: true, n: 42 })
})

test("words go one at a time; a pass does not wait for them", async () => {
  const scene = lineScene()
  await scene.arrives()
  scene.line.act("share", { words: "one" })
  scene.line.act("share", { words: "two" })
  scene.line.act("pass_turn", { turn: 1 })
  assert.deepEqual(acts(scene.socket).map(frame => frame.words ?? frame.is), ["one", "pass_turn"])
  scene.socket.hears({ is: "ok", n: 1 })
  assert.deepEqual(acts(scene.socket).at(-1), { is: "share", n: 3, words: "two" })
})

test("words under way when the line drops are sent again under the same number, and so said once", async () => {
  const scene = lineScene()
  await scene.arrives()
  const answer = scene.line.act("share", { words: "one" })
  scene.socket.drops()
  await scene.clock.pass(1000)
  scene.greeted({ last: 1 })
  assert.deepEqual(acts(scene.socket), [{ is: "share", n: 1, words: "one" }])
  scene.socket.hears({ is: "ok", n: 1 })
  assert.deepEqual(await answer, { ok: true, n: 1 })
})

test("words written without a line wait for it", async () => {
  const scene = lineScene()
  const answer = scene.line.act("share", { words: "early" })
  await scene.arrives({ last: 5 })
  assert.deepEqual(acts(scene.socket), [{ is: "share", n: 6, words: "early" }])
  scene.socket.hears({ is: "refused", n: 6, no: "not-your-turn", facts: { name: "Bo" } })
  assert.deepEqual(await answer, { refused: "not-your-turn", facts: { name: "Bo" }, n: 6 })
})

test("a call for support pressed without a line is told the moment we are back", async () => {
  const scene = lineScene()
  scene.line.act("ask_for_support")
  await scene.arrives()
  assert.deepEqual(acts(scene.socket), [{ is: "ask_for_support", n: 1 }])
})

test("a button pressed without a line says so at once, and does nothing later", async () => {
  const scene = lineScene()
  await scene.arrives()
  scene.socket.drops()
  assert.equal((await scene.line.act("next", { turn: 3 })).refused, "line-is-lost")
  await scene.clock.pass(1000)
  scene.greeted()
  assert.deepEqual(acts(scene.socket), [])
})

test("a busy house is asked again, under a new number", async () => {
  const scene = lineScene()
  await scene.arrives()
  const answer = scene.line.act("share", { words: "one" })
  scene.socket.hears({ is: "refused", n: 1, no: "house-is-busy" })
  await scene.clock.pass(2000)
  assert.deepEqual(acts(scene.socket).map(frame => frame.n), [1, 2])
  scene.socket.hears({ is: "ok", n: 2 })
  assert.deepEqual(await answer, { ok: true, n: 2 })
})

test("a house that stays busy is believed in the end", async () => {
  const scene = lineScene()
  await scene.arrives()
  const answer = scene.line.act("raise_hand")
  for (let n = 1; n <= 5; n++) {
    scene.socket.hears({ is: "refused", n, no: "house-is-busy" })
    await scene.clock.pass(2000)
  }
  assert.equal((await answer).refused, "house-is-busy")
})

test("moving the meeting here says nothing twice", async () => {
  const scene = lineScene()
  await scene.arrives()
  const answer = scene.line.act("share", { words: "one" })
  scene.socket.drops(4501)
  assert.equal((await answer).refused, "line-is-lost")
  scene.line.moveHere()
  await settled()
  scene.greeted({ last: 8 })
  assert.deepEqual(acts(scene.socket), [])
  scene.line.act("raise_hand")
  assert.deepEqual(acts(scene.socket), [{ is: "raise_hand", n: 9 }])
})

test("a socket that was given up is not listened to any more", async () => {
  const scene = lineScene()
  await scene.arrives()
  const [first] = scene.sockets
  first.drops()
  await scene.clock.pass(1000)
  scene.greeted()
  first.hears({ is: "said", seq: 50 })
  first.drops(4500)
  assert.equal(scene.line.state.is, "live")
  assert.ok(!scene.heard.some(frame => frame.seq === 50))
})

test("a page looked at again does not trust a line that was silent for too long", async () => {
  const scene = lineScene()
  await scene.arrives()
  scene.socket.hears({ is: "said", seq: 7 })
  await scene.clock.pass(5_000)
  scene.line.wake()
  assert.equal(scene.sockets.length, 1, "it spoke a moment ago")
  await scene.clock.pass(8_000)
  scene.line.wake()
  await settled()
  assert.equal(scene.line.state.is, "lost")
  assert.ok(scene.sockets[0].closed)
  scene.socket.opens()
  assert.deepEqual(scene.socket.sent[0], { is: "hello", ticket: "a ticket", gen: "g1", seq: 7 })
})

test("a phone whose clock stood still while it slept looks at the one on the wall", async () => {
  const scene = lineScene()
  let slept = 0
  scene.clock.onTheWall = () => scene.clock.now() + slept
  await scene.arrives()
  slept = 600_000
  scene.line.wake()
  assert.equal(scene.line.state.is, "lost")
})

test("on another net the old line is given up at once, and what was written goes on the new one", async () => {
  const scene = lineScene()
  await scene.arrives()
  const answer = scene.line.act("share", { words: "one" })
  scene.line.wake({ elsewhere: true })
  await settled()
  assert.equal(scene.sockets.length, 2)
  scene.greeted()
  assert.deepEqual(acts(scene.socket), [{ is: "share", n: 1, words: "one" }])
  scene.socket.hears({ is: "ok", n: 1 })
  assert.ok((await answer).ok)
})

test("nobody is woken whose meeting is over", async () => {
  const scene = lineScene()
  await scene.arrives()
  scene.socket.drops(4502)
  scene.line.wake({ elsewhere: true })
  await settled()
  assert.equal(scene.sockets.length, 1)
})
