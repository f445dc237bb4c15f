n = 5
with n as x: pass
