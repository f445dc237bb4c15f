# keys(), values() and items() know the dict that they are a view of.
import gc

names = {"a": 1}
for view in [names.keys(), names.values(), names.items()]:
    print(view.mapping, type(view.mapping).__name__, view.mapping["a"], "mapping" in dir(view))
    for source in ["view.mapping.clear()", "view.mapping['b']", "view.mapping.__class__"]:
        try:
            print(eval(source))
        except Exception as e:
            print(type(e).__name__, e)
    try:
        view.mapping = {}
    except AttributeError as e:
        print(e)
mapping = names.keys().mapping
names["b"] = []
print(mapping, gc.get_referents(mapping) == [names], gc.is_tracked(mapping))
