"""The commonest small words of each language, and the words its press cannot do without.

Written for this project. A headline has few letters, but nearly always one of these. A word stands
under every language that has it among its commonest, so that what two languages share decides
nothing between the two. ``s'`` and ``l'`` are words of their own: an elision is not the English
genitive. Written in lower case, with the accents of careful print; French and Spanish capitals are
often printed without, hence a few bare forms.
"""

LATIN: dict[str, str] = {
    "en": """
        the of and to in for on with at by from as is are was were be been being has have had will would could should
        can may might must its it's his her hers their theirs our your my they them he she we you who whom whose which what
        when where why how after before over under up down out off about into onto than then there here not no nor or but
        if so that this these those it an a i me us him says said say amid against between among during while since until
        through without within across behind despite more most less least new first last year years day days week month
        all any some many few other another only also just still again now today back ahead near per get gets got make makes
        made take takes took give gives set sets calls call urges seeks wins win loses hits leads kills dead killed hold holds
        meets meet visits talks plans plan launches opens signs joins backs rejects slams warns vows denies backs faces world
        minister president king government state people police court trade growth help home work best top next never ever
        s t re ve ll don' doesn' didn' isn' aren' wasn' won' can' couldn' shouldn' hasn' haven' old young high low long
        two three four five six seven eight nine ten hundred thousand million billion percent report reports news
        do does did one every each both own such very even too well like need needs want wants know way see look find
    """,
    "fr": """
        le la les l' l de du des d' d un une et à au aux en dans sur pour par avec sans sous entre vers chez est sont sera
        seront était étaient a ont avait aura auront été être avoir fait font ne n' pas plus se s' sa ses son leur leurs notre
        nos votre vos mon ma mes qui que qu' quoi dont ce c' cet cette ces cela ça il elle ils elles on nous vous je j' tu
        mais ou où comme comment pourquoi quand après avant lors lorsque selon dès contre depuis pendant durant malgré
        face aussi encore toujours jamais très bien tout tous toute toutes même mêmes autre autres deux trois quatre cinq
        six sept huit neuf dix cent mille millions milliards première premier dernière dernier nouveau nouvelle nouveaux
        nouvelles ans an année années jour jours mois semaine hier aujourd' hui demain jusqu' jusque moins trop peu si y
        va vont veut doit peut peuvent faut lance appelle annonce dénonce reçoit présente affirme réclame remporte bat
        ministre ministère président gouvernement roi état pays ville monde droits loi projet réforme conseil parti
        mise en hausse baisse cours suite fin début avis appel quel quelle quels quelles donc car ni ici là voici m' t'
        eux lui celui celle ceux celles chaque plusieurs quelques aucun aucune rien personne chose faire dit vers voie
    """,
    "es": """
        el la los las de del un una unos unas y e a al en con sin por para sobre entre hacia desde hasta es son era eran
        será serán está están estaba fue fueron ser estar ha han había habrá hay no más menos se su sus lo le les nos que
        qué quien quién cual cuál como cómo cuando cuándo donde dónde ya pero sino o ni tras ante según contra durante
        mediante este esta estos estas ese esa esos esas esto eso aquel aquella si sí también tampoco muy mucho mucha muchos
        muchas poco todo toda todos todas otro otra otros otras mismo misma cada algo nada nadie nunca siempre solo sólo
        aún todavía hoy ayer mañana ahora después antes así aquí allí dos tres cuatro cinco seis siete ocho nueve diez cien
        mil millones primer primera primero último última nuevo nueva nuevos nuevas año años día días mes meses semana mi tu
        yo él ella ellos ellas nosotros usted ustedes me te han hace hacer tiene tienen puede pueden debe deben dice pide
        piden anuncia gana pierde gobierno presidente ministro ministra rey país ciudad mundo ley derechos proyecto acuerdo
        reforma partido contra sido siendo porque pues vez veces cuyo cuya mientras aunque bajo gran mejor peor
        anos dia sera estan segun tambien despues mas aun
    """,
    "de": """
        der die das den dem des ein eine einen einem einer eines und in im ins zu zum zur mit von vom für auf an am ans bei
        beim aus nach über unter vor hinter zwischen gegen ohne um durch seit während wegen trotz ist sind war waren wird
        werden wurde wurden worden sein seine seinen seiner hat haben hatte hätte kann können muss müssen soll sollen will
        wollen darf nicht kein keine keinen sich auch es er sie wir ihr ich du mich dich uns euch wie was wer wo wann warum
        als oder aber dass daß wenn weil ob noch nur schon sehr so mehr weniger hier dort dann da doch man ihre ihren ihrem
        seinem dieser diese dieses diesen diesem jetzt heute gestern morgen immer wieder alle alles viele neue neuer neuen
        neues erste ersten jahr jahre jahren tag tage euro prozent zwei drei vier fünf sechs sieben acht neun zehn gibt geht
        macht kommt bleibt steht sagt fordert ab bis zurück ganz gut mal eigene unser unsere mein meine dein bietet beste besten
    """,
    "it": """
        il lo la i gli le l' un uno una un' di del dello della dell' dei degli delle d' a al allo alla all' ai agli alle da dal
        dallo dalla dall' dai dagli dalle in nel nello nella nell' nei negli nelle con su sul sullo sulla sull' sui sugli
        sulle per tra fra è sono era erano sarà saranno ha hanno aveva avrà essere avere stato stata stati state non più meno
        si che chi cui come quando dove perché perchè cosa quale quali ma o e ed anche ancora già mai sempre solo molto
        tutto tutti tutte ogni altro altri altra altre questo questa questi queste quello quella suo sua suoi loro nostro
        mio ci vi ne c' dopo prima contro senza verso oggi ieri domani anni anno giorno giorni due tre quattro cinque sei
        sette otto nove dieci mila milioni primo nuovo nuova nuovi nuove ecco governo presidente paese città fare fa può deve
        oltre secondo durante fino così bene poi ora se gli anch' quest' vuole arriva morto lavoro casa
    """,
    "pt": """
        o a os as um uma uns umas de do da dos das d' e em no na nos nas num numa ao à aos às com por pelo pela pelos pelas
        para pra sobre entre até desde é são era eram será serão foi foram está estão estava ser estar há tem têm tinha
        não mais menos se seu sua seus suas que quem qual como quando onde porque mas ou já também só muito muita muitos
        todo toda todos todas outro outra outros este esta isto isso esse essa aquele aquela após antes depois sem sob contra
        segundo durante ainda sempre nunca hoje ontem amanhã agora dois duas três quatro cinco seis sete oito nove dez mil
        milhões primeiro primeira novo nova novos novas ano anos dia dias mês semana governo presidente ministro país
        cidade mundo diz pode podem deve devem vai vão fazer faz quer lhe eu ele ela eles elas nós você vocês meu minha
        melhor maior bem aqui lá nem então sido uso jogo ter
    """,
    "nl": """
        de het een en van in op te ten ter met voor aan bij uit naar over onder tussen tegen zonder door om tot na sinds is
        zijn was waren wordt worden werd werden heeft hebben had hadden kan kunnen moet moeten zal zullen zou wil willen mag
        niet geen zich ook er hier daar hij zij ze we wij ik je jij u hun haar hem ons onze mijn als of maar dat die dit deze
        wat wie waar wanneer hoe waarom want omdat nog al wel meer minder veel alle alles andere nieuwe nieuw eerste jaar dag
        twee drie vier vijf zes zeven acht negen tien miljoen vandaag gisteren weer toch dan nu zo heel zelf door tijdens
        volgens vanaf gaat komt maakt krijgt zegt wil land stad
    """,
    "ca": """
        el la els les l' en na un una uns unes de del dels d' i a al als amb per pel pels sense sobre entre cap fins des
        és són era eren serà seran ha han havia hi ho no més menys es s' se seu seva seus seves que què qui com quan on
        perquè però o ni ja també només molt molta molts moltes tot tota tots totes altre altra altres aquest aquesta aquests
        aquestes això aquell després abans contra segons durant avui ahir demà ara sempre mai dos dues tres quatre cinc sis
        set vuit nou deu mil milions primer primera nova nous noves any anys dia dies govern president ministre país ciutat
        món llei fer fa pot poden ha d' n' m' t' va van vol diu li ens us jo ell ella ells mateix cada sota davant dins
        estat està estan ser haver tenir té tenen gran millor fins
    """,
    "ro": """
        și şi în la cu de din pe pentru un o al ai ale a nu este e sunt era erau fost va vor fi mai mult care ce cum când unde
        că să se sa sale său săi lui lor își îşi i îi le li dar sau după prin despre fără între până către spre contra asupra
        acest această aceasta aceste acestea acestui acestei toate toți tot alt alte alți am are au avea noi voi ei ele el ea
        eu foarte doar numai încă deja acum azi astăzi ieri mâine anul ani zile doi două trei patru cinci șase șapte opt nouă
        zece mii milioane prima primul nou noua guvernul președintele țara orașul lumea legea cei cele cel cea unei unui nici
        dacă poate trebuie face dintre iar decât ori fie
    """,
    "tr": """
        ve bir bu için ile de da mi mı mu mü olarak çok daha gibi en ne o olan sonra önce kadar değil var yok her hem ya veya
        ama fakat ancak ki şu ise bile diye göre karşı tarafından üzerine arasında içinde yeni büyük iki üç dört beş altı
        yedi sekiz dokuz on yüz bin milyon yıl yılda gün bugün dün yarın şimdi oldu olacak olduğu etti edildi eden yaptı
        yapılan geldi dedi açıkladı başladı nasıl neden nerede kim ben sen biz siz onlar onun benim tüm bütün hiç ilk son
        başkan bakan cumhurbaşkanı türkiye şehir ülke dünya lütfen olması
    """,
    "ary-Latn": """
        wach wash ach ash ashno achno chno shno chnou chnahiya fin fayn finahoua 3lach 3lash alach kifach kifash chkoun shkoun
        imta bach bash ila ghir ghi bzaf bezaf bezzaf bezzef bzzaf bzf chwiya shwiya chouia chwia daba deba dyal dial dyali
        dialy dyalna dialna dyalkom dyalo dialo dyalha dialha dialhom dyalhom dyalk dyalek dyawl ghadi ghada ghadyin ghadin
        ghadia gha rah raha rahom rani rak raki kayn kayna kaynin kain kayen makaynch makain makayench kan kant kano kanou knt
        knna kanet hadi hada hadchi hadshi hadouk hadak hadik hado hadou dak dik dok dakchi dakshi had lli li mn mne men m3a
        ma3a 3la 3ela 3lik 3liha 3lih 3likom 3lina 3and 3end 3ndi 3ndo 3ndna 3ndha 3ndhom 3andi 3andna 3andkom 7it hit 7ta hta
        htta 7atta wla wlla welli walo walou wakha waxa iwa ewa safi saafi baraka yallah yalla ana nta nti ntouma ntoma huwa
        howa houwa hiya hia houma homa 7na hna 7naya hnaya khoya khouya sahbi sa7bi mzyan mezyan mzian mezian mzyana mziana
        zwin zwina khayb khayba 3ayb 7chouma hchouma hshouma mabrouk mabrok bghit bghina bgha bghaw bghat kanbghi kaybghi
        katbghi ma3ndich m3ndich ma3endich mabghitch mabghach machi mashi mach kaydir kaydiro kaydirou kadir katdir dar daro
        darou diro dirou ndir ndiro ydir ydiro tdir jat ja jaw jay jaya mcha mchat mchaw nmchi nmchiw ymchi kaymchi gal galt
        galo galou galek galk kaygol kaygoul kaygolo kaygoulou katgol kangol golt gelt kolchi kolshi koulchi koul kol chi shi
        wa7ed wahed wa7d wahd wa7da wahda jouj tlata nass nas drari lbnat bnat wlad lmaghrib lmghrib lmaghreb lmeghrib maghrib
        maghariba mgharba m9awda dirham flous flouss floss lflous khdma lkhdma khedma bled lbled bladna lblad blad dar9 mra
        lmra rajel rajl l7okouma lhokouma lmalik lmlik sidna nhar lyoum lyom lyouma lbare7 ghedda ghda 3am l3am l3alam lwa7da
        lhad tanin lmontakhab montakhab lmdrasa lmadina lmdina ta tal b7al bhal bhala b7ala wakhha tayb yak 3afak 3afakom
        chokran choukran shukran lah llah inchallah nchallah nchalah hamdoulilah hamdullah 7amdoullah lhamdoulillah wallah
        wlah rbbi rabi allah bslama besslama merhba mar7ba labas labass bikhir bekhir ykhalik ykhlik tbarkallah tbarklah nta3
        taa3 ta3 mta3 barcha yesser 3lech kifech chbik chnowa chneya chnia bahi behi famma tawa elli eli w ou wou u dialkom
        dialek mzyanin ghalya ghali ghaliya rkhis skhoun berd chta shta fhad fhadchi lhadchi kifma bla bli belli beli kamlin
        kamla kaml gaa ga3 gaa3 wqila wa9ila momkin khas khass khasna khasni khasso khassna khaskom khasshom khasha kaynch
        mabqach mab9ach ma3reftch ma3raftch ma3rftch makan3refch 3raf 3reft 3rft kat3ref kay3ref kan3ref lwalid lwalida
        walidin
    """,
    "other": """
        hade blivit blev kunde skulle detta denna dessa vad hur vem mycket några själv utan alla enligt samt samma just sedan
        där
        hadde blitt ble kunne dette denne disse hva hvor hvem hvordan slik noe noen mye inn ut opp ned bare selv uten ifølge
        åtte
        havde blevet kunne hvad noget nogle meget ind ud kun uden
        och det att som en på är av för till med den har inte om ett kan från men var nu efter vid så också år ska skal vil
        fra
        ikke og af til på der er det har med som om at den jeg du han hun vi kan men blev efter mot mot også eller når nye
        i w na z do się nie to jest że dla po od przez jak ale czy za był była są tylko już może o tym oraz przed pod bez
        a se na je v že s do si jako pro ale za být který bylo jsou nebo také až při podle ze není jeho ve od k po jsme sú
        ktorý ako alebo pre nie čo sa by bol bola boli už
        az és egy hogy nem van meg is ez volt csak már vagy mint ki még el aki azt után lesz akik szerint a
        ja on ei että se oli ovat mutta kun myös hän niin joka vain jos mukaan sekä kuin mitä ole nyt vuoden
        yang dan di itu dengan untuk tidak ini dari dalam akan pada juga saya ke karena tersebut oleh ada mereka sudah anda
        adalah bisa telah atau saat kepada lebih kita yg bagi tahun hari kami
        u je da na i za se su od nije kao ili što sa koji koja koje će bi po ali iz o do nakon kako biti
        në dhe të për me nga që një i e është më nuk si do ka kjo ky por janë se u ishte
        ir kad yra tai su iš nuo bet kaip už dėl jau buvo savo per apie po
        un ar no par kas ir ka uz pie bet vai arī tas pēc jau gan lai
        on ja ei et ning oma kui see mis aga või ka oli ta kes pärast
        die van en het nie is in om te vir met op dat wat sy hulle ons as maar word ook
        eta da ez du bat izan dira zen dute baina ere egin duen dela baino den bere
        o da dos das unha non coa co na no do polo pola máis súa é son foi xa tamén ten cando dunha dun nun nunha unhas coas
        cos polas moi xunta concello goberno persoas despois ata onde quen hai foron teñen erro axudas galego galega xeral
        xente traballo traballadores veciños eleccións lingua rúa
        yr y yn ar i o a mae ei ac am wedi gan bod eu hyn oedd
        agus an na ar is i le go tá bhí ag ní sé air seo don
        ki na ya wa kwa ni katika za la kuwa hii hiyo yake watu mwa lakini kama pia huo
        mga ang ng sa na ay at ko mo hindi ito siya kung para may ni
        và của là có cho không được trong một các người với những đã khi này ra
        va bu bilan uchun ham esa deb bir edi
        və bu bir üçün ilə olan da də isə ki edir olub onun
        ta na di e un i pa nan su cu no por ku den a tabata lo mester esaki
        oo iyo ka ku in ee waxa uu waxaa soo ay ah
        ba da na a ya ta shi su cikin wannan
        pou yo ak nan ki li se te gen pa sa
        et est ad ut sed non cum qui quae quod atque enim esse eius ipsum lorem amet consectetur adipiscing elit dolor sit ab
        ex
        chan seo nach gach dhut dhan tha bha cha leis bhon eile sam bith dhe airson bidh nuair fhaidhle
        la estas kaj al por kiu tiu ĉi estis povas oni sed dosiero aŭ
        le es pro iste esseva esser han illo
        y pa nun esti usté ficheru d'esti ye l'usuariu yera dende cola colos les unes
        o d'a d'o os ta iste ista fichero hai ye puet
        yo ezi nga ku kwi aba uku oku ngo ukuthi umuntu nokho kodwa futhi lokhu abantu kanye noma
        ili los as las qu' lhi dins amb dels aquò es lo qu pels son foguèt
        n u il di la da in dal e chel lis dai al par cun no je che
    """,
}
"""ISO code: words, white space between. ``other`` gathers languages that are known only so as not
to be taken for one above."""

ARABIC: dict[str, str] = {
    "ar": """
        في من على إلى الى عن مع بين بعد قبل حتى منذ خلال ضد عند حول دون أمام امام تحت فوق وسط نحو لدى رغم بسبب عبر بدون أن ان
        إن أنه انه أنها انها لا لم لن ما هل قد كان كانت يكون تكون ليس ليست هذا هذه ذلك تلك هو هي هم التي الذي الذين كما كل أو
        او ثم بل لكن أي اي غير بعض أكثر اكثر أول اول آخر عام يوم اليوم أمس غدا وزير الوزير وزارة رئيس الرئيس الملك حكومة
        الحكومة مجلس المغرب الجزائر تونس مصر السودان اليمن السعودية العربية العربي الدولة دولة مدينة المدينة وفي ومن وعلى وإلى
        وعن ومع وهو وهي ولا ولم وقد وكان التنمية الأمن الامن قال قالت يقول تقول يؤكد تؤكد أكد يعلن تعلن أعلن يدعو تدعو يطالب
        تطالب يكشف تكشف كشف بعدما حين عندما لماذا كيف متى أين ماذا اللقاء الدورة الدولي الدولية الوطني الوطنية جديد جديدة
        الجديد الجديدة كرة القدم مليون مليار ألف بالمائة بالمئة سنة سنوات أيام شهر أشهر المقبل الماضي الجاري شخص أشخاص وأن بأن
        لأن فإن عليه عليها فيه فيها منه منها إليه إليها له لها بها لهم بهم ضمن لقاء مباراة فريق نادي جامعة بلدية
        يدشن تدشن دشن يطلق تطلق أطلق أطلقت يستأنف تستأنف يستقبل تستقبل استقبل يفتتح تفتتح يبحث تبحث يناقش تناقش ناقش يتفقد
        تتفقد تفقد يشارك تشارك شارك شاركت يتابع تتابع يواصل تواصل واصل يوقع يتهم تتهم يطالب يدين تدين أدان يرفض ترفض
        رفضت يوافق توافق وافق يقرر تقرر قرر قررت يحذر تحذر حذر حذرت ينفي تنفي نفى نفت يلتقي تلتقي التقى يزور تزور يصل تصل
        وصلت يغادر تغادر غادر يعود تعود عاد عادت يفوز تفوز فاز يخسر تخسر خسر يتأهل تأهل يتصدر تتصدر يتوج يواجه تواجه
        يرتفع ترتفع ارتفع ارتفعت ينخفض تنخفض انخفض يسجل تسجل سجل سجلت يبدأ تبدأ بدأ بدأت ينطلق تنطلق انطلق انطلقت ينظم تنظم
        نظمت يحتضن تحتضن يوزع توزع وزع يسلم تسلم يضبط تضبط ضبطت يعتقل اعتقل يلقى لقي يقتل يصيب أصيب أصيبوا يهدد تهدد يدعم
        تدعم ينقذ تنقذ يمنح تمنح يصدر أصدر أصدرت يحيي تحيي رسميا حاليا قريبا يوميا سنويا محليا مجددا للمرة
        مصرع إصابة مقتل وفاة انطلاق إطلاق تدشين استئناف إغلاق إعادة تأجيل طيران للطيران مطار الأسعار أسعار
        الذهب الدولار بقيمة بنسبة طلاب التلاميذ الأساتذة المواطنين العمال المعلمين الفلاحين الصحفيين اللاعبين المنتخب الهلال
        النصر الأهلي الزمالك الوداد الرجاء الدوري البطولة الكأس
    """,
    "fa": """
        از در به که را این آن با برای است بود شد شده می های ها ای خود تا بر هم نیز یک دو سه کرد کردند کند کنند شود شدند باشد
        داد دارد دارند گفت باید نمی اما اگر یا هر چه همه بین پس پیش روی زیر بدون درباره توسط مورد نیست اند ایران تهران کشور
        سال روز هزار میلیون میلیارد تومان ریال رئیس جمهور وزیر خبر گزارش جهان مردم شهر دولت نفر آغاز پایان چرا چگونه کجا امروز
        دیروز فردا بازی تیم ملی جدید بزرگ دیگر بیش کنید شما ما من او آنها وی آنان بوده کردن شدن کرده داده خواهد میشود نشان
        قرار دست حال کار پنج شش هفت هشت نه ده رهبر رهبران مخالفان زندان زندانی بازار قیمت ارز بودجه معلمان کارگران کشاورزان
        نمایشگاه آتش بس پایگاه موشکی پهپادی پاسخ سخنگوی درگذشت نویسنده هنرمند پرسپولیس فوتبال بازیکن شکست پیروزی سیل زلزله
        افزایش کاهش یافت تصاویر ویدئو عکس سینما کشته اصفهان شیراز مشهد تبریز قم گذاشت خواستار بازداشت محکوم محکومیت دیدار
        همتای جنگ آمریکا اسرائیل روسیه
        اوکراین مراکش الجزایر لبنان ترکیه هواپیما راه آهن بیمارستان دانشگاه دانشجویان کودکان زنان مردان پزشک درمان خیابان
        خودرو بنزین نفت گاز آب برق پول بانک سهام بورس ریشتری ساخته بهترین بزرگترین کاراکتر انتخاب علامت حداقل داخل انجام تنظیم
        صفحه پرونده
    """,
    "ur": """
        کے کی کا میں سے نے ہے ہیں کو پر اور تھا تھی تھے ہو گا گی گے یہ وہ اس ان کہ نہیں بھی لیے لئے ساتھ بعد کر کیا کیے
        گیا گئی گئے دیا دی دیے ہوا ہوئی ہوئے ایک دو تک جو ہی تو اپنے اپنی اپنا آج کل والے والی والا رہا رہی رہے جائے سکتا
        پاکستان بھارت وزیراعظم حکومت خلاف دوران مطابق کروڑ لاکھ ہزار آپ ہم مجھے کچھ بہت اگر لیکن یا جب کیوں کیسے نہ
    """,
    "other": """
        لە و بۆ بە لەگەڵ ئەو ئەم کە دەکات هەیە نییە ئێمە سەر کوردستان هەرێمی دوای
        د په کې چې له او دی ده یې هم به دا پر کړي کړ شوي شو سره لپاره نه يې کښې افغانستان چی
        ۋە بۇ بىر بىلەن ئۈچۈن بولغان ئۇ نى
        ۾ جي جو کي سان آهي جا کان ۽ تي هڪ ته آهن
    """,
}
"""As :data:`LATIN`, for the Arabic script."""

CYRILLIC: dict[str, str] = {
    "ru": """
        и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по только ее мне было вот от меня еще нет
        о из ему теперь когда даже ну ли если уже или ни быть был него до вас нибудь опять вам ведь там потом себя ничего ей
        может они есть для мы тебя их чем была сам чтоб без будто чего раз тоже под будет тогда кто этот того потому этого
        какой ним здесь этом один почти мой тем чтобы нее были куда зачем всех при об после над больше через эти нас про них
        какая много разве это этой лет года году день рублей россии россия москвы москве президент правительство стал стала
        заявил почему тысяч более менее человек между свою своего который которые которая два двух три время из-за
    """,
    "uk": """
        і в у не що він на я з як а то все вона так його але та ти до ж ви за б по тільки її мені було від мене ще ні про із
        зі йому тепер коли навіть чи якщо вже або бути був вас там потім себе нічого їй може вони є для ми тебе їх чим була
        сам без тоді хто цей того тому цього який тут один майже мій щоб були куди при після над більше через ці нас року
        україни україна києва також це під має
    """,
    "bg": """
        и в във не че той на аз с със като а то всичко тя така него но да ти към у за би по само и ми беше от мен още няма о из
        сега когато дори ли ако вече или нито бъде бил до вас там после себе си нищо може те е за ние ги беше са без който
        която които този тази това тези тук един една след над повече през много ще съм сте година години българия
    """,
    "mk": """
        и во не дека тој на јас со како а тоа сè таа така него но да ти кон за би по само беше од мене уште нема сега кога
        дури ли ако веќе или ниту биде бил до вас таму потоа себе ништо може тие е ние ги се без кој која кои овој оваа ова
        овие тука еден една по над повеќе низ многу ќе сум сте година македонија
    """,
    "other": """
        је су да у се на и за од са из као али што који која које није бити био било ће по код или
        гэта што у і не на з як ён яна яны быў была каб для пра
        және бұл мен бір үшін деп болды болып да де ол
        ва дар ба аз ки ин бо барои
        нь байна юм бол энэ болон
    """,
}
"""As :data:`LATIN`, for the Cyrillic script."""
