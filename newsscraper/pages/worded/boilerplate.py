"""Text around the article on any news page: share bars, comments, lists of other articles.

It is recognized by wording alone.
"""

from __future__ import annotations

import re

# Share bars and counters.
_SHARE = (
    r"(?:partage[rz]?|tweete[rz]?|imprimer|envoyer|recommander|suivez[- ]nous|abonnez[-"
    r" ]vous|[eé]couter)"
    r"(?: (?:cet?|cette|sur|par|avec|à|la page|l.article|en pdf)\b.{0,60})?",
    r"j.aime|signaler cette image|taille du texte|version imprimable|copier le lien|lu \d+ fois",
    (
        r"(?:share|tweet|print|e-?mail|like|subscribe)(?:"
        r" (?:this|on|via|with|to|by|the|article|page|story)\b.{0,60})?"
    ),
    r"follow us.{0,40}|report this image|copy (?:the )?link|text size|printer[- ]friendly.{0,20}",
    (
        r"(?:compart[ei]r?|comparte|tuitear|imprimir|enviar|síguenos)(?:"
        r" (?:este|esta|en|por|con|la|el)\b.{0,60})?"
    ),
    r"(?:شارك(?:ها|ه|نا)?|مشاركة|انشر|طباعة|اطبع|أرسل|ارسل|إرسال|تابعونا)"
    r"(?: (?:على|عبر|المقال|الخبر|الصفحة|هذا|مع|إلى|الى)\b.{0,60})?",
    r"نسخ الرابط|حجم الخط|الإبلاغ عن هذه الصورة",
    (
        r"[\d\s.,]+"
        r" (?:vues?|lectures?|partages?|views?|reads?|shares?|visitas?|مشاهدة|مشاهدات|قراءة|قراءات)"
    ),
    r"(?:vues?|lectures?|views?|reads?|hits|visitas|المشاهدات|عدد القراءات|قراءة)\W{0,3}[\d\s.,]+",
)
_NETWORKS = frozenset(
    """
        facebook twitter x whatsapp telegram linkedin messenger instagram pinterest viber email
        e-mail mail pdf rss a b c google plus youtube tiktok share partager tweet sms print imprimer
        فيسبوك تويتر واتساب تليجرام تيليغرام طباعة
    """.split()
)
# Headings of comments, other articles and the page's footer.
_END = (
    r"[\d\s]*(?:commentaires?|réactions?|comments?|replies|comentarios?|تعليق(?:ات)?|التعليقات"
    r"|ردود)\W*\d*",
    (
        r"(?:laisse[rz]?|ajoute[rz]?|poste[rz]?|écri(?:re|vez)) (?:un |votre"
        r" )?(?:commentaire|avis|réaction).{0,40}"
    ),
    r"votre (?:commentaire|nom|avis|adresse).{0,40}|réagi(?:r|ssez)(?: à cet article)?",
    (
        r"(?:leave|add|post|write) (?:an?|your) (?:comment|reply).{0,40}|your"
        r" (?:comment|name|e-?mail).{0,20}"
    ),
    r"(?:dej[ae]|añade|escribe) (?:un|tu) (?:comentario|respuesta).{0,40}|tu (?:comentario|nombre)",
    r"(?:[أا]ضف|[أا]كتب|اترك) (?:تعليقا?ك?|ردا?|رأيك).{0,40}|شارك بتعليقك.{0,20}",
    (
        r"sur le même (?:sujet|thème).{0,40}|(?:dans|de) la même"
        r" (?:rubrique|catégorie|source).{0,40}|du même auteur"
    ),
    (
        r"(?:à )?(?:lire|voir) (?:aussi|également).{0,90}|(?:autres )?articles?"
        r" (?:similaires|liés|connexes|récents|associés)"
    ),
    (
        r"à la une|les? plus (?:lus?|récents|commentés)|derni[eè]res?"
        r" (?:dépêches|nouvelles|actualités|infos?|minutes?|heure)"
    ),
    r"mots[- ]clés.{0,90}|autres titres|plus d.articles|en continu|recommandés? pour vous",
    (
        r"related(?: (?:articles?|stories|news|posts|topics|links))?|(?:see|read) also.{0,90}|also"
        r" read.{0,90}|read (?:more|next)"
    ),
    (
        r"more (?:from|stories|news).{0,40}|most (?:read|popular|viewed)|latest(?:"
        r" (?:news|headlines|stories|articles|updates))?"
    ),
    (
        r"trending(?: now)?|from the same (?:source|author)|you may also like|recommended(?: for"
        r" you)?|top stories"
    ),
    r"(?:tags|keywords)\b.{0,90}",
    (
        r"(?:artículos |noticias )?relacionad[oa]s?|(?:lea|leer|ver|vea) también.{0,90}|lo más"
        r" (?:leído|visto)|últimas noticias"
    ),
    r"etiquetas.{0,90}|de la misma fuente|más noticias",
    r"(?:مواضيع|أخبار|مقالات|موضوعات|اخبار) (?:ذات صلة|مشابهة|متعلقة|أخرى|مرتبطة)|ذات صلة",
    r"(?:[إا]قر[أا]|طالع) (?:أيضا|ايضا|المزيد).{0,90}",
    (
        r"(?:من|في) (?:المصدر نفسه|نفس المصدر|نفس القسم)|ال[أا]كثر (?:قراءة|مشاهدة)|[آا]خر"
        r" (?:الأخبار|الاخبار|الأنباء)"
    ),
    r"(?:الكلمات|كلمات) (?:ال)?(?:مفتاحية|دلالية).{0,90}|وسوم.{0,90}|المزيد من.{0,40}|للكاتب نفسه",
    (
        r"(?:©|copyright\b|tous droits réservés|all rights reserved|جميع الحقوق محفوظة|todos los"
        r" derechos).{0,100}"
    ),
    r"(?:les articles restent|تبقى المقالات|articles remain).{0,60}",
)


def _any(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_ADVERTISEMENT = re.compile(
    r"publicités?|annonces?(?:"
    r" publicitaires?)?|advertise?ments?|advertising|sponsored|publicidad|anuncios?|[إا]علان(?:ات)?"
    r"|مساحة [إا]علانية"
    r"|(?:la suite|l.article continue) (?:après|apres|sous) (?:la|cette) publicité"
    r"|(?:story|article) continues below(?: (?:this )?advertisement)?|يتبع بعد ال[إا]علان",
    re.IGNORECASE,
)
_READ_ALSO = re.compile(
    r"(?:à )?(?:lire|voir) (?:aussi|également)\b|(?:see|read) also\b|also read\b|read"
    r" (?:more|next)\b"
    r"|(?:lea|leer|ver|vea) también\b|related\b"
    r"|(?:[إا]قر[أا]|طالع) (?:أيضا|ايضا|المزيد)|(?:مواضيع|أخبار|مقالات|موضوعات|اخبار) (?:ذات"
    r" صلة|متعلقة)",
    re.IGNORECASE,
)
_SHARE_LINE, _END_LINE = _any(_SHARE), _any(_END)
_AROUND = " :»«•|-–!.؟?"
_SENTENCE_END = re.compile(r"[.!?…؟»\"”)\]:؛]\s*$")
_WORD = re.compile(r"[^\W\d_]{2}")
_BYLINE = re.compile(
    r"(?:(?:par|by|por)\s*:?\s+|بقلم\s*[:/-]?\s*|(?:كتبت?|كتبه?ا?|حوار|[إا]عداد|تقرير|تحقيق|متابعة"
    r"|تحرير|ترجمة|مراسلة|استطلاع)\s*[:/–-]\s*)\S",
    re.IGNORECASE,
)
_MAX_LINE = 120
_MAX_BYLINE = 80
_MAX_ANNOUNCED = 60


def is_share_bar(text: str) -> bool:
    """Return whether a cleaned line is a share bar, a counter, or only digits and punctuation."""
    if len(text) > _MAX_LINE:
        return False
    if _WORD.search(text) is None:
        return True
    if all(word in _NETWORKS for word in text.casefold().replace("|", " ").split()):
        return True
    return _SHARE_LINE.fullmatch(text.strip(_AROUND)) is not None


def is_advertisement(text: str) -> bool:
    """Return whether a cleaned line only announces an advertisement."""
    return len(text) <= _MAX_ANNOUNCED and _ADVERTISEMENT.fullmatch(text.strip(_AROUND)) is not None


def is_related_heading(text: str) -> bool:
    """Return whether a cleaned line is the heading of related articles.

    Such a box may be between two paragraphs.
    """
    return len(text) <= _MAX_LINE and _READ_ALSO.match(text.strip(_AROUND)) is not None


def starts_footer(text: str) -> bool:
    """Return whether a cleaned line is the heading of what follows an article.

    That is comments, lists of other articles, or the page's footer.
    """
    return len(text) <= _MAX_LINE and _END_LINE.fullmatch(text.strip(_AROUND)) is not None


def ends_sentence(text: str) -> bool:
    """Return whether a line ends as a sentence does, unlike headlines and menus."""
    return _SENTENCE_END.search(text[-8:]) is not None


def starts_byline(text: str) -> bool:
    """Return whether a short line starts as a byline does."""
    return len(text) <= _MAX_BYLINE and not ends_sentence(text) and _BYLINE.match(text) is not None
