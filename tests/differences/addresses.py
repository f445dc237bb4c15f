# Addresses, as id() and repr() show them, are made up: stable and different for each live object, no more.
# Why: objects are handles into one array, and what is equal at each run can be recorded and replayed.
print(id(2) - id(1))
