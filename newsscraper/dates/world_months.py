"""The names of the months in the languages of the world's press, for dates on any news page.

The languages of this project's own press are in :mod:`newsscraper.dates.months`. Each list has
twelve names in order; variants of a name are joined by ``|``. Case endings are written out, since
a date has them. Sources: Unicode CLDR's month names (``format`` and ``stand-alone``), and the
abbreviations of the press.
"""

from __future__ import annotations

_NAMES = {
    "en": """january|jan february|feb|febr march|mar april|apr may june|jun july|jul august|aug
        september|sep|sept october|oct november|nov december|dec""",
    "fr": """janvier|janv|jan février|fevrier|févr|fév|fev mars avril|avr mai juin juillet|juil
        août|aout septembre|sept octobre|oct novembre|nov décembre|decembre|déc""",
    "es": """enero|ene febrero|feb marzo|mar abril|abr mayo|may junio|jun julio|jul agosto|ago
        septiembre|setiembre|sep|sept|set octubre|oct noviembre|nov diciembre|dic""",
    "de": """januar|jänner|jan|jän februar|feber|feb märz|maerz|mär|mrz april|apr mai juni|jun
        juli|jul august|aug september|sep|sept oktober|okt november|nov dezember|dez""",
    "it": """gennaio|gen febbraio|feb marzo|mar aprile|apr maggio|mag giugno|giu luglio|lug
        agosto|ago settembre|set|sett ottobre|ott novembre|nov dicembre|dic""",
    "pt": """janeiro|jan fevereiro|fev março|marco|mar abril|abr maio|mai junho|jun julho|jul
        agosto|ago setembro|set outubro|out novembro|nov dezembro|dez""",
    "ca": """gener|gen febrer|febr març|març abril|abr maig juny juliol|jul agost|ag
        setembre|set octubre|oct novembre|nov desembre|des""",
    "gl": """xaneiro|xan febreiro|feb marzo|mar abril|abr maio|mai xuño|xuñ xullo|xul agosto|ago
        setembro|set outubro|out novembro|nov decembro|dec""",
    "nl": """januari|jan februari|feb maart|mrt april|apr mei juni|jun juli|jul augustus|aug
        september|sep oktober|okt november|nov december|dec""",
    "sv": """januari|jan februari|feb mars april|apr maj juni|jun juli|jul augusti|aug
        september|sep|sept oktober|okt november|nov december|dec""",
    "da": """januar|jan februar|feb marts|mar april|apr maj juni|jun juli|jul august|aug
        september|sep oktober|okt november|nov december|dec""",
    "no": """januar|jan februar|feb mars april|apr mai juni|jun juli|jul august|aug
        september|sep oktober|okt november|nov desember|des""",
    "is": """janúar|jan febrúar|feb mars apríl|apr maí júní|jún júlí|júl ágúst|ágú
        september|sep október|okt nóvember|nóv desember|des""",
    "fi": """tammikuuta|tammikuu|tammi helmikuuta|helmikuu|helmi maaliskuuta|maaliskuu|maalis
        huhtikuuta|huhtikuu|huhti toukokuuta|toukokuu|touko kesäkuuta|kesäkuu|kesä
        heinäkuuta|heinäkuu|heinä elokuuta|elokuu|elo syyskuuta|syyskuu|syys
        lokakuuta|lokakuu|loka marraskuuta|marraskuu|marras joulukuuta|joulukuu|joulu""",
    "et": """jaanuar|jaan veebruar|veebr märts aprill|apr mai juuni juuli august|aug
        september|sept oktoober|okt november|nov detsember|dets""",
    "lv": """janvāris|janvārī|janv februāris|februārī|febr marts|martā aprīlis|aprīlī|apr
        maijs|maijā jūnijs|jūnijā|jūn jūlijs|jūlijā|jūl augusts|augustā|aug
        septembris|septembrī|sept oktobris|oktobrī|okt novembris|novembrī|nov
        decembris|decembrī|dec""",
    "lt": """sausio|saus vasario|vas kovo balandžio|bal gegužės|geg birželio|birž liepos|liep
        rugpjūčio|rugp rugsėjo|rugs spalio|spal lapkričio|lapkr gruodžio|gruodž""",
    "pl": """stycznia|styczeń|sty lutego|luty|lut marca|marzec|mar kwietnia|kwiecień|kwi maja|maj
        czerwca|czerwiec|cze lipca|lipiec|lip sierpnia|sierpień|sie września|wrzesień|wrz
        października|październik|paź listopada|listopad|lis grudnia|grudzień|gru""",
    "cs": """ledna|leden|led února|únor|úno března|březen|bře dubna|duben|dub května|květen|kvě
        června|červen|čvn července|červenec|čvc srpna|srpen|srp září|zář října|říjen|říj
        listopadu prosince|prosinec|pro""",
    "sk": """januára|január februára|február marca|marec apríla|apríl mája|máj júna|jún júla|júl
        augusta|august septembra|september októbra|október novembra|november decembra|december""",
    "sl": """januarja februarja marca aprila maja junija julija avgusta|avg septembra oktobra
        novembra decembra""",
    "hr": """siječnja|siječanj veljače|veljača ožujka|ožujak travnja|travanj svibnja|svibanj
        lipnja|lipanj srpnja|srpanj kolovoza|kolovoz rujna|rujan listopada|listopad
        studenoga|studenog|studeni prosinca|prosinac""",
    "sr": """januar|jan|јануар|јан februar|feb|фебруар|феб mart|mar|март|мар april|apr|април|апр
        maj|мај jun|jun|јун|јуни jul|jul|јул|јули avgust|avg|август|авг
        septembar|sep|септембар|сеп oktobar|okt|октобар|окт novembar|nov|новембар|нов
        decembar|dec|децембар|дец""",
    "hu": """január|jan február|febr|feb március|márc április|ápr május|máj június|jún július|júl
        augusztus|aug szeptember|szept október|okt november|nov december|dec""",
    "ro": """ianuarie|ian februarie|feb martie|mar aprilie|apr mai iunie|iun iulie|iul august|aug
        septembrie|sept octombrie|oct noiembrie|nov|noi decembrie|dec""",
    "sq": """janar shkurt mars prill maj qershor korrik gusht shtator tetor nëntor dhjetor""",
    "ru": """января|январь|янв февраля|февраль|фев|февр марта|март|мар апреля|апрель|апр мая|май
        июня|июнь|июн июля|июль|июл августа|август|авг сентября|сентябрь|сен|сент
        октября|октябрь|окт ноября|ноябрь|ноя|нояб декабря|декабрь|дек""",
    "uk": """січня|січень|січ лютого|лютий|лют березня|березень|бер квітня|квітень|квіт
        травня|травень|трав червня|червень|черв липня|липень|лип серпня|серпень|серп
        вересня|вересень|вер жовтня|жовтень|жовт листопада|листопад|лист грудня|грудень|груд""",
    "be": """студзеня лютага сакавіка красавіка мая|траўня чэрвеня ліпеня жніўня верасня
        кастрычніка лістапада снежня""",
    "bg": """януари|ян февруари|фев март април|апр май юни юли август|авг септември|септ
        октомври|окт ноември|ноем декември|дек""",
    "mk": """јануари февруари март април мај јуни јули август септември октомври ноември
        декември""",
    "el": """ιανουαρίου|ιανουάριος|ιαν φεβρουαρίου|φεβρουάριος|φεβ μαρτίου|μάρτιος|μαρ
        απριλίου|απρίλιος|απρ μαΐου|μαίου|μάιος|μαϊ ιουνίου|ιούνιος|ιουν ιουλίου|ιούλιος|ιουλ
        αυγούστου|αύγουστος|αυγ σεπτεμβρίου|σεπτέμβριος|σεπ|σεπτ οκτωβρίου|οκτώβριος|οκτ
        νοεμβρίου|νοέμβριος|νοε δεκεμβρίου|δεκέμβριος|δεκ""",
    "tr": """ocak|oca şubat|şub mart|mar nisan|nis mayıs|may haziran|haz temmuz|tem ağustos|ağu
        eylül|eyl ekim|eki kasım|kas aralık|ara""",
    "az": """yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr""",
    "id": """januari|jan februari|feb maret|mar april|apr mei juni|jun juli|jul
        agustus|agu|agt september|sep oktober|okt november|nov desember|des""",
    "ms": """januari|jan februari|feb mac april|apr mei jun julai|jul ogos|ogo september|sep
        oktober|okt november|nov disember|dis""",
    "sw": """januari februari machi aprili mei juni julai agosti septemba oktoba novemba
        desemba""",
    "eu": """urtarrilaren|urtarrila otsailaren|otsaila martxoaren|martxoa apirilaren|apirila
        maiatzaren|maiatza ekainaren|ekaina uztailaren|uztaila abuztuaren|abuztua irailaren|iraila
        urriaren|urria azaroaren|azaroa abenduaren|abendua""",
    "he": """ינואר|בינואר|ינו פברואר|בפברואר|פבר מרץ|במרץ|מרס|במרס אפריל|באפריל|אפר מאי|במאי
        יוני|ביוני יולי|ביולי אוגוסט|באוגוסט|אוג ספטמבר|בספטמבר|ספט אוקטובר|באוקטובר|אוק
        נובמבר|בנובמבר|נוב דצמבר|בדצמבר|דצמ""",
    "fa": """ژانویه فوریه مارس آوریل مه|می ژوئن ژوئیه|جولای اوت|آگوست سپتامبر اکتبر نوامبر
        دسامبر""",
    "ur": """جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر""",
    "hi": """जनवरी|जन फरवरी|फ़रवरी|फर मार्च अप्रैल मई जून जुलाई अगस्त सितंबर|सितम्बर
        अक्टूबर|अक्तूबर नवंबर|नवम्बर दिसंबर|दिसम्बर""",
    "bn": """জানুয়ারি|জানুয়ারী ফেব্রুয়ারি|ফেব্রুয়ারী মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর
        অক্টোবর নভেম্বর ডিসেম্বর""",
    # Egypt, Sudan, the Gulf; then the Maghreb; then the Levant and Iraq.
    "ar": """يناير فبراير مارس أبريل|ابريل|إبريل مايو يونيو|يونيه يوليو|يوليه أغسطس|اغسطس سبتمبر
        أكتوبر|اكتوبر نوفمبر ديسمبر""",
    "ar-MA": """يناير فبراير مارس أبريل|ابريل ماي يونيو يوليوز غشت شتنبر أكتوبر|اكتوبر نونبر
        دجنبر""",
    "ar-DZ": """جانفي فيفري مارس أفريل|افريل ماي جوان جويلية أوت|اوت سبتمبر أكتوبر|اكتوبر نوفمبر
        ديسمبر""",
    "ar-LB": """كانون_الثاني شباط آذار|اذار نيسان أيار|ايار حزيران تموز آب أيلول|ايلول
        تشرين_الأول|تشرين_الاول تشرين_الثاني كانون_الأول|كانون_الاول""",
}

_SOLAR = """فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند"""
"""The months of the Iranian calendar."""


def _numbers(names: str) -> dict[str, int]:
    return {
        name.replace("_", " "): number
        for number, variants in enumerate(names.split(), 1)
        for name in variants.split("|")
    }


_BY_LANGUAGE = {language: _numbers(names) for language, names in _NAMES.items()}
_MEANINGS: dict[str, set[int]] = {}
for _table in _BY_LANGUAGE.values():
    for _name, _number in _table.items():
        _MEANINGS.setdefault(_name, set()).add(_number)
_CERTAIN = {name: min(numbers) for name, numbers in _MEANINGS.items() if len(numbers) == 1}
"""The months whose names mean the same in every language that has them."""

SOLAR_MONTHS = _numbers(_SOLAR)
"""The number of each month of the Iranian calendar."""


def month_number(name: str, language: str | None = None) -> int | None:
    """Return the number of a month from its name; ``None`` if it has no meaning, or several.

    Polish "listopada" is November, the Croatian one October: only the language says which.

    Args:
        name: The name in lower case.
        language: The ``lang`` of the page in lower case.

    """
    number = _CERTAIN.get(name)
    if number is None and language and name in _MEANINGS:
        return _BY_LANGUAGE.get(language[:2], {}).get(name)
    return number
