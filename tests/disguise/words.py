"""What another portal's furniture says, invented, in each language of the platform's frame."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """The texts of one language."""

    portal: str
    slogan: str
    menu: tuple[str, ...]
    boxes: tuple[str, ...]
    more: str
    share: str
    comments: str
    label: tuple[str, str]
    sources: tuple[tuple[str, str], ...]
    """Part of the address, and name."""
    headlines: tuple[str, ...]
    teasers: tuple[str, ...]
    readers: tuple[tuple[str, str], ...]
    """Who, and what they wrote."""
    foot: str


WORDS = {
    "fr": Words(
        portal="Le Kiosque de Midi",
        slogan="Toute la presse, une seule page",
        menu=("Une", "Régions", "Marchés", "Tribunes", "Stades", "Écrans", "Archives"),
        boxes=("À ne pas manquer", "Lire aussi", "Dans la même rubrique", "Le choix des lecteurs"),
        more="Lire la suite",
        share="Envoyer à un ami",
        comments="Commentaires des lecteurs",
        label=("Publié dans", "le"),
        sources=(
            ("lavigiedurif", "La Vigie du Rif"),
            ("hautplateau", "Haut Plateau"),
            ("lecabanon", "Le Cabanon"),
        ),
        headlines=(
            "Un moulin à eau remis en marche par les élèves de Bni Drar",
            "La halle aux grains fermera deux semaines pour désinsectisation",
            "Handball : Oued Zem s'impose sur le fil face au leader",
            "Trois puits forés, un seul donne de l'eau à Sidi Bouzid",
            "Le prix du ticket de bus gelé jusqu'à la rentrée",
            "Une apicultrice primée pour son miel de thym sauvage",
            "Le port sec attend toujours sa bretelle d'autoroute",
            "« Personne ne nous a prévenus », disent les marchands du vieux pont",
            "Télescopes dans le désert : un club d'astronomes amateurs cherche un toit",
            "La fanfare municipale recrute des clarinettes",
            "Courges géantes : le concours change de règlement",
            "Deux classes de plus à l'école du barrage",
        ),
        teasers=(
            (
                "La roue tournait encore il y a quarante ans, quand le dernier meunier a posé la"
                " clé sur le linteau et (...)"
            ),
            (
                "Les commerçants de la halle ont reçu l'avis mardi soir, affiché sur la grille et"
                " sans un mot sur la date (...)"
            ),
            (
                "Menés de cinq buts à la pause, les visiteurs ont serré leur défense et attendu que"
                " le gardien adverse (...)"
            ),
            (
                "Le foreur a rangé ses tiges jeudi. À 180 mètres, la roche ne rend que de la"
                " poussière, et la commune (...)"
            ),
            (
                "Dans la cour, les ruches sont peintes en bleu pour que les abeilles retrouvent la"
                " leur. Elle en possède (...)"
            ),
            (
                "Le comité se réunit chaque dernier samedi du mois dans un café qui ferme à vingt"
                " heures. Les lunettes (...)"
            ),
        ),
        readers=(
            ("Nadia B.", "Il était temps, on attendait cela depuis des années."),
            ("Un lecteur de passage", "Et qui va payer l'entretien ? L'article n'en dit rien."),
            ("Mourad", "Merci pour ces précisions."),
        ),
        foot="Le Kiosque de Midi est une revue de presse. Écrivez-nous.",
    ),
    "ar": Words(
        portal="كشك الظهيرة",
        slogan="الصحافة كلها في صفحة واحدة",
        menu=("الأولى", "الجهات", "الأسواق", "منبر", "ملاعب", "شاشات", "الأرشيف"),
        boxes=("لا يفوتك", "اقرأ أيضا", "في الركن نفسه", "اختيار القراء"),
        more="المزيد",
        share="أرسل إلى صديق",
        comments="تعليقات القراء",
        label=("نشر في", "يوم"),
        sources=(
            ("baridalsahl", "بريد السهل"),
            ("qimamnews", "قمم"),
            ("sawtalmina", "صوت الميناء"),
        ),
        headlines=(
            "تلاميذ القرية يعيدون تشغيل طاحونة الماء القديمة",
            "إغلاق سوق الحبوب أسبوعين بسبب أشغال التعقيم",
            "كرة اليد: فوز صعب لأبناء الوادي على المتصدر",
            "ثلاث آبار حفرت وواحدة فقط فيها ماء",
            "تجميد ثمن تذكرة الحافلة حتى الدخول المدرسي",
            "مربية نحل تفوز بجائزة عسل الزعتر البري",
            "الميناء الجاف ما زال ينتظر طريقه السيار",
            "«لم يخبرنا أحد» يقول تجار الجسر العتيق",
            "هواة الفلك يبحثون عن سقف لمناظيرهم",
            "الجوق البلدي يبحث عن عازفي كلارينيت",
            "مسابقة القرع العملاق تغير نظامها",
            "قسمان إضافيان في مدرسة السد",
        ),
        teasers=(
            "كانت العجلة تدور قبل أربعين سنة، حين وضع آخر طحان مفتاحه فوق العتبة ومضى إلى (...)",
            "توصل تجار السوق بالإشعار مساء الثلاثاء معلقا على الباب دون أن يحدد تاريخ (...)",
            "كان الزوار متأخرين بخمسة أهداف عند الاستراحة، ثم أحكموا الدفاع وانتظروا حتى (...)",
            (
                "جمع الحفار معداته يوم الخميس، فعلى عمق مئة وثمانين مترا لا تعطي الصخرة سوى الغبار"
                " و(...)"
            ),
            "في فناء البيت خلايا مطلية بالأزرق كي تعرف كل نحلة بيتها، وتملك صاحبتها منها (...)",
            "تجتمع اللجنة كل آخر سبت من الشهر في مقهى يغلق أبوابه باكرا، أما المناظير (...)",
        ),
        readers=(
            ("نادية", "كنا ننتظر هذا منذ سنوات."),
            ("قارئ عابر", "ومن سيتكفل بالصيانة؟ لا جواب في المقال."),
            ("مراد", "شكرا على التوضيح."),
        ),
        foot="كشك الظهيرة عرض يومي للصحف. راسلونا.",
    ),
    "en": Words(
        portal="The Noon Kiosk",
        slogan="All the papers on one page",
        menu=("Front", "Regions", "Markets", "Letters", "Stadium", "Screens", "Archive"),
        boxes=("Do not miss", "Read also", "In this section", "Readers' choice"),
        more="Read on",
        share="Send to a friend",
        comments="Readers' comments",
        label=("Published in", "on"),
        sources=(
            ("plaincourier", "The Plain Courier"),
            ("summitpost", "Summit Post"),
            ("quayside", "Quayside"),
        ),
        headlines=(
            "Pupils set the village water mill turning again",
            "Grain hall to close for two weeks of pest control",
            "Handball: valley side edge past the leaders",
            "Three wells drilled, only one has water",
            "Bus fares frozen until the new school year",
            "Beekeeper wins prize for wild thyme honey",
            "Dry port still waiting for its motorway link",
            "\u201cNobody warned us,\u201d say traders of the old bridge",
            "Amateur astronomers in search of a roof",
            "Town band is looking for clarinets",
            "Giant pumpkin contest changes its rules",
            "Two more classes at the school by the dam",
        ),
        teasers=(
            (
                "The wheel was still turning forty years ago, when the last miller laid his key on"
                " the lintel and (...)"
            ),
            (
                "Traders found the notice on the gate on Tuesday evening, with no word on the date"
                " of (...)"
            ),
            (
                "Five goals down at the break, the visitors closed their ranks and waited until the"
                " keeper (...)"
            ),
            (
                "The driller packed his rods on Thursday. At 180 metres the rock gives nothing but"
                " dust, and (...)"
            ),
            (
                "The hives in her yard are painted blue, so that each bee finds its own. She keeps"
                " (...)"
            ),
            (
                "The committee meets on the last Saturday of each month in a cafe that shuts at"
                " eight. The lenses (...)"
            ),
        ),
        readers=(
            ("Nadia", "We have been waiting for this for years."),
            ("A passing reader", "And who pays for the upkeep? Not a word about that."),
            ("Mourad", "Thank you for the details."),
        ),
        foot="The Noon Kiosk is a review of the press. Write to us.",
    ),
}
