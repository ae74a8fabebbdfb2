"""Words in bylines that are not names, in the languages of the world's press."""

from __future__ import annotations

import re

_BEFORE = r"""
    by by: written\ by text\ by words\ by story\ by posted\ by published\ by created\ by
    authored\ by author author: authors authors: article\ by reported\ by report\ by
    contributed\ by contributor: writer: words: post\ by from:
    par par: écrit\ par rédigé\ par publié\ par posté\ par propos\ recueillis\ par auteur auteur:
    auteurs: article\ de texte: texte\ de
    von von: vom text: text\ von autor autor: autorin autorin: autoren: ein\ beitrag\ von
    ein\ gastbeitrag\ von geschrieben\ von verfasst\ von veröffentlicht\ von erstellt\ von
    interview: interview\ von foto\ und\ text: text\ und\ interview:
    por por: escrito\ por publicado\ por texto\ de texto: autora: autores: redacción:
    di di: scritto\ da pubblicato\ da a\ cura\ di autore: da
    door door: geschreven\ door auteur\ van tekst: av av: skrevet\ av af af: skrevet\ af tekst\ av
    text: teksti: kirjoittaja: författare: autor:
    napisał napisała opracował opracowała autor\ tekstu: tekst:
    автор автор: автори: текст: yazan yazan: yazar: haber: oleh oleh: penulis: reporter: wartawan:
    tác\ giả: του της
    بقلم بقلم: تم\ النشر\ بواسطة نشر\ بواسطة نشرت\ بواسطة بواسطة بواسطة:
    كتب كتبت كتب: كتبت: كتبه كتبه: كتبها: كتبته: إعداد: اعداد: تحرير: حوار: تقرير:
    نویسنده: از:
    מאת מאת:
    作者 作者： 作者: 文／ 文/ 記者 記者： 记者 记者： 撰文： 責任編輯： 글 기자: 글:
"""
_ROLES = """
    editor editors writer writers reporter reporters correspondent staff journalist contributor
    contributors contributing columnist author producer publisher director manager specialist expert
    analyst consultant strategist founder cofounder co-founder ceo cto cmo cfo coo vp president
    partner engineer developer designer architect scientist researcher professor lecturer fellow
    physician dietitian nutritionist therapist psychologist coach trainer nurse surgeon attorney
    lawyer accountant advisor adviser planner agent officer chief head lead senior junior assistant
    associate marketing communications intern freelance freelancer blogger photographer
    redakteur redakteurin redakteurs chefredakteur chefredakteurin korrespondent korrespondentin
    volontär volontärin autorin gastautor gastautorin ressortleiter ressortleiterin leiter leiterin
    journalistin freie freier journaliste rédacteur rédactrice reporters correspondant
    correspondante periodista redactor redactora corresponsal giornalista redattore journaliste
    redacteur verslaggever journalist redaktør redaktör toimittaja dziennikarz redaktorka redaktor
    корреспондент журналист мухабир muhabir muhabiri editör editörü
    기자 특파원 記者 记者 編集委員 編輯
    مراسل مراسلة صحفي صحافي محرر محررة كاتب كاتبة
"""
_DEGREES = """
    phd ph.d ph.d. md m.d m.d. ms m.s. ma m.a. mba msc m.sc. bsc ba rd rdn ldn cpa cfp jd j.d. esq
    esq. dds d.d.s. dvm rn np pa-c pharmd mph facs faap fand cepf cfa cpp psp pmp llm dnp dpt lcsw
    lmft cscs ii-iii
"""
_NOBODY = r"""
    admin administrator adminn webmaster root editor user superadmin author guest anonymous anonym
    super\ user undefined\ undefined unknown wordpress siteadmin web none null n/a undefined
"""
_NOT_NAMES = r"""
    about\ the\ author about\ author about read\ more follow share shares comment comments
    min\ read mins\ read sponsored sign guide read
    minute\ read minutes\ read reading\ time view\ all more\ posts posts\ by see\ all
    all\ posts all\ articles articles\ by subscribe newsletter sign\ up log\ in published updated
    posted last\ updated reviewed fact\ checked photo photos image images getty shutterstock
    copyright contact email e-mail home latest tweet print click profile
    über\ den\ autor zum\ autor mehr\ artikel alle\ artikel teilen folgen kommentar kommentare
    lesezeit veröffentlicht aktualisiert foto fotos bild bilder drucken merken
    à\ propos voir\ tous lire partager commentaire commentaires publié temps\ de\ lecture
    sobre\ el\ autor ver\ más compartir comentarios publicado leggi commenti
    mehr artikel publiziert nach\ oben zur\ startseite
"""


def _alternatives(words: str) -> str:
    parts = re.split(r"(?<!\\)\s+", words.strip())
    unique = sorted({part.replace("\\ ", " ") for part in parts}, key=len, reverse=True)
    return "|".join(re.escape(part) for part in unique)


BEFORE = re.compile(
    rf"(?:{_alternatives(_BEFORE)})(?:\s*[:：|/／-]\s*|\s+|(?<=[:：／])|$)"
    r"|(?:by|von|par|por|posted by|written by)(?-i:(?=[A-ZÀ-Þ]))",
    re.IGNORECASE,
)
"""What stands before a name: "By", "Von", "بقلم"."""
BEGINNINGS = frozenset(
    part[:2].lower() for part in re.split(r"(?<!\\)\s+", _BEFORE.strip()) if part
)
"""The first two characters of all that matches; a quick test."""
ROLES = re.compile(rf"(?<![\w-])(?:{_alternatives(_ROLES)})(?![\w-])", re.IGNORECASE)
"""A word for what somebody does."""
DEGREES = frozenset(_DEGREES.split())
"""Academic degrees after a name."""
NOBODY = frozenset(part.replace("\\ ", " ") for part in re.split(r"(?<!\\)\s+", _NOBODY.strip()))
"""Names of accounts that name nobody."""
NOT_NAMES = re.compile(rf"(?<!\w)(?:{_alternatives(_NOT_NAMES)})(?!\w)", re.IGNORECASE)
"""Words of buttons and notes beside a byline."""
