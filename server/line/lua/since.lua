-- The pieces after one number up to another, each where it still rests. ARGV: gen, seq, upto.
local room = KEYS[1]
if redis.call('HGET', room .. ':meta', 'gen') ~= ARGV[1] then return { 'other' } end
local answer = { 'pieces' }
for at = tonumber(ARGV[2]) + 1, tonumber(ARGV[3]) do
  answer[#answer + 1] = redis.call('GET', room .. ':n:' .. string.format('%d', at)) or false
end
return answer
