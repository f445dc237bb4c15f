# The encodings of str.encode and bytes.decode: their names, what they cannot do, and handlers of errors.
def t(f):
    try: print(f, ascii(eval(f)))
    except BaseException as e: print(f, type(e).__name__, ascii(str(e)))
encs = ['utf-16','utf-16-le','utf-16-be','utf-32','utf-32-le','utf-32-be','utf-8-sig','cp1252','utf8','ascii','latin-1','utf_16','UTF16','U32','utf16le','UTF-16LE','windows-1252','1252','iso-8859-1','iso8859_1','iso_8859_1','8859','latin','cp819','646','us','ansi_x3.4_1968','utf','cp65001','utf 8','utf--8','utf-8.x','rot13','hex','base64','zlib','bz2','uu','quopri','foo','','foo bar','Foo-Bar', 'utf_32_le', 'UTF_8_SIG','utf8_ucs2','utf8_sig', 'csASCII','ibm819','L1']
for e in encs:
    for s in ['a\xe9', '\u20ac\U0001f600', '']:
        t('%s.encode(%r)' % (ascii(s), e))
    t("b'ab'.decode(%r)" % e)
    t("b'\\xff\\xfea\\x00'.decode(%r)" % e)
for e in encs[:9]:
    for b in [b'', b'a', b'ab', b'abc', b'abcd', b'\xff\xfe', b'\xfe\xff', b'\xff\xfea\x00b\x00', b'\xfe\xff\x00a', b'\x00\xd8a\x00', b'\x00\xdc', b'\xd8\x3d\xde\x00', b'\x3d\xd8\x00\xde', b'\x00\xd8', b'\xff\xfe\x00\x00a\x00\x00\x00', b'\x00\x00\xfe\xff\x00\x00\x00b', b'\x00\x00\x11\x00', b'\xef\xbb\xbfx', b'\xef\xbb', b'\x81\x8d\x80\x9f', b'\xef\xbb\xbf\xff']:
        for err in ['strict', 'ignore', 'replace', 'backslashreplace']:
            t('%r.decode(%r, %r)' % (b, e, err))
for e in ['cp1252', 'ascii', 'latin-1']:
    for err in ['strict', 'ignore', 'replace', 'backslashreplace', 'xmlcharrefreplace', 'foo']:
        for s in ['\u0103', 'a\x81\u20ac\u0103\u0104x', '\U0001f600', '\xe9']:
            if err != 'foo' or e != 'cp1252': t('%s.encode(%r, %r)' % (ascii(s), e, err))
t("str(b'abc', 'utf-16')"); t("bytes('ab', 'utf-16')"); t("bytearray('ab', 'utf-32')"); t("str(b'\\xff\\xfeab', encoding='utf-16')")
t("b'\\xff'.decode('utf8', 'foo')"); t("b''.decode('foo')"); t("''.encode('foo')"); t("b'\\xff'.decode('ascii', None)")
