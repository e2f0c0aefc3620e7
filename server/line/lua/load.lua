-- The room as it stands: gen, version, seq, state, keys, now, where it was restored each time, then each seat's last act.
local room = KEYS[1]
if redis.call('EXISTS', room .. ':wiped') == 1 then return { 'wiped' } end
local meta = redis.call('HMGET', room .. ':meta', 'gen', 'version', 'seq', 'restored')
local state, keys = redis.call('GET', room .. ':state'), redis.call('GET', room .. ':keys')
if not meta[1] or not state or not keys then return { 'gone' } end
local time = redis.call('TIME')
local now = string.format('%.6f', tonumber(time[1]) + tonumber(time[2]) / 1000000)
local answer = { 'stands', meta[1], meta[2], meta[3], state, keys, now, meta[4] or '' }
local acts = redis.call('HGETALL', room .. ':acts')
for at = 1, #acts do answer[#answer + 1] = acts[at] end
return answer
