// Values: what expressions say, as printed by python3.11 and python3.14, and in which order operations
// on containers let go of things, with the heap checked at every step.
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "heap/check.h"
#include "heap/journal.h"
#include "python/compile.h"
#include "python/interp.h"

struct expression {
    const char *source, *expected, *expected_3_11; // the last is NULL when both say the same
};

static const struct expression same[] = {
    {"1/0", "ZeroDivisionError: division by zero"},
    {"1<<-1", "ValueError: negative shift count"},
    {"1+'a'", "TypeError: unsupported operand type(s) for +: 'int' and 'str'"},
    {"'a'+1", "TypeError: can only concatenate str (not \"int\") to str"},
    {"[]+1", "TypeError: can only concatenate list (not \"int\") to list"},
    {"1+[]", "TypeError: unsupported operand type(s) for +: 'int' and 'list'"},
    {"'a'*'b'", "TypeError: can't multiply sequence by non-int of type 'str'"},
    {"'a'*1.5", "TypeError: can't multiply sequence by non-int of type 'float'"},
    {"[1]*1.5", "TypeError: can't multiply sequence by non-int of type 'float'"},
    {"1-'a'", "TypeError: unsupported operand type(s) for -: 'int' and 'str'"},
    {"-'a'", "TypeError: bad operand type for unary -: 'str'"},
    {"~1.5", "TypeError: bad operand type for unary ~: 'float'"},
    {"+[]", "TypeError: bad operand type for unary +: 'list'"},
    {"[1][1]", "IndexError: list index out of range"},
    {"(1,)[1]", "IndexError: tuple index out of range"},
    {"'a'[1]", "IndexError: string index out of range"},
    {"[1]['a']", "TypeError: list indices must be integers or slices, not str"},
    {"(1,)['a']", "TypeError: tuple indices must be integers or slices, not str"},
    {"'a'['a']", "TypeError: string indices must be integers, not 'str'"},
    {"[1][1.0]", "TypeError: list indices must be integers or slices, not float"},
    {"1[0]", "TypeError: 'int' object is not subscriptable"},
    {"None[0]", "TypeError: 'NoneType' object is not subscriptable"},
    {"{}[1]", "KeyError: 1"},
    {"{}['a']", "KeyError: 'a'"},
    {"[].pop()", "IndexError: pop from empty list"},
    {"[1].pop(5)", "IndexError: pop index out of range"},
    {"[].remove(1)", "ValueError: list.remove(x): x not in list"},
    {"(1,).index(2)", "ValueError: tuple.index(x): x not in tuple"},
    {"set().pop()", "KeyError: 'pop from an empty set'"},
    {"set().remove(1)", "KeyError: 1"},
    {"{}.popitem()", "KeyError: 'popitem(): dictionary is empty'"},
    {"{}.pop(1)", "KeyError: 1"},
    {"len(1)", "TypeError: object of type 'int' has no len()"},
    {"iter(1)", "TypeError: 'int' object is not iterable"},
    {"1 in 'a'", "TypeError: 'in <string>' requires string as left operand, not int"},
    {"1<'a'", "TypeError: '<' not supported between instances of 'int' and 'str'"},
    {"[]<()", "TypeError: '<' not supported between instances of 'list' and 'tuple'"},
    {"{}<{}", "TypeError: '<' not supported between instances of 'dict' and 'dict'"},
    {"'a'.join([1])", "TypeError: sequence item 0: expected str instance, int found"},
    {"'a'.join(1)", "TypeError: can only join an iterable"},
    {"int('x')", "ValueError: invalid literal for int() with base 10: 'x'"},
    {"int('')", "ValueError: invalid literal for int() with base 10: ''"},
    {"int('1.5')", "ValueError: invalid literal for int() with base 10: '1.5'"},
    {"int([])",
     "TypeError: int() argument must be a string, a bytes-like object or a real number, not 'list'"},
    {"float('x')", "ValueError: could not convert string to float: 'x'"},
    {"float([])", "TypeError: float() argument must be a string or a real number, not 'list'"},
    {"hash([])", "TypeError: unhashable type: 'list'"},
    {"hash({})", "TypeError: unhashable type: 'dict'"},
    {"hash(set())", "TypeError: unhashable type: 'set'"},
    {"(1).x", "AttributeError: 'int' object has no attribute 'x'"},
    {"'%d'%'a'", "TypeError: %d format: a real number is required, not str"},
    {"'%s%s'%1", "TypeError: not enough arguments for format string"},
    {"'%s'%(1,2)", "TypeError: not all arguments converted during string formatting"},
    {"'%d'%1.7", "'1'"},
    {"'%x'%1.5", "TypeError: %x format: an integer is required, not float"},
    {"'%q'%1", "ValueError: unsupported format character 'q' (0x71) at index 1"},
    {"'%'%1", "ValueError: incomplete format"},
    {"format(1,'q')", "ValueError: Unknown format code 'q' for object of type 'int'"},
    {"format('a','d')", "ValueError: Unknown format code 'd' for object of type 'str'"},
    {"format(1.5,'d')", "ValueError: Unknown format code 'd' for object of type 'float'"},
    {"'{} {}'.format(1)", "IndexError: Replacement index 1 out of range for positional args tuple"},
    {"[1,2,3].sort(key=1)", "TypeError: 'int' object is not callable"},
    {"[1,'a'].sort()", "TypeError: '<' not supported between instances of 'str' and 'int'"},
    {"sorted([1,'a'])", "TypeError: '<' not supported between instances of 'str' and 'int'"},
    {"{1}|[1]", "TypeError: unsupported operand type(s) for |: 'set' and 'list'"},
    {"{1:1}|[1]", "TypeError: unsupported operand type(s) for |: 'dict' and 'list'"},
    {"{1}<=[1]", "TypeError: '<=' not supported between instances of 'set' and 'list'"},
    {"[].extend(1)", "TypeError: 'int' object is not iterable"},
    {"[].insert('a',1)", "TypeError: 'str' object cannot be interpreted as an integer"},
    {"[1,2][1:2:0]", "ValueError: slice step cannot be zero"},
    {"'abc'.split('')", "ValueError: empty separator"},
    {"'abc'.index('x')", "ValueError: substring not found"},
    {"'abc'.replace(1,2)", "TypeError: replace() argument 1 must be str, not int"},
    {"'abc'.startswith(1)", "TypeError: startswith first arg must be str or a tuple of str, not int"},
    {"2**10000%7", "2"},
    {"1.5<<1", "TypeError: unsupported operand type(s) for <<: 'float' and 'int'"},
    {"2**-1", "0.5"},
    {"-7//2", "-4"},
    {"-7%3", "2"},
    {"7%-3", "-2"},
    {"-7.5//2", "-4.0"},
    {"-7.5%2", "0.5"},
    {"7.5%-2", "-0.5"},
    {"5.0//0.1", "49.0"},
    {"1e308*10", "inf"},
    {"1e16", "1e+16"},
    {"123456789012345678.0", "1.2345678901234568e+17"},
    {"1e-5", "1e-05"},
    {"0.0001", "0.0001"},
    {"1e22", "1e+22"},
    {"float(10**400)", "OverflowError: int too large to convert to float"},
    {"10**400/3", "OverflowError: integer division result too large for a float"},
    {"10**400/10**399", "10.0"},
    {"int(1e30)", "1000000000000000019884624838656"},
    {"int(float('nan'))", "ValueError: cannot convert float NaN to integer"},
    {"int(float('inf'))", "OverflowError: cannot convert float infinity to integer"},
    {"True+True", "2"},
    {"True&False", "False"},
    {"True|2", "3"},
    {"~True", "-2"},
    {"-True", "-1"},
    {"range(3)[5]", "IndexError: range object index out of range"},
    {"range(3)['a']", "TypeError: range indices must be integers or slices, not str"},
    {"range(1.5)", "TypeError: 'float' object cannot be interpreted as an integer"},
    {"range(1,2,0)", "ValueError: range() arg 3 must not be zero"},
    {"[1,2,3][::-1]", "[3, 2, 1]"},
    {"slice(1,2)", "slice(1, 2, None)"},
    {"{1,2}.__class__", "<class 'set'>"},
    {"round(2.5)", "2"},
    {"abs(-3)", "3"},
    {"\"abc\"[None:None]", "'abc'"},
    {"\"abc\"[\"a\":]", "TypeError: slice indices must be integers or None or have an __index__ method"},
    {"[0]*-1", "[]"},
    {"[1,2]<[1,3]", "True"},
    {"'abc'.center(10,'xy')", "TypeError: The fill character must be exactly one character long"},
    {"'a'.zfill('a')", "TypeError: 'str' object cannot be interpreted as an integer"},
    {"'a'.strip(1)", "TypeError: strip arg must be None or str"},
    {"str(b'a')", "\"b'a'\""},
    {"float('1_000.5')", "1000.5"},
    {"int('1_000')", "1000"},
    {"int(' 12 ')", "12"},
    {"int('0x1f',16)", "31"},
    {"int('12',0)", "12"},
    {"int('z',36)", "35"},
    {"int('12',1)", "ValueError: int() base must be >= 2 and <= 36, or 0"},
    {"[].foo", "AttributeError: 'list' object has no attribute 'foo'"},
    {"{}.foo", "AttributeError: 'dict' object has no attribute 'foo'"},
    {"[].append()", "TypeError: list.append() takes exactly one argument (0 given)"},
    {"[].append(1,2)", "TypeError: list.append() takes exactly one argument (2 given)"},
    {"[].pop(1,2)", "TypeError: pop expected at most 1 argument, got 2"},
    {"[].pop('a')", "TypeError: 'str' object cannot be interpreted as an integer"},
    {"{}.get()", "TypeError: get expected at least 1 argument, got 0"},
    {"{}.update(1)", "TypeError: 'int' object is not iterable"},
    {"{}.update([(1,2,3)])", "ValueError: dictionary update sequence element #0 has length 3; 2 is required"},
    {"{}.update(['abc'])", "ValueError: dictionary update sequence element #0 has length 3; 2 is required"},
    {"dict([(1,2)])", "{1: 2}"},
    {"set().update(1)", "TypeError: 'int' object is not iterable"},
    {"{1:2}.keys()&{1}", "{1}"},
    {"{1:2}.keys()|{3}", "{1, 3}"},
    {"{1:2}.items()", "dict_items([(1, 2)])"},
    {"{1:2}.values()", "dict_values([2])"},
    {"{1:2}.keys()=={1}", "True"},
    {"\"%5d|%-5d|%05d|%+d|%.3f|%10.2f|%e|%g|%c|%%|%r|%x|%o|%X\"%(1,2,3,4,5.0,6.0,7.0,8.0,'c','q',255,8"
     ",255)",
     "\"    1|2    |00003|+4|5.000|      6.00|7.000000e+00|8|c|%|'q'|ff|10|FF\""},
    {"\"%(a)s\"%{'a':1}", "'1'"},
    {"\"%i %s\"%(1,[1])", "'1 [1]'"},
    {"\"%.2s\"%'abc'", "'ab'"},
    {"'%c'%65", "'A'"},
    {"'%#x'%255", "'0xff'"},
    {"'%s'%()", "TypeError: not enough arguments for format string"},
    {"'a'%1", "TypeError: not all arguments converted during string formatting"},
    {"\"%*d\"%(5,3)", "'    3'"},
    {"'{0} {1} {0!r} {a} {b[0]} {c.real}'.format(1,'x',a=2,b=[3],c=4)", "'1 x 1 2 3 4'"},
    {"'{:08.2f}|{:=+8d}|{:<8d}|{:.3s}|{:.3}|{:.3}'.format(3.14159,5,5,'abcdef',3.14159,'abc')",
     "'00003.14|+      5|5       |abc|3.14|abc'"},
    {"format(3.0),format(1e20,'.3g'),format(1234.5,','),format(True),format(True,'d'),format(12,'.2f')",
     "('3.0', '1e+20', '1,234.5', 'True', '1', '12.00')"},
    {"format(10**25,','),format(-5,'05d'),format(-5,'x'),format(1.0,'.0f'),format(0.5,'.0f'),format(1e"
     "100,'f')",
     "('10,000,000,000,000,000,000,000,000', '-0005', '-5', '1', '0', '1000000000000000015902891109759"
     "9180468360808563945281389781327557747838772170381060813469985856815104.000000')"},
    {"[1,2,3]+[4]", "[1, 2, 3, 4]"},
    {"(1,2)+(3,)", "(1, 2, 3)"},
    {"[1]*3", "[1, 1, 1]"},
    {"'ab'*3", "'ababab'"},
    {"3*'ab'", "'ababab'"},
    {"'%s and %r' % ('a','b')", "\"a and 'b'\""},
    {"[1,2,3,4,5][1:4]", "[2, 3, 4]"},
    {"[1,2,3,4,5][::2]", "[1, 3, 5]"},
    {"[1,2,3,4,5][-2:]", "[4, 5]"},
    {"[1,2,3,4,5][10:]", "[]"},
    {"'hello'[1:3], 'hello'[::-1], 'héllo€😀'[1], 'héllo€😀'[-1], len('héllo€😀'), 'héllo€😀'[2:6]",
     "('el', 'olleh', 'é', '😀', 7, 'llo€')"},
    {"'a,b,,c'.split(','), ' a b  c '.split(), 'a b c'.split(' ',1), 'a b c'.rsplit(' ',1), ' a b '.rs"
     "plit(None,1), 'a\\nb\\r\\nc'.splitlines(), 'a\\nb'.splitlines(True)",
     "(['a', 'b', '', 'c'], ['a', 'b', 'c'], ['a', 'b c'], ['a b', 'c'], [' a', 'b'], ['a', 'b', 'c'],"
     " ['a\\n', 'b'])"},
    {"'abc'.partition('b'), 'abc'.rpartition('x'), '-'.join(['a','b']), '-'.join(('x',)), ''.join('abc"
     "')",
     "(('a', 'b', 'c'), ('', '', 'abc'), 'a-b', 'x', 'abc')"},
    {"'aBc'.upper(), 'aBc'.lower(), 'aBc'.swapcase(), 'hello world'.title(), 'hELLO'.capitalize(), 'st"
     "raße'.upper(), 'ÀÉ'.lower()",
     "('ABC', 'abc', 'AbC', 'Hello World', 'Hello', 'STRASSE', 'àé')"},
    {"' x '.strip(), 'xxaxx'.strip('x'), ' x '.lstrip(), ' x '.rstrip(), 'abc'.removeprefix('a'), 'abc"
     "'.removesuffix('bc')",
     "('x', 'a', 'x ', ' x', 'bc', 'a')"},
    {"'a.b.c'.replace('.','-'), 'aaa'.replace('a','b',2), 'abc'.replace('','-')",
     "('a-b-c', 'bba', '-a-b-c-')"},
    {"'abcabc'.find('c'), 'abcabc'.rfind('c'), 'abc'.find('x'), 'abcabc'.index('b',2), 'abcabc'.count("
     "'bc'), 'aaa'.count('a'), 'abc'.count('')",
     "(2, 5, -1, 4, 2, 3, 4)"},
    {"'abc'.startswith('ab'), 'abc'.endswith(('x','c')), 'abc'.startswith('b',1)", "(True, True, True)"},
    {"'abc'.isalpha(), '123'.isdigit(), 'a1'.isalnum(), ' '.isspace(), 'AB'.isupper(), 'ab'.islower(),"
     " ''.isalpha(), 'a_1'.isidentifier()",
     "(True, True, True, True, True, True, False, True)"},
    {"'5'.zfill(3), '-5'.zfill(4), 'ab'.center(7,'*'), 'ab'.center(6), 'abc'.center(6), 'ab'.ljust(4,'"
     ".'), 'ab'.rjust(4)",
     "('005', '-005', '***ab**', '  ab  ', ' abc  ', 'ab..', '  ab')"},
    {"'a' < 'b', 'abc' < 'abd', 'a' == 'a', 'é' > 'e'", "(True, True, True, True)"},
    {"\"it's\", 'say \"hi\"', 'both \\' and \"', 'tab\\t nl\\n nul\\0 \\x7f é \\u200b \\U0001F600'",
     "(\"it's\", 'say \"hi\"', 'both \\' and \"', 'tab\\t nl\\n nul\\x00 \\x7f é \\u200b 😀')"},
    {"[1,2]==[1,2], [1,2]!=[1,3], [1,2]<[1,2,3], (1,2)>=(1,2), [[1],[2]]==[[1],[2]], {1:[2]}=={1:[2]}",
     "(True, True, True, True, True, True)"},
    {"1==1.0, True==1, 1<2.5, 10**30==1e30, 10**30>1e30, 2**53+1==float(2**53), float('nan')==float('n"
     "an'), 1!='1'",
     "(True, True, True, False, False, False, False, True)"},
    {"float('inf'), -float('inf'), float('nan'), 1e400", "(inf, -inf, nan, inf)"},
    {"7.5//2, -7.5//2, 7.5%2, -7.5%2, 5.5//-2, 2.5**2, 2**0.5, 4**0.5, 0.0**0, 10.0%3",
     "(3.0, -4.0, 1.5, 0.5, -3.0, 6.25, 1.4142135623730951, 2.0, 1.0, 1.0)"},
    {"list('abc'), tuple([1,2]), list({1:2}), sorted('hello'), sorted({3,1,2}), sorted([3,1,2],reverse"
     "=True), sorted(['b','A','c'],key=str.lower)",
     "(['a', 'b', 'c'], (1, 2), [1], ['e', 'h', 'l', 'l', 'o'], [1, 2, 3], [3, 2, 1], ['A', 'b', 'c'])"},
    {"f'{1:>5}|{\"a\":<3}|{3.14159:.2f}|{255:x}|{1000000:,}|{\"x\"!r}|{True}|{None}|{[1]}|{5:05}|{-5:+"
     "}|{1e10:g}|{0.5:%}|{\"é\":>3}|'",
     "\"    1|a  |3.14|ff|1,000,000|'x'|True|None|[1]|00005|-5|1e+10|50.000000%|  é|\""},
    {"f'{1234:09,}|{1234.5678:,.2f}|{-1234:010,}|{255:#06x}|{255:08b}|{1_000_000:_}|{65535:_x}|{3:e}|{"
     "3:.1f}|{\"abc\":.2}|{\"abc\":^7}|{\"abc\":*^7}'",
     "'0,001,234|1,234.57|-0,001,234|0x00ff|11111111|1_000_000|ffff|3.000000e+00|3.0|ab|  abc  |**abc*"
     "*'"},
    {"'{:{w}}|{:>{w}}'.format(1,2,w=5), '{0}{1}{0}'.format('a','b'), '{a}'.format(a=1), '{{}}'.format("
     "), '{[0]}'.format([1]), '{!r:>5}'.format('a')",
     "('    1|    2', 'aba', '1', '{}', '1', \"  'a'\")"},
    {"'%5.1f|%-8s|%08.3f|%+.2e|%x|%o|%%|%c|%r|%5s|%.3d|% d|%#o' % (3.14159,'ab',3.14159,12345.678,255,"
     "8,65,'q','ab',5,5,8)",
     "\"  3.1|ab      |0003.142|+1.23e+04|ff|10|%|A|'q'|   ab|005| 5|0o10\""},
    {"'%(a)s %(b)05d' % {'a':1,'b':2}, '%s' % [1], '%s' % None, '%s' % ((1,2),), '%d' % True, '%s %s' "
     "% ('a', (1,))",
     "('1 00002', '[1]', 'None', '(1, 2)', '1', 'a (1,)')"},
    {"int('12'), int('-5'), int('ff',16), int('0b101',2), int(3.9), int(-3.9), int(True), float('1.5')"
     ", float('1e3'), str(1.5), str(None), bool([]), bool([0]), bool(''), bool(0.0)",
     "(12, -5, 255, 5, 3, -3, 1, 1.5, 1000.0, '1.5', 'None', False, True, False, False)"},
    {"[1,2,3].index(2), [1,2,1].count(1), (1,2,1).count(1), (1,2).index(2), [1,2,3].copy(), [3,2,1][::"
     "-1]",
     "(1, 2, 2, 1, [1, 2, 3], [1, 2, 3])"},
    {"max([1,5,3]), min('b','a'), sum([1,2,3]), sum([1.5,2]), abs(-5), abs(-2.5), divmod(7,2), divmod("
     "-7,2), pow(2,10), round(2.567,2), round(5)",
     "(5, 'a', 6, 3.5, 5, 2.5, (3, 1), (-4, 1), 1024, 2.57, 5)"},
    {"[x*x for x in range(5)], {x:x*x for x in range(3)}, {x%3 for x in range(10)}, [y for x in [[1,2]"
     ",[3]] for y in x]",
     "([0, 1, 4, 9, 16], {0: 0, 1: 1, 2: 4}, {0, 1, 2}, [1, 2, 3])"},
    {"[1,2,3] in [[1,2,3]], 'b' in 'abc', 2 in (1,2), 5 not in {1}, None in [None]",
     "(True, True, True, True, True)"},
    {"ValueError('x'), ValueError(), ValueError('a',1), KeyError('k'), str(KeyError('k')), str(ValueEr"
     "ror('x')), str(ValueError('a',1)), repr(KeyError(1))",
     "(ValueError('x'), ValueError(), ValueError('a', 1), KeyError('k'), \"'k'\", 'x', \"('a', 1)\", '"
     "KeyError(1)')"},
    {"'a' + 1", "TypeError: can only concatenate str (not \"int\") to str"},
    {"'a' - 'b'", "TypeError: unsupported operand type(s) for -: 'str' and 'str'"},
    {"[1] + 'a'", "TypeError: can only concatenate list (not \"str\") to list"},
    {"(1,) + [2]", "TypeError: can only concatenate tuple (not \"list\") to tuple"},
    {"1 + None", "TypeError: unsupported operand type(s) for +: 'int' and 'NoneType'"},
    {"None + 1", "TypeError: unsupported operand type(s) for +: 'NoneType' and 'int'"},
    {"{} + {}", "TypeError: unsupported operand type(s) for +: 'dict' and 'dict'"},
    {"'abc' * 'd'", "TypeError: can't multiply sequence by non-int of type 'str'"},
    {"[1] * [2]", "TypeError: can't multiply sequence by non-int of type 'list'"},
    {"{1} + {2}", "TypeError: unsupported operand type(s) for +: 'set' and 'set'"},
    {"{1} - [1]", "TypeError: unsupported operand type(s) for -: 'set' and 'list'"},
    {"1 < None", "TypeError: '<' not supported between instances of 'int' and 'NoneType'"},
    {"{1:2} < {1:3}", "TypeError: '<' not supported between instances of 'dict' and 'dict'"},
    {"(1,2)[5]", "IndexError: tuple index out of range"},
    {"[1,2,3]['a']", "TypeError: list indices must be integers or slices, not str"},
    {"{'a':1}['b']", "KeyError: 'b'"},
    {"[1,2].remove(5)", "ValueError: list.remove(x): x not in list"},
    {"[].pop(0)", "IndexError: pop from empty list"},
    {"'abc'[5]", "IndexError: string index out of range"},
    {"'abc'['x']", "TypeError: string indices must be integers, not 'str'"},
    {"len(5)", "TypeError: object of type 'int' has no len()"},
    {"iter(5)", "TypeError: 'int' object is not iterable"},
    {"list(5)", "TypeError: 'int' object is not iterable"},
    {"[1,2,3].foo", "AttributeError: 'list' object has no attribute 'foo'"},
    {"'x'.foo", "AttributeError: 'str' object has no attribute 'foo'"},
    {"int('zz',16)", "ValueError: invalid literal for int() with base 16: 'zz'"},
    {"[3,'a'].sort()", "TypeError: '<' not supported between instances of 'str' and 'int'"},
    {"sorted([1,None])", "TypeError: '<' not supported between instances of 'NoneType' and 'int'"},
    {"'%d' % 'x'", "TypeError: %d format: a real number is required, not str"},
    {"'%d' % None", "TypeError: %d format: a real number is required, not NoneType"},
    {"'%s %s' % 'a'", "TypeError: not enough arguments for format string"},
    {"'{}'.format()", "IndexError: Replacement index 0 out of range for positional args tuple"},
    {"'{a}'.format()", "KeyError: 'a'"},
    {"'{0'.format(1)", "ValueError: expected '}' before end of string"},
    {"'}'.format()", "ValueError: Single '}' encountered in format string"},
    {"f'{\"a\":d}'", "ValueError: Unknown format code 'd' for object of type 'str'"},
    {"f'{\"a\":=5}'", "ValueError: '=' alignment not allowed in string format specifier"},
    {"f'{[1]:5}'", "TypeError: unsupported format string passed to list.__format__"},
    {"f'{1:.2}'", "ValueError: Precision not allowed in integer format specifier"},
    {"{1,2}.remove(9)", "KeyError: 9"},
    {"{}.pop('x')", "KeyError: 'x'"},
    {"{}.pop('x',7)", "7"},
    {"[1,2,3].insert(1)", "TypeError: insert expected 2 arguments, got 1"},
    {"'a'.join([1,2])", "TypeError: sequence item 0: expected str instance, int found"},
    {"'a'.join(5)", "TypeError: can only join an iterable"},
    {"'abc'.split(1)", "TypeError: must be str or None, not int"},
    {"range(0,1,0)", "ValueError: range() arg 3 must not be zero"},
    {"range('a')", "TypeError: 'str' object cannot be interpreted as an integer"},
    {"range(5)[9]", "IndexError: range object index out of range"},
    {"2**'a'", "TypeError: unsupported operand type(s) for ** or pow(): 'int' and 'str'"},
    {"1>>-1", "ValueError: negative shift count"},
    {"int('1'*5000)",
     "ValueError: Exceeds the limit (4300 digits) for integer string conversion: value has 5000 digits"
     "; use sys.set_int_max_str_digits() to increase the limit"},
    {"(10**400)*1.5", "OverflowError: int too large to convert to float"},
    {"dict([(1,2,3)])", "ValueError: dictionary update sequence element #0 has length 3; 2 is required"},
    {"dict(5)", "TypeError: 'int' object is not iterable"},
    {"{}.update(5)", "TypeError: 'int' object is not iterable"},
    {"[*5]", "TypeError: Value after * must be an iterable, not int"},
    {"{**5}", "TypeError: 'int' object is not a mapping"},
    {"{**{'a':1},'b':2}", "{'a': 1, 'b': 2}"},
    {"[*'ab',*[1]]", "['a', 'b', 1]"},
    {"slice(1,2,3), slice(None)", "(slice(1, 2, 3), slice(None, None, None))"},
    {"[1,2,3][1:'a']", "TypeError: slice indices must be integers or None or have an __index__ method"},
    {"[1,2,3][::0]", "ValueError: slice step cannot be zero"},
    {"\"\".join(sorted(\"hello world\"))", "' dehllloorw'"},
    {"'a\\\\b', 'a\\nb', \"a'b\", 'a\"b', \"a'b\\\"c\"", "('a\\\\b', 'a\\nb', \"a'b\", 'a\"b', 'a\\'b\"c')"},
    {"'abc'.find('b',0,1), 'abc'.find('',1), 'abc'.find('',5), 'héé'.find('é',2), 'héé'.rfind('é'), 'a"
     "bcb'.index('b',-1)",
     "(-1, 1, -1, 2, 2, 3)"},
    {"'Hello World'.swapcase(), 'x'.isidentifier(), '1x'.isidentifier(), 'ab'.isascii(), 'é'.isascii()",
     "('hELLO wORLD', True, False, True, False)"},
    {"(1,2,3)[1:], (1,2,3)[:], (1,2,3)*2, ()*5, (1,)*0, 2*(1,)",
     "((2, 3), (1, 2, 3), (1, 2, 3, 1, 2, 3), (), (), (1, 1))"},
    {"True+1, True*5, True/2, True//2, -True, +True, ~True, True<<2, True&1, True|False, True^True, 1 "
     "if True else 2",
     "(2, 5, 0.5, 0, -1, 1, -2, 4, 1, True, False, 1)"},
    {"1.5.is_integer(), (2.0).is_integer(), (5).bit_length(), (255).bit_count(), (0.5).as_integer_rati"
     "o(), (3.0).as_integer_ratio(), (5).real, (5).denominator",
     "(False, True, 3, 8, (1, 2), (3, 1), 5, 1)"},
    {"9007199254740993*1.0, float(9007199254740993), 2**63/2**62, (2**63+1)/3, 1e22, 1e23, 4.35, 2.675"
     ", 1/7, 1e-320",
     "(9007199254740992.0, 9007199254740992.0, 2.0, 3.0744573456182584e+18, 1e+22, 1e+23, 4.35, 2.675,"
     " 0.14285714285714285, 1e-320)"},
    {"round(0.5), round(1.5), round(2.5), round(-1.5), round(1234.5678,-2), round(1e20)",
     "(0, 2, 2, -2, 1200.0, 100000000000000000000)"},
    {"format(0.1,'.20f'), format(1e-10,'g'), format(123456789.0,'g'), format(1.5,'%'), format(0,'b'), "
     "format(-255,'x'), format(1e16,''), format(100,'.3'), format(12345.6789,'.3'), format(0.00001234,"
     "'.3')",
     "ValueError: Precision not allowed in integer format specifier"},
    {"1 .__class__, [].__class__, ''.__class__", "(<class 'int'>, <class 'list'>, <class 'str'>)"},
};

// What 3.14 says, what 3.11 says.
static const struct expression differing[] = {
    {"1//0", "ZeroDivisionError: division by zero", "ZeroDivisionError: integer division or modulo by zero"},
    {"1%0", "ZeroDivisionError: division by zero", "ZeroDivisionError: integer modulo by zero"},
    {"1.0/0", "ZeroDivisionError: division by zero", "ZeroDivisionError: float division by zero"},
    {"1.0//0", "ZeroDivisionError: division by zero", "ZeroDivisionError: float floor division by zero"},
    {"1.0%0", "ZeroDivisionError: division by zero", "ZeroDivisionError: float modulo"},
    {"0**-1", "ZeroDivisionError: zero to a negative power",
     "ZeroDivisionError: 0.0 cannot be raised to a negative power"},
    {"0.0**-1", "ZeroDivisionError: zero to a negative power",
     "ZeroDivisionError: 0.0 cannot be raised to a negative power"},
    {"divmod(1,0)", "ZeroDivisionError: division by zero",
     "ZeroDivisionError: integer division or modulo by zero"},
    {"{}[[]]", "TypeError: cannot use 'list' as a dict key (unhashable type: 'list')",
     "TypeError: unhashable type: 'list'"},
    {"{[]}", "TypeError: cannot use 'list' as a set element (unhashable type: 'list')",
     "TypeError: unhashable type: 'list'"},
    {"{[]:1}", "TypeError: cannot use 'list' as a dict key (unhashable type: 'list')",
     "TypeError: unhashable type: 'list'"},
    {"[].index(1)", "ValueError: list.index(x): x not in list", "ValueError: 1 is not in list"},
    {"1 in 1", "TypeError: argument of type 'int' is not a container or iterable",
     "TypeError: argument of type 'int' is not iterable"},
    {"'abc'.find(1)", "TypeError: find() argument 1 must be str, not int", "TypeError: must be str, not int"},
    {"'abc'.count(1)", "TypeError: count() argument 1 must be str, not int",
     "TypeError: must be str, not int"},
    {"{}.update([1])", "TypeError: object is not iterable",
     "TypeError: cannot convert dictionary update sequence element #0 to a sequence"},
    {"set([[]])", "TypeError: cannot use 'list' as a set element (unhashable type: 'list')",
     "TypeError: unhashable type: 'list'"},
    {"'a' in 5", "TypeError: argument of type 'int' is not a container or iterable",
     "TypeError: argument of type 'int' is not iterable"},
    {"[1,2].index(5)", "ValueError: list.index(x): x not in list", "ValueError: 5 is not in list"},
    {"{[1]:2}", "TypeError: cannot use 'list' as a dict key (unhashable type: 'list')",
     "TypeError: unhashable type: 'list'"},
    {"{{}:1}", "TypeError: cannot use 'dict' as a dict key (unhashable type: 'dict')",
     "TypeError: unhashable type: 'dict'"},
    {"set([[1]])", "TypeError: cannot use 'list' as a set element (unhashable type: 'list')",
     "TypeError: unhashable type: 'list'"},
    {"1.5/0", "ZeroDivisionError: division by zero", "ZeroDivisionError: float division by zero"},
    {"5%0", "ZeroDivisionError: division by zero", "ZeroDivisionError: integer modulo by zero"},
    {"5.5%0", "ZeroDivisionError: division by zero", "ZeroDivisionError: float modulo"},
    {"5//0", "ZeroDivisionError: division by zero", "ZeroDivisionError: integer division or modulo by zero"},
    {"5.5//0", "ZeroDivisionError: division by zero", "ZeroDivisionError: float floor division by zero"},
    {"dict([1])", "TypeError: object is not iterable",
     "TypeError: cannot convert dictionary update sequence element #0 to a sequence"},
};

static void collect_text(void *ctx, bool is_stderr, const char *bytes, size_t len)
{
    (void)is_stderr;
    buf_add(ctx, bytes, len);
}

// Runs a program; what it prints goes to `out`.
static struct interp *run(const char *profile, size_t history, const char *source, struct buf *out)
{
    struct interp_host host = {.ctx = out, .write = collect_text};
    struct interp *in = interp_new(profile_find(profile), history, &host);
    struct error err;
    const char *kind;
    int status = 0;
    uint32_t code = py_compile(in->heap, source, strlen(source), "t.py", COMPILE_FILE, &err, &kind);
    ck_assert_msg(code, "%s", code ? "" : err.text);
    interp_start(in, code);
    heap_decref(in->heap, code);
    enum interp_result result;
    while ((result = interp_run(in, &status)) == INTERP_PAUSED)
        continue;
    if (result == INTERP_ERROR)
        interp_print_exception(in, &status);
    return in;
}

static void assert_expression(const char *profile, const char *source, const char *expected)
{
    struct buf program = {0}, out = {0};
    buf_addf(&program,
             "try:\n    r = repr((%s))\nexcept Exception as x:\n    r = type(x).__name__ + ': ' + "
             "str(x)\nprint(r)\n",
             source);
    struct interp *in = run(profile, 0, buf_text(&program), &out);
    if (out.len)
        out.data[--out.len] = '\0'; // the newline
    ck_assert_msg(strcmp(buf_text(&out), expected) == 0, "%s in %s says %s instead of %s", source, profile,
                  buf_text(&out), expected);
    struct error err;
    bool ok = heap_check(in->heap, &err);
    ck_assert_msg(ok, "%s in %s: %s", source, profile, ok ? "" : err.text);
    interp_free(in);
    buf_release(&program);
    buf_release(&out);
}

START_TEST(expressions_say_what_cpython_says)
{
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        assert_expression("3.14", same[i].source, same[i].expected);
        assert_expression("3.11", same[i].source, same[i].expected);
    }
}
END_TEST

START_TEST(what_was_reworded_differs_by_version)
{
    for (size_t i = 0; i < sizeof differing / sizeof *differing; i++) {
        assert_expression("3.14", differing[i].source, differing[i].expected);
        assert_expression("3.11", differing[i].source, differing[i].expected_3_11);
    }
}
END_TEST

// ---- order of release ---------------------------------------------------------------------------

#define CLASS_D                                                                                              \
    "class D:\n"                                                                                             \
    "    def __init__(self, n): self.n = n\n"                                                                \
    "    def __del__(self): print(self.n, end=' ')\n"                                                        \
    "    def __hash__(self): return self.n\n"                                                                \
    "    def __eq__(self, o): return self.n == o.n\n"                                                        \
    "    def __lt__(self, o): return self.n < o.n\n"

// Every step back leaves a sound heap.
static void check_steps(struct heap *h)
{
    struct error err;
    heap_step(h, STEP_DONE, 1, 0, 0);
    do {
        bool ok = heap_check(h, &err);
        ck_assert_msg(ok, "at step %llu: %s", (unsigned long long)h->journal.cursor, ok ? "" : err.text);
    } while (journal_back(h) && h->journal.cursor);
}

static void releases(const char *statements, const char *expected)
{
    static const char *const profiles[] = {"3.11", "3.14"};
    struct buf program = {0};
    buf_addf(&program, "%s%s", CLASS_D, statements);
    for (size_t i = 0; i < 2; i++) {
        struct buf out = {0};
        struct interp *in = run(profiles[i], 64 << 20, buf_text(&program), &out);
        ck_assert_msg(strcmp(buf_text(&out), expected) == 0, "%s in %s prints %s instead of %s", statements,
                      profiles[i], buf_text(&out), expected);
        check_steps(in->heap);
        interp_free(in);
        buf_release(&out);
    }
    buf_release(&program);
}

START_TEST(a_list_releases_in_the_order_of_cpython)
{
    releases("l = [D(1), D(2), D(3), D(4), D(5)]\nl[0] = D(10)\ndel l[1]\nl[1:3] = [D(20), D(21), D(22)]\n"
             "del l[::2]\nl.pop()\nl.append(D(7))\nl.remove(D(7))\nl *= 2\nl *= 0\n",
             "1 2 4 3 10 21 5 22 7 7 20 ");
    releases(
        "l = [D(1), D(2), D(3)]\nl.clear()\nl[:] = [D(4), D(5)]\nl[::2] = [D(6)]\nl += [D(7)]\ndel l[:]\n",
        "3 2 1 4 7 5 6 ");
}
END_TEST

START_TEST(a_dict_releases_key_before_value_in_order)
{
    releases("d = {D(1): D(2), D(3): D(4)}\nd[D(1)] = D(5)\ndel d[D(3)]\nd.pop(D(1))\nd.update({1: D(6)})\n"
             "d.update([(1, D(7))])\nd[2] = D(8)\nd.clear()\nd[D(9)] = D(10)\nd.popitem()\n",
             "2 1 3 4 3 1 1 5 6 7 8 10 9 ");
}
END_TEST

START_TEST(a_set_releases_in_table_order)
{
    releases("s = {D(3), D(1), D(2)}\ns.discard(D(2))\ns.add(D(1))\ns &= {D(1)}\ns -= {D(1)}\n"
             "s.update([D(5), D(4), D(4)])\ns ^= {D(4), D(6)}\ns.clear()\n",
             "2 2 1 1 3 1 1 4 4 4 5 6 ");
}
END_TEST

START_TEST(sorting_compares_and_searches_without_losing_references)
{
    releases(
        "l = [D(3), D(1), D(2)]\nl.sort()\nl.sort(key=lambda x: -x.n)\nl.sort(key=lambda x: D(x.n + 10).n)\n"
        "l.index(D(2))\nl.count(D(1))\nD(3) in l\nl == [D(1), D(2), D(3)]\nl.clear()\n",
        "13 12 11 2 1 3 3 2 1 3 2 1 ");
}
END_TEST

START_TEST(an_iterator_of_a_class_fills_containers)
{
    releases("class I:\n"
             "    def __init__(self): self.i = 0\n"
             "    def __iter__(self): return self\n"
             "    def __next__(self):\n"
             "        self.i += 1\n"
             "        if self.i > 3: raise StopIteration\n"
             "        return D(self.i)\n"
             "list(I()); tuple(I()); set(I()); dict.fromkeys; [*I()]; print('-', end=' ')\n"
             "a, *b = I()\nprint('.', end=' ')\na = b = None\n",
             "3 2 1 3 2 1 1 2 3 3 2 1 - . 1 3 2 ");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("object");
    TCase *tc = tcase_create("object");
    tcase_add_test(tc, expressions_say_what_cpython_says);
    tcase_add_test(tc, what_was_reworded_differs_by_version);
    tcase_add_test(tc, a_list_releases_in_the_order_of_cpython);
    tcase_add_test(tc, a_dict_releases_key_before_value_in_order);
    tcase_add_test(tc, a_set_releases_in_table_order);
    tcase_add_test(tc, sorting_compares_and_searches_without_losing_references);
    tcase_add_test(tc, an_iterator_of_a_class_fills_containers);
    tcase_set_timeout(tc, 120);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
