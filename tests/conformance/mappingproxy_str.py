# str() of what C.__dict__ gives is that of the dict, repr() says mappingproxy.
class D:
    pass


def start(text):
    return text[:16]


print(start(str(D.__dict__)), start(repr(D.__dict__)), start('%s' % D.__dict__), start(f'{D.__dict__}'))
print(start(f'{D.__dict__!r}'), start('{}'.format(D.__dict__)), str([D.__dict__])[:16])
