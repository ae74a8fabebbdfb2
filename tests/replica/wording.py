"""The words of the frame in its three languages. The labels are the platform's; the rest is
furniture of any portal."""

from __future__ import annotations

from typing import Any

WORDING: dict[str, dict[str, Any]] = {
    "fr": {
        "published": ("Publié dans", "le"),
        "notice": (
            "Merci d'avoir signalé!",
            (
                "Cette image sera automatiquement bloquée après qu'elle soit signalée par plusieurs"
                " personnes."
            ),
        ),
        "closing": "Cliquez ici pour lire l'article depuis sa source.",
        "next": "Suivant",
        "previous": "Précédent",
        "home": "Accueil",
        "sources": "Toutes les sources",
        "latest": "Dernières dépêches",
        "read": "Les plus lus",
        "same": "De la même source",
        "search": "Rechercher",
        "share": "Partager sur",
        "comment": "Laisser un commentaire",
        "name": "Votre nom",
        "send": "Envoyer",
        "report": "Signaler cette image",
        "about": "Qui sommes-nous ?",
        "contact": "Nous contacter",
        "terms": "Conditions d'utilisation",
        "rights": "Les articles restent la propriété de leurs éditeurs.",
        "articles_of": "Articles de",
        "not_found": "Page introuvable",
        "sorry": "La page demandée n'existe pas ou n'existe plus.",
        "about_text": [
            (
                "SITE rassemble les titres et les premiers paragraphes des journaux du pays, à"
                " mesure qu'ils paraissent."
            ),
            (
                "Chaque article porte le nom du journal qui l'a publié et un lien vers sa page"
                " d'origine."
            ),
            "Le portail n'a pas de rédaction : il classe, il date et il renvoie vers les journaux.",
            (
                "Les éditeurs qui souhaitent être ajoutés ou retirés peuvent nous écrire par la"
                " page de contact."
            ),
        ],
        "sections": [
            "Politique",
            "Économie",
            "Société",
            "Sport",
            "Culture",
            "Régions",
            "Monde",
            "Santé",
            "Éducation",
            "Environnement",
            "Technologie",
            "Tribunes",
            "Médias",
            "Justice",
            "Agriculture",
            "Tourisme",
        ],
    },
    "ar": {
        "published": ("نشر في", "يوم"),
        "notice": (
            "شكرا على الإبلاغ!",
            "سيتم حجب هذه الصورة تلقائيا عندما يتم الإبلاغ عنها من طرف عدة أشخاص.",
        ),
        "closing": "انقر هنا لقراءة الخبر من مصدره.",
        "next": "التالي",
        "previous": "السابق",
        "home": "الرئيسية",
        "sources": "كل المصادر",
        "latest": "آخر الأخبار",
        "read": "الأكثر قراءة",
        "same": "من المصدر نفسه",
        "search": "بحث",
        "share": "شارك على",
        "comment": "أضف تعليقا",
        "name": "الاسم",
        "send": "إرسال",
        "report": "الإبلاغ عن هذه الصورة",
        "about": "من نحن",
        "contact": "اتصل بنا",
        "terms": "شروط الاستخدام",
        "rights": "تبقى المقالات ملكا لناشريها.",
        "articles_of": "مقالات",
        "not_found": "الصفحة المطلوبة غير موجودة",
        "sorry": "ربما حذفت الصفحة أو تغير عنوانها.",
        "about_text": [
            "يجمع موقع SITE عناوين صحف البلاد وفقراتها الأولى فور صدورها.",
            "يحمل كل مقال اسم الصحيفة التي نشرته ورابطا إلى صفحته الأصلية.",
            "ليس للبوابة هيئة تحرير: فهي ترتب الأخبار وتؤرخها وتحيل القارئ إلى الصحف.",
            "يمكن للناشرين الراغبين في إضافة صحفهم أو سحبها أن يراسلونا عبر صفحة الاتصال.",
        ],
        "sections": [
            "سياسة",
            "اقتصاد",
            "مجتمع",
            "رياضة",
            "ثقافة",
            "جهات",
            "دولي",
            "صحة",
            "تعليم",
            "بيئة",
            "تكنولوجيا",
            "رأي",
            "إعلام",
            "قضاء",
            "فلاحة",
            "سياحة",
        ],
    },
    "en": {
        "published": ("Published in", "on"),
        "notice": (
            "Thank you for reporting!",
            "This image will be automatically disabled when it gets reported by several people.",
        ),
        "closing": "Click here to read the story from its source.",
        "next": "Next",
        "previous": "Previous",
        "home": "Home",
        "sources": "All sources",
        "latest": "Latest headlines",
        "read": "Most read",
        "same": "From the same source",
        "search": "Search",
        "share": "Share on",
        "comment": "Leave a comment",
        "name": "Your name",
        "send": "Send",
        "report": "Report this image",
        "about": "About us",
        "contact": "Contact",
        "terms": "Terms of use",
        "rights": "All articles remain the property of their publishers.",
        "articles_of": "Articles by",
        "not_found": "Page not found",
        "sorry": "The page was removed or its address has changed.",
        "about_text": [
            (
                "SITE gathers the headlines and first paragraphs of the country's newspapers as"
                " they appear."
            ),
            (
                "Every article carries the name of the newspaper that published it and a link to"
                " its original page."
            ),
            (
                "The portal has no newsroom: it sorts, it dates, and it sends readers on to the"
                " newspapers."
            ),
            (
                "Publishers who wish to be added or taken out can write to us through the contact"
                " page."
            ),
        ],
        "sections": [
            "Politics",
            "Economy",
            "Society",
            "Sports",
            "Culture",
            "Regions",
            "World",
            "Health",
            "Education",
            "Environment",
            "Technology",
            "Opinion",
            "Media",
            "Courts",
            "Agriculture",
            "Tourism",
        ],
    },
}
"""By edition. Image-report notice, label and closing notice are as the real sites print them."""

TOWNS = {
    "maghress": ("Tanger", "Oujda", "Fès", "Agadir", "Dakhla", "Safi", "Nador", "Béni Mellal"),
    "masress": ("Aswan", "Luxor", "Suez", "Tanta", "Minya", "Damietta", "Assiut", "Ismailia"),
    "djazairess": ("Oran", "Annaba", "Sétif", "Béjaïa", "Tlemcen", "Biskra", "Ghardaïa", "Tiaret"),
    "turess": ("Sousse", "Sfax", "Bizerte", "Gabès", "Kairouan", "Tozeur", "Nabeul", "Le Kef"),
    "sauress": ("Jeddah", "Dammam", "Abha", "Tabuk", "Hail", "Jizan", "Najran", "Yanbu"),
    "sudaress": (
        "Port Sudan",
        "Kassala",
        "Atbara",
        "Kosti",
        "Wad Madani",
        "Dongola",
        "Gedaref",
        "El Obeid",
    ),
    "yemeress": ("Aden", "Mukalla", "Taiz", "Ibb", "Seiyun", "Hodeidah", "Marib", "Shibam"),
}
"""Towns of the weather box."""
