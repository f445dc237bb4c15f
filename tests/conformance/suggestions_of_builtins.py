# Names that are nearly those of built-in functions and constants; CPython's order decides between equally near ones.
import sys



class Shown:
    def write(self, text):
        sys.stdout.write(text.replace(__file__.rpartition("/")[0] + "/", ""))

    def flush(self):
        pass


sys.stderr = Shown()


def show(error):
    sys.excepthook(type(error), error, None if error.__traceback__ is None else error.__traceback__.tb_next)


for word in ["true", "TRUE", "false", "none", "NONE", "flase", "Flase", "ture", "nul", "null", "mix", "mni", "maxx", "prnt", "pint",
             "lenn", "inpt", "imput", "opn", "open_", "hepl", "lst", "dit", "st", "sett", "srt", "sorte", "rang", "rnage", "typ",
             "stri", "its", "flaot", "boo", "bol", "tupl", "supr", "exi", "quite", "credit", "ellipsis", "notimplemented",
             "ValueErorr", "KeyErr", "Exceptoin", "TypeErro", "IOErro", "OsError", "OSErro", "memoryvie", "iterr", "nxt",
             "ord_", "chrr", "hexx", "octt", "bit", "bins", "asci", "evla", "exce", "vas", "dirr", "glob", "localss", "object_",
             "slic", "zi", "mp", "mapp", "filtr", "ziip", "an", "al", "sums", "abss", "rond", "pows", "reversd", "enumerat", "idd"]:
    try:
        eval(word)
    except NameError as e:
        show(e)
