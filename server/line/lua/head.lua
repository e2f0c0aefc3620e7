-- Where a followed room stands; writes this instance's beat, forgets old ones, refreshes lives.
-- ARGV: instance, known_seq, room life (ms).
local room = KEYS[1]
if redis.call('EXISTS', room .. ':wiped') == 1 then return { 'wiped' } end
local meta = redis.call('HMGET', room .. ':meta', 'gen', 'version', 'seq')
if not meta[1] or redis.call('EXISTS', room .. ':state', room .. ':keys') < 2 then return { 'gone' } end
if tonumber(meta[3]) < tonumber(ARGV[2]) then return { 'rewound' } end
local time = redis.call('TIME')
local now = tonumber(time[1]) + tonumber(time[2]) / 1000000
local stamp = string.format('%.6f', now)
redis.call('HSET', room .. ':beats', ARGV[1], stamp)
local answer = { 'head', meta[1], meta[2], meta[3], stamp }
local beats = redis.call('HGETALL', room .. ':beats')
for at = 1, #beats, 2 do
  if now - tonumber(beats[at + 1]) >= tonumber(ARGV[3]) / 1000 then
    redis.call('HDEL', room .. ':beats', beats[at])
  else
    answer[#answer + 1] = beats[at]; answer[#answer + 1] = beats[at + 1]
  end
end
for _, part in ipairs({ ':meta', ':state', ':keys', ':acts', ':beats' }) do
  redis.call('PEXPIRE', room .. part, ARGV[3])
end
return answer
