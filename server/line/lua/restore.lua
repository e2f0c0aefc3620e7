-- After lost memory: offer a history under the next generation. The longest offered while settling stays.
-- ARGV: gen, version, seq, state, keys, settling (s), room life (ms), piece life (ms),
--       then: count, (seq, piece)…; count, (seat, number, answer)…
local room = KEYS[1]
if redis.call('EXISTS', room .. ':wiped') == 1 then return { 'wiped' } end
local time = redis.call('TIME')
local now = tonumber(time[1]) + tonumber(time[2]) / 1000000
local meta = redis.call('HMGET', room .. ':meta', 'gen', 'version', 'seq', 'settles')
local settles = now + tonumber(ARGV[6])
if meta[1] and redis.call('EXISTS', room .. ':state', room .. ':keys') == 2 then
  if meta[1] ~= ARGV[1] or not meta[4] or now >= tonumber(meta[4]) then return { 'late' } end
  local version, seq = tonumber(meta[2]), tonumber(meta[3])
  local longer = tonumber(ARGV[2]) > version or (tonumber(ARGV[2]) == version and tonumber(ARGV[3]) > seq)
  if not longer then return { 'restored', meta[1], meta[2], meta[3] } end
  settles = tonumber(meta[4])
end
local at = 9
local count = tonumber(ARGV[at]); at = at + 1
for _ = 1, count do
  redis.call('SET', room .. ':n:' .. ARGV[at], ARGV[at + 1], 'PX', ARGV[8]); at = at + 2
end
redis.call('DEL', room .. ':acts', room .. ':beats')
count = tonumber(ARGV[at]); at = at + 1
for _ = 1, count do
  redis.call('HSET', room .. ':acts', ARGV[at], ARGV[at + 1] .. ' ' .. ARGV[at + 2]); at = at + 3
end
redis.call('HSET', room .. ':meta', 'gen', ARGV[1], 'version', ARGV[2], 'seq', ARGV[3],
  'settles', string.format('%.6f', settles))
redis.call('SET', room .. ':state', ARGV[4])
redis.call('SET', room .. ':keys', ARGV[5])
for _, part in ipairs({ ':meta', ':state', ':keys', ':acts' }) do redis.call('PEXPIRE', room .. part, ARGV[7]) end
return { 'restored', ARGV[1], ARGV[2], ARGV[3] }
