# A weak dictionary compares with any mapping, by what is alive in it; a WeakSet with WeakSets only.
import weakref
from collections import OrderedDict, defaultdict


class Thing:
    pass


thing, other = Thing(), Thing()
values = weakref.WeakValueDictionary()
keys = weakref.WeakKeyDictionary()
print(values == {}, {} == values, values != {}, values == 3, values == [], keys == values)
values['a'] = thing
keys[thing] = 1
print(values == {'a': thing}, {'a': thing} == values, values == {'a': other}, values == OrderedDict(a=thing))
print(keys == {thing: 1}, {thing: 1} == keys, keys == defaultdict(int, {thing: 1}), keys == Thing.__dict__)
print([values] == [{'a': thing}], {'a': thing} in [1, values], [1, values].index({'a': thing}))
values['b'] = other
del other
print(values == {'a': thing})
class Keys:
    def keys(self):
        return ['c']
    def __getitem__(self, key):
        return thing
try:
    values | Keys()
except TypeError as e:
    print(e)
print(sorted(values | {'c': thing}), sorted({'c': thing} | values))
print(weakref.WeakSet() == set(), weakref.WeakSet([thing]) == weakref.WeakSet([thing]))
for o in values, keys, weakref.WeakSet():
    try:
        hash(o)
    except TypeError as e:
        print(e)
