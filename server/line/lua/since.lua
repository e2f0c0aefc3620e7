-- The pieces after one number up to another, each where it still rests, and for how long (ms). ARGV: gen, seq, upto.
local room = KEYS[1]
if redis.call('HGET', room .. ':meta', 'gen') ~= ARGV[1] then return { 'other' } end
local answer = { 'pieces' }
for at = tonumber(ARGV[2]) + 1, tonumber(ARGV[3]) do
  local key = room .. ':n:' .. string.format('%d', at)
  local piece = redis.call('GET', key)
  answer[#answer + 1] = piece
  answer[#answer + 1] = piece and redis.call('PTTL', key)
end
return answer
