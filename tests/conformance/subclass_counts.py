# A base keeps a weak reference to each of its subclasses in a dict: the first one makes it, the last one that
# dies takes it along. So does what a class needs for a moment when it is made.
import gc

gc.disable()


class Base:
    pass


class Other:
    pass


def derive():
    class Derived(Base):
        pass


def derive_from_both():
    class Both(Base, Other):
        pass


def derive_while_there_is_another():
    class First(Base):
        pass

    class Second(Base):
        pass


def take_slots():
    class Slots:
        __slots__ = ("b", "a")


def take_no_slots():
    class NoSlots(Base):
        __slots__ = ()


def derive_from_list():
    class List(list):
        pass


def counts(make):
    gc.collect()
    make()
    before = gc.get_count()[0]
    found = gc.collect()
    return before, found, gc.get_count()[0]


makers = derive, derive_from_both, derive_while_there_is_another, take_slots, take_no_slots
for make in makers + (derive_from_list,):
    results = [counts(make), counts(make), counts(make)]
    print(make.__name__, results)


class Kept(Base):
    pass


print([counts(derive), counts(derive)])
del Kept
print([counts(derive), counts(derive)])
