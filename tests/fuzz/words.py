"""What means something in many inputs: the dictionary of the changes."""

from __future__ import annotations

MARKUP: tuple[bytes, ...] = tuple(
    word.encode("utf-8", "surrogatepass")
    for word in r"""
    <html> <head> </head> <body> <title> </title> <p> </p> <div> </div> <br> <a/href=/fr/x/1> </a>
    <table> <tr> <td/colspan=99999999> <td/rowspan=-1> <ul> <li> <ol/start=999999999999> <pre> <svg>
    <math> <template> <noscript> <iframe> <plaintext> <textarea> <frameset> <select> <option> <form>
    <script> </script> <style> <!-- --> --!> <![CDATA[ ]]> <?xml <?php <!DOCTYPE <!ENTITY %x;
    <h1> <h2> </h1> <figure> <figcaption> <img/src=x> <picture> <source/srcset=,,,> <article> <main>
    <time/datetime=9999-99-99T99:99> <blockquote> <b> <i> <code> <sup> <font/size=+9> <base/href=//>
    <meta/charset=utf-16> <meta/charset=utf-7> <meta/charset=x-user-defined> <meta/charset=idna>
    <meta/http-equiv=refresh/content=0;url=//127.1> <link/rel=canonical/href=http://[::1>
    <script/type=application/ld+json>{"@type":"NewsArticle","headline": {"@graph":[ {"@id":"x"
    <rss><channel><item> <feed/xmlns=http://www.w3.org/2005/Atom> <entry> </entry> <guid> <pubDate>
    <span/class=articletitle> <span/class=articlecontent> <span/class=articlenewspaper>
    &nbsp; &#0; &#x110000; &#55357; &#xD800; &amp;amp; &lt; &bogus; &#13; &zwnj; &#128; & &#x
    " ' > < = / \ ` { } [ ] ( ) * _ # | ~ ! ^ ** __ ``` ~~~ ]( ![ [^1]: <> \\ \" \u0000 \ud800
    \u \x 0 -1 1e999 NaN Infinity null true 99999999999999999999 0x7fffffff 2147483648
    http:// https://www.maghress.com/fr/atlasmatin/103412 //127.0.0.1/ http://[::ffff:127.0.0.1]/
    http://0x7f.1/ http://a:b@c:99999/ http://％６１/ javascript: data:, %00 %25 %2525 %ud800 %
    xn-- ..%2f ../ ;. ?# &#; @ : utm_source=x
    """.split()
)
"""A slash stands for a space in the tags, which HTML reads alike."""

TEXT: tuple[bytes, ...] = tuple(
    word.encode("utf-8", "surrogatepass")
    for word in (
        *"\x00 \x01 \x0b \x0c \x1b \x7f \x85 \u00a0 \u00ad \u034f \u061c \u200b \u200d".split(" "),
        *"\u200e \u200f \u2028 \u2029 \u202e \u2066 \u2069 \ufeff \ufffd \ufffe \uffff".split(" "),
        *"\ud800 \udfff \U0001f600 \U000e0041 \U0010ffff \u0301 \u064b \u0640 \ufdfa \ufb01".split(
            " "
        ),
        *"İ ı ß ŉ ǰ Å Ω ﷲ ٣ ۴ ५ ² ½ Ⅷ ① 0 ١٢ ４ ㍘".split(),
        "\u00a0" * 4,
        "\r\n",
        "\n\n",
        "\t",
        " ",
        *"Ã© Ø§Ù„ â€™ Ù ط§ظ„ ï»¿ Ã\u0083Â©".split(),
        "Publié dans X le 07 - 05 - 2024",
        "نشر في يوم ٠٧ - ٠٥ - ٢٠٢٤",
        "Cliquez ici pour lire l'article depuis sa source.",
        *"2024-02-30 31/12/1989 12:60 24:00 00:00:60 +99:99 Z GMT-14 30 février 1446 هـ".split(),
        *"il y a 99999999999 jours|hier|منذ ٣ ساعات|yesterday|in 3 days".split("|"),
        *"• | › » – — · … , ; :".split(),
    )
)

BYTES: tuple[bytes, ...] = (
    b"\xff",
    b"\xfe\xff",
    b"\xff\xfe",
    b"\x00\x00\xfe\xff",
    b"\xef\xbb\xbf",
    b"\xc0\x80",
    b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80",
    b"\xf0\x9f",
    b"\x80",
    b"\x1b$B",
    b"+ADw-",
    b"\x1f\x8b\x08\x00",
    b"\x28\xb5\x2f\xfd",
    b"\x50\x2a\x4d\x18",
    b"PAR1",
    b"\x00" * 8,
    b"\xff" * 8,
    b"\xff\xff\xff\x7f",
    b"\x80\x80\x80\x80\x08",
)
