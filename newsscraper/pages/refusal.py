"""Pages sent instead of the requested page: errors, and CAPTCHA or consent pages."""

from __future__ import annotations

import re
from itertools import islice

from newsscraper.pages.base import Page
from newsscraper.pages.blocks import text_of
from newsscraper.text.cleaning import clean

_ERROR = re.compile(
    r"""^(?:(?:erreur|error|خطأ)\W{0,3})?(?:http\W{0,2})?
        (?:4(?:0[0-9]|1[0-8]|29|51)|5(?:0[0-8]|2[0-9]))
        (?:\W*$
          |\W{1,3}(?:not\ found|page|error|erreur|forbidden|unauthorized|bad|gone|internal|service
            |gateway|introuvable|صفحة|الصفحة|خطأ|غير))
      | ^(?:erreur|error|خطأ)\W{0,3}(?:http\W{0,2})?[45]\d\d\b
      | ^(?:not\ found|forbidden|too\ many\ requests)(?:\W*$|\W*[^\w\s]|\ (?:the|you)\b)
      | ^(?:the\ )?(?:page|file|article|url|document|resource)\b.{0,20}\bnot\ found
      | ^page\ (?:introuvable|non\ trouv|inexistante)
      | ^(?:cette|la)\ page\ (?:n.existe|est\ introuvable|demandée)
      | ^(?:internal\ server\ error|bad\ gateway|service\ (?:temporarily\ )?unavailable)
      | ^gateway\ time-?out
      | ^(?:error\ establishing\ a\ database\ connection|database\ error)
      | ^erreur\ (?:de\ base\ de\ données|interne)
      | ^(?:ال|هذه\ ال)?صفحة\ (?:المطلوبة\ )?(?:غير\ موجودة|لا\ توجد)
      | ^الصفحة\ التي\ .{0,30}غير\ موجودة
      | ^لم\ يتم\ العثور\ على\ الصفحة
      | ^p.gina\ no\ encontrada
    """,
    re.IGNORECASE | re.VERBOSE,
)
_CHALLENGE_TITLE = re.compile(
    r"""^(?:just\ a\ moment|attention\ required|checking\ your\ browser|please\ wait\W*$
      |one\ moment,?\ please|un\ instant\W*$
      |verify(?:ing)?\ (?:that\ )?you\ are\ (?:a\ )?human|are\ you\ (?:a\ )?(?:human|robot)
      |human\ verification|security\ check(?:\W*$|\W*[^\w\s])
      |ddos-guard|access\ (?:to\ this\ page\ has\ been\ )?denied(?:\W*$|\W*[^\w\s]|\ you\b)
      |you\ have\ been\ blocked
      |making\ sure\ you.re\ not\ a\ bot
      |robot\ check|bot\ verification|captcha\b|vérification\ de\ sécurité
      |vérifi\w+\ que\ vous\ (?:êtes|n.êtes)
      |(?:ال)?تحقق\ من\ أنك|sucuri\ website\ firewall|pardon\ our\ interruption
      |before\ you\ continue
      |avant\ d.(?:accéder|continuer)|avant\ de\ continuer|cookie\ consent|consent$
      |gestion\ des\ cookies|(?:nous\ respectons\ )?votre\ vie\ privée
      |we\ (?:value|respect|care\ about)\ your\ privacy|قبل\ المتابعة|antes\ de\ continuar)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_CHALLENGE_MARKERS = (
    b"cf-challenge",
    b"cf_chl_",
    b"cf-chl-",
    b"challenge-form",
    b"_incapsula_resource",
    b"captcha-delivery.com",
    b"px-captcha",
    b"g-recaptcha",
    b"h-captcha",
    b"hcaptcha.com/1/api",
    b"cf-turnstile",
    b"ddos-guard/js",
    b"sucuri_cloudproxy_js",
    b"enable javascript and cookies to continue",
    b"unusual traffic",
    b"consent.google",
    b'id="didomi-',
    b"awswafintegration",
    b"fundingchoices",
    b"onetrust-consent",
    b"toppy=",
    b"slowaes.decrypt",
)
_AGREE = re.compile(
    r"(?:tout|all|et|and)\s+(?:accepter|accept|fermer|continuer)"
    r"|accept(?:er)?\s+(?:tout|all|et|and)|j.accepte|i\s+agree|agree\s+and"
    r"|قبول\s+الكل|أوافق|موافق|aceptar\s+todo",
    re.IGNORECASE,
)
_MAX_MARKED = 200_000
_MAX_WALL_TEXT = 3000
_MAX_CONSENT_TEXT = 30_000
_MAX_BARE_ERROR = 500
_MIN_PAGE_TEXT = 600


class ErrorPage(Page):
    """An error page, whatever its HTTP status."""

    kind = "error"
    layout = "ErrorPage"

    def matches(self) -> bool:
        """Whether the HTTP status, the title or a heading reports an error."""
        if self.capture.status is not None and self.capture.status >= 400:
            return True
        if self.document.form != "html":
            return False
        if any(_is_error_heading(heading) for heading in self.document.headings[:2]):
            return True
        return self.document.shows_less_than(_MAX_BARE_ERROR) and _is_error_heading(
            self.document.visible_text
        )


class ChallengePage(Page):
    """A CAPTCHA or consent page. It is often sent with status 200."""

    kind = "challenge"
    layout = "ChallengePage"

    def matches(self) -> bool:
        """Whether a heading asks for it, or a short page has the markers of a known product."""
        if self.document.form != "html":
            return False
        asking = [bool(_CHALLENGE_TITLE.match(heading)) for heading in self.document.headings]
        if any(asking):
            # A consent page may list its partners at length, but it has a button to agree, and its
            # title or first heading asks for it. Below another heading, it is a dialog on a page.
            length = len(self.document.visible_text)
            return length <= _MAX_WALL_TEXT or (
                length <= _MAX_CONSENT_TEXT and any(asking[:2]) and self._offers_consent
            )
        if not self.document.shows_less_than(_MIN_PAGE_TEXT):
            return False
        lowered = self.document.lowered[:_MAX_MARKED]
        return any(mark in lowered for mark in _CHALLENGE_MARKERS)

    @property
    def _offers_consent(self) -> bool:
        offers = islice(self.root.iter("button", "a", "input"), 200)
        return any(_AGREE.search(clean(text_of(element))) for element in offers)


def is_refusal(line: str) -> bool:
    """Whether a line belongs to an error or CAPTCHA page: "404 Not Found", "Just a moment..."."""
    return _is_error_heading(line) or _CHALLENGE_TITLE.match(line) is not None


def _is_error_heading(heading: str) -> bool:
    # Any part of a title may report the error: "404 - page not found | The site".
    return any(_ERROR.match(part) for part in re.split(r"\s+[|–—-]\s+", heading[:200]))
