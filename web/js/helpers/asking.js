// asking.js: ask the room for something, and keep its no where it was asked.
import { useState } from "./html.js"

export function useAsking(act) {
  const [refused, setRefused] = useState(null)
  const ask = async (is, fields) => {
    setRefused(null)
    const answer = await act(is, fields)
    if (answer.refused) setRefused({ no: answer.refused, facts: answer.facts ?? {} })
    return answer
  }
  return { ask, refused, forget: () => setRefused(null) }
}
