"""Words beside a date that say what it is the date of, in the languages of the world's press."""

from __future__ import annotations

import re

_UPDATED = """
    updat modif revis edited last\\ reviewed reviewed corrected amended refreshed
    mis\\ à\\ jour mise\\ à\\ jour maj actualis révis corrigé
    aktualis geändert bearbeitet überarbeitet editiert stand: stand\\ vom letzte\\ änderung
    actualiz atualiz modific alterad aggiorn ultima\\ modifica revisado
    bijgewerkt gewijzigd laatste\\ update uppdater oppdater opdater ajourf endret ændret sist\\ endr
    päivit muokattu aktualizov zaktualizow aktualizac frissít módosít
    actualizat обновлен обновл измен оновлен редакт ажурир güncel düzenle diperbarui dikemaskini
    cập\\ nhật ενημ
    تحديث محدث عدل تعديل بروزرسانی به‌روز آخری\\ تدوین اپڈیٹ עודכן עדכון
    更新 修订 수정 업데이트 अपडेट হালনাগাদ
"""
_PUBLISHED = """
    publi posted post\\ date released release\\ date first written created on:
    paru posté diffusé rédigé écrit créé mis\\ en\\ ligne
    veröffentlicht erschienen erstellt publiziert geschrieben eingestellt datum: vom
    creado escrito fecha criado postado data: pubblicat inserito scritto
    gepubliceerd geplaatst publicerad publisert udgivet julkaistu
    opublikowan dodano vydáno publikov zveřejn megjelen közzé objavlj
    опубл размещ yayın eklenme diterbitkan đăng δημοσι
    نشر النشر أضيف تاريخ منتشر انتشار شائع פורסם
    発行 公開 配信 投稿 掲載 发布 发表 發布 입력 등록 게시 प्रकाशित প্রকাশ
"""
_OTHER = """
    event deadline expires until before since born died copyright © founded established est.
    valid through due closes starts ends from archived retrieved accessed joined member
    jusqu avant depuis né\\ le décédé expire du
    bis seit geboren gestorben gegründet frist ab\\ dem anmeldeschluss
    hasta desde antes nacid até nascid fino\\ al dal sinds tot
    منذ قبل حتى ولد توفي
"""


def _pattern(words: str) -> re.Pattern[str]:
    parts = re.split(r"(?<!\\)\s+", words.strip())
    listed = "|".join(re.escape(part.replace("\\ ", " ")) for part in parts)
    return re.compile(rf"(?<![^\W_])(?:{listed})", re.IGNORECASE)


UPDATED = _pattern(_UPDATED)
"""The date is that of a change."""
PUBLISHED = _pattern(_PUBLISHED)
"""The date is that of publication."""
OTHER = _pattern(_OTHER)
"""The date is that of something else."""
