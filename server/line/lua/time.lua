-- The line's time, in seconds.
local time = redis.call('TIME')
return { string.format('%.6f', tonumber(time[1]) + tonumber(time[2]) / 1000000) }
