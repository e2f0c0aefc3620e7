-- Begin a room, only if absent and not wiped. ARGV: gen, state, keys, room life (ms).
local room = KEYS[1]
if redis.call('EXISTS', room .. ':wiped') == 1 then return { 'wiped' } end
if redis.call('EXISTS', room .. ':meta') == 1 then return { 'stands' } end
redis.call('DEL', room .. ':acts', room .. ':beats')
redis.call('HSET', room .. ':meta', 'gen', ARGV[1], 'version', 0, 'seq', 0)
redis.call('SET', room .. ':state', ARGV[2])
redis.call('SET', room .. ':keys', ARGV[3])
for _, part in ipairs({ ':meta', ':state', ':keys' }) do redis.call('PEXPIRE', room .. part, ARGV[4]) end
return { 'opened' }
