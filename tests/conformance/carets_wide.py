# Carets under wide characters: two columns each from 3.12 on.
日本, 漢字 = '日本', 5


def of_sum():
    x = '日本' + 漢字


def of_attribute():
    x = 漢字.日本, 日本.漢字


def of_item():
    x = 日本['日本'], 5


def of_lines():
    x = [日本, 漢字 +
         '日本', 漢字]


def of_call():
    x = int(日本, #日本   
            base='日本')


def of_plain_call():
    日本 = int('日本')


def of_accent():
    é = int('é')


def of_emoji():
    return '🎉' 'é' + 1 + é


attempts = [f for name, f in list(globals().items()) if name[:3] == 'of_']


def attempt(i):
    if i < len(attempts):
        try:
            attempts[i]()
        finally:
            attempt(i + 1)


attempt(0)
