"""Words that headlines of each language are full of and small words are not: what there is to
report.

Written for this project, as :mod:`newsscraper.language.words`. Names of countries and offices are
in it where their spelling is of one language; a word that several languages print stands under each
of those.
"""

PRESS: dict[str, str] = {
    "en": """
        crew crews fire storm flood floods rain heat drought quake earthquake crash crashes blast attack attacks strike
        strikes war wars peace truce ceasefire aid relief refugees migrants migrant boat boats border borders jail jailed
        prison trial judge jury lawsuit law laws bill bills vote votes voters election elections poll polls lawmakers senate
        house white party leader leaders opposition protest protests protesters rally rallies riot clash clashes army troops
        soldiers soldier killing murder accused suspect suspects arrest arrested arrests charged charges sentenced guilty
        appeal rights freedom women woman men man children child kids girl girls boy boys family families mother father son
        daughter wife husband student students school schools teacher teachers university health hospital doctors doctor
        nurses patients disease virus vaccine drug drugs cancer study scientists researchers research space moon sea ocean
        river water power energy gas oil price prices market markets stock stocks shares bank banks loan loans debt tax taxes
        budget deal deals deficit cut cuts rate rates inflation jobs job workers worker wages pay business company companies
        industry factory farmers farm farms food wheat bread tourism tourists travel flight flights airport airline plane
        train trains road roads bridge car cars driver drivers bus street city cities town towns village villages north south
        east west northern southern eastern western football soccer team teams coach player players match game games cup final
        finals league title champion champions championship goal goals score scored season club clubs beat beats defeat
        victory record music film movie show star stars festival book books award awards art museum history speech letter
        story stories video photo photos update watch live latest breaking read more how exclusive interview analysis opinion
        review guide tips things ways reasons why best worst big biggest small great real free full open close closed closes
        rise rises rising fall falls falling drop drops jump jumps surge soar soars hit reach reaches rose fell raise raises
        boost boosts ease eases seek start starts begin begins began end ends ended return returns move moves leave leaves
        left arrive arrives find finds found shows showed shown tell tells told ask asks asked say saying speak speaks claim
        claims deny expect expected approve approved approves agree agrees agreed ban bans banned block blocks blocked halt
        halts resume resumes delay delays delayed build builds built buy buys bought sell sells sold save saves keep keeps
        kept stop stops fight fights fighting battle struggle struggles crisis threat threats risk risks fear fears hope hopes
        concern concerns plan talks summit meeting visit ties bid push call role future past present time times night morning
        evening weekend decision agreement statement strategy development security foreign affairs national international
        local public private former late top chief head deputy prime ministry office official officials authority authorities
        agency council committee court ruling prosecutor lawyer lawyers union unions european african american british french
        israeli palestinian moroccan egyptian algerian tunisian saudi yemeni sudanese syrian iraqi iranian russian chinese
        turkish lebanese libyan sudan egypt morocco algeria tunisia lebanon syria jordan turkey spain germany britain england
        europe africa america china billionaire bomb bombing missile missiles drone drones houthi houthis hostages hostage
        gaza's pilgrims pilgrimage mosque church prayer prayers eid girls' women's children's president's government's
        country's today's king's city's tops hails praises lauds slashes mulls probes eyes nabs inks names backs bags clinch
        clinches stuns edge edges comment comments post posts share sign follow subscribe newsletter privacy policy terms
        cookies settings advertise contact search menu home page next previous gallery sports weather politics technology
        science entertainment lifestyle culture
    """,
    "fr": """
        pluie pluies inondation inondations sécheresse séisme tremblement terre incendie incendies accident accidents mort
        morts blessé blessés victime victimes drame route routes chaussée train trains avion aéroport vol vols port ports
        navire bateau pêche pêcheurs pêcheur agriculture agriculteurs récolte récoltes blé céréales olives eau barrage
        barrages énergie gaz pétrole électricité prix marché marchés bourse banque banques crédit dette impôt impôts taxe
        budget finances économie économique croissance inflation chômage emploi emplois travail travailleurs salaire salaires
        salariés retraite retraites grève grèves syndicat syndicats entreprise entreprises société sociétés usine industrie
        investissement investissements investisseurs commerce exportations importations douane tourisme touristes santé
        hôpital hôpitaux médecin médecins malades maladie vaccin vaccination éducation école écoles élèves enseignants
        enseignement université étudiants étudiant bac rentrée culture cinéma théâtre musique livre livres festival exposition
        musée artiste artistes film sport sports football foot équipe équipes joueur joueurs match matchs entraîneur
        sélectionneur coupe finale demi championnat ligue victoire défaite nul but buts club clubs stade supporters arbitre
        médaille titre tour qualification justice tribunal cour procès juge juges avocat avocats prison peine condamné
        condamnés accusé accusés arrêté arrestation police gendarmerie enquête affaire scandale corruption fraude drogue
        saisie sûreté sécurité armée militaire militaires soldats guerre paix attaque attaques attentat terrorisme frontière
        frontières migrants migration réfugiés aide humanitaire crise conflit accord accords traité négociations dialogue
        sommet réunion rencontre visite entretien entretiens ambassadeur ambassade diplomatie étrangères étranger étrangers
        relations coopération partenariat union européenne africaine africain arabe nations unies assemblée parlement sénat
        chambre député députés élu élus élections élection électorale vote scrutin campagne candidat candidats opposition
        majorité chef secrétaire général générale directeur directrice nomination nommé nommée démission délégation commission
        comité agence autorité autorités région régions régional commune communes province wilaya wali quartier habitants
        citoyens population femmes femme hommes homme enfants enfant jeunes jeune famille familles logement logements
        construction travaux chantier ouverture fermeture lancement signature édition journée programme stratégie plan
        développement durable environnement climat climatique climatiques changements pollution déchets plage été hiver
        printemps ramadan fête aïd pèlerinage mosquée histoire mémoire hommage décès disparition obsèques interview vidéo
        photos direct revue presse journal journaliste journalistes médias communiqué rapport étude sondage chiffres milliard
        million dirhams dinars euros tonnes hectares kilomètres heures heure minutes soir matin nuit maroc marocain marocaine
        marocains marocaines algérie algérien algérienne algériens tunisie tunisien tunisienne tunisiens égypte mauritanie
        libye espagne france français française allemagne italie afrique europe turquie liban syrie etats unis états royaume
        royal royale majesté sa-majesté discours nationale nationales nationaux internationale international internationaux
        public publique publics privé privée politique politiques social sociale sociaux grand grande grands grandes petit
        petite nouvel ancien ancienne anciens haute haut forte fort bon bonne mauvais meilleur meilleure mieux première
        dernières derniers demande appellent réclament dénoncent annoncent lancent tient tiennent prend prennent met mettent
        remet rend rendent reprend reprennent ouvre ouvrent ferme perd perdent gagne gagnent signe signent exige exigent
        attend attendent veulent mène menace menacent rejette soutient plaide alerte inquiète inquiètent interdit autorise
        augmente recule baissent progresse chute bondit atteint dépasse franchit prévoit prévoient prépare préparent rappelle
        souligne plaident comptent devient deviennent reste restent arrive arrivent revient reviennent quitte rejoint retour
    """,
    "es": """
        lluvia lluvias inundaciones sequía terremoto incendio incendios accidente accidentes muerto muertos muere mueren
        muerte herido heridos víctima víctimas carretera carreteras tren trenes avión aeropuerto vuelo vuelos puerto puertos
        barco pesca pescadores agricultura agricultores cosecha trigo aceite olivos agua embalses energía gas petróleo
        electricidad luz precio precios mercado mercados bolsa banco bancos crédito deuda impuesto impuestos presupuesto
        economía económico económica crecimiento inflación paro empleo empleos trabajo trabajadores salario salarios sueldo
        pensiones huelga huelgas sindicato sindicatos empresa empresas fábrica industria inversión inversiones inversores
        comercio exportaciones importaciones aduana turismo turistas salud sanidad hospital hospitales médico médicos
        enfermedad vacuna vacunación educación escuela escuelas colegio colegios alumnos profesores universidad estudiantes
        cultura cine teatro música libro libros festival exposición museo artista artistas película deporte fútbol equipo
        equipos jugador jugadores partido partidos entrenador selección copa final liga victoria derrota empate gol goles
        estadio afición árbitro medalla título clasificación justicia tribunal juicio juez jueza abogado abogados cárcel
        prisión condena condenado condenados acusado acusados detenido detenidos detención detiene detienen policía guardia
        investigación caso corrupción fraude droga hachís seguridad ejército militar militares soldados guerra paz ataque
        ataques atentado terrorismo frontera fronteras migrantes migración inmigrantes refugiados ayuda crisis conflicto
        acuerdos tratado negociaciones diálogo cumbre reunión encuentro visita embajador embajada diplomacia exteriores
        extranjeros relaciones cooperación unión europea naciones unidas parlamento congreso senado diputado diputados
        elecciones electoral votos voto campaña candidato candidatos oposición jefe secretario general director directora
        dimisión delegación comisión comité agencia autoridad autoridades región regiones provincia ayuntamiento alcalde
        barrio vecinos ciudadanos población mujeres mujer hombres hombre niños niño niña niñas jóvenes joven familia familias
        vivienda viviendas construcción obras apertura cierre lanzamiento firma edición programa estrategia plan desarrollo
        sostenible medio ambiente clima climático contaminación residuos playa verano invierno primavera fiesta ramadán
        mezquita historia memoria homenaje fallece fallecimiento entrevista vídeo fotos directo prensa periódico periodista
        periodistas medios comunicado informe estudio encuesta cifras euros toneladas kilómetros horas hora minutos noche
        tarde marruecos marroquí marroquíes argelia argelino argelina túnez egipto mauritania libia españa español española
        españoles francia alemania italia áfrica europa turquía líbano siria eeuu unidos reino rey real discurso nacional
        nacionales internacional internacionales público pública públicos privado política político políticos social sociales
        grande grandes pequeño buena bueno malo nuevo último últimos últimas quieren quiere reclama reclaman exige exigen
        denuncia denuncian anuncian lanza lanzan presenta presentan abre abren cierra cierran recibe reciben firman apuesta
        aumenta crece crecen cae caen baja bajan sube suben alcanza supera prevé prepara preparan recuerda destaca asegura
        afirma advierte alerta confirma rechaza apoya defiende busca buscan espera esperan llega llegan vuelve vuelven sigue
        siguen queda quedan pierde pierden ganan logra logran consigue inicia inaugura celebra celebran investiga investigan
        rescata rescatan mantiene refuerza refuerzan permite evita sahara sáhara saharaui canarias andalucía ceuta melilla
        estrecho gibraltar cuenta capital primer segunda segundo tercera tercer
    """,
    "de": """
        polizei regierung bundesregierung kanzler kanzlerin minister ministerin präsident land länder stadt städte welt krieg
        frieden angriff krise wahl wahlen partei gericht urteil prozess haft unfall brand feuer tote toten tot verletzte
        menschen frauen frau männer mann kinder kind schule schulen schüler universität studie forscher gesundheit krankenhaus
        ärzte arzt wirtschaft unternehmen firma preise preis markt geld steuer steuern arbeit arbeitsplätze mitarbeiter
        verkehr bahn auto autos flughafen wetter sommer winter energie strom wasser klima umwelt fußball spiel spiele spieler
        trainer mannschaft sieg niederlage tor tore bundesliga meister buch film musik kunst geschichte leben liebe familie
        haus wohnung urlaub reise deutschland deutsche deutschen deutscher österreich schweiz europa russland frankreich
        türkei marokko ukraine große großer großen kleine kleinen besser tipps rezept rezepte anzeige kommentar kommentare
        beitrag mehr erfahren lesen startseite
    """,
    "it": """
        polizia carabinieri ministro ministra presidente elezioni voto partito legge tribunale processo giudice carcere
        arrestato arrestati omicidio incidente incendio morti feriti vittime guerra pace attacco crisi accordo città regione
        comune sindaco scuola scuole studenti università salute ospedale medici medico economia imprese azienda aziende prezzi
        prezzo mercato banca tasse lavoratori sciopero treno treni aereo aeroporto strada mare acqua energia gas petrolio
        turismo calcio partita partite squadra giocatori allenatore campionato coppa finale vittoria sconfitta gol donne donna
        uomo uomini bambini bambino ragazzi giovani famiglia famiglie libro film musica festival mostra museo storia vita
        italia italiano italiana italiani francia spagna germania europa marocco tunisia algeria egitto migranti sbarchi
        pioggia caldo notizie approvato chiede annuncia vince perde apre chiude torna cresce calo aumento maltempo allarme
        serie tutto
    """,
    "pt": """
        rei festa polícia ministro ministra eleições voto partido lei tribunal julgamento juiz prisão preso presos detido
        homicídio acidente incêndio mortos feridos vítimas guerra paz ataque crise acordo cidade região câmara município
        escola escolas alunos estudantes universidade saúde hospital médicos economia empresas empresa preços preço mercado
        banco impostos trabalho trabalhadores greve comboio avião aeroporto estrada mar água energia gás petróleo turismo
        futebol jogo jogos equipa equipe jogadores treinador campeonato taça final vitória derrota golo golos gol mulheres
        mulher homem homens crianças jovens família famílias livro filme música exposição museu história vida portugal
        português portuguesa brasil brasileiro brasileira espanha frança alemanha europa marrocos lisboa chuva calor notícias
        aprova aprovado anuncia vence perde abre fecha cresce queda aumento investimento reunião educação segurança situação
    """,
    "nl": """
        politie minister premier kabinet kamer regering verkiezingen partij wet rechtbank rechter proces cel gevangenis
        ongeluk brand doden gewonden slachtoffers oorlog vrede aanval crisis akkoord stad gemeente burgemeester school scholen
        leerlingen studenten universiteit gezondheid ziekenhuis artsen economie bedrijven bedrijf prijzen prijs markt bank
        belasting werk werknemers staking trein treinen vliegtuig luchthaven weg zee water energie gas olie toerisme voetbal
        wedstrijd wedstrijden ploeg spelers trainer beker finale winst verlies doelpunt vrouwen vrouw mannen man kinderen kind
        jongeren gezin gezinnen boek film muziek museum geschiedenis leven nederland nederlandse belgië duitsland frankrijk
        spanje europa marokko regen warmte nieuws boeren landbouw steun vraagt opent sluit wint verliest groeit daling
        stijging
    """,
    "ca": """
        rei reis festa policia mossos ministre eleccions vot partit llei jutjat jutge judici presó detingut detinguts accident
        incendi morts ferits víctimes guerra pau atac crisi acord ciutat comarca ajuntament alcalde escola escoles alumnes
        estudiants universitat salut hospital metges economia empreses empresa preus preu mercat banc impostos feina
        treballadors vaga tren trens avió aeroport carretera mar aigua energia gas petroli turisme futbol partits equip
        jugadors entrenador lliga copa victòria derrota gol gols dones dona home homes nens nen joves família famílies llibre
        pel·lícula música museu història vida catalunya català catalana catalans espanya frança alemanya marroc pluja calor
        notícies pagesos aprova anuncia guanya perd obre tanca creix caiguda augment reunió educació seguretat situació darrer
        darrera veïns demanen demana
    """,
    "ro": """
        poliția guvern premierul ministrul președinte alegeri votul partidul parlamentul tribunalul judecător proces
        închisoare accident incendiu morți răniți victime război pace atac criză acord oraș primăria primarul școală școli
        elevi studenți universitatea sănătate spital medici economie companii firme prețuri preț piața bancă taxe muncă
        angajați grevă tren avion aeroport drum mare apă energie gaze petrol turism fotbal meci meciul echipa jucători
        antrenor campionatul cupa finala victorie înfrângere gol femei femeie bărbat bărbați copii tineri familie familii
        carte film muzică muzeu istorie viață românia român română români bucurești franța spania germania europa maroc ploi
        căldură știri agricultori anunță câștigă aproape oameni vremea
    """,
    "tr": """
        polis hükümet bakanı başbakan seçim oy parti meclis mahkeme dava hakim hapis gözaltı kaza yangın ölü yaralı kişi
        savaş barış saldırı kriz anlaşma belediye okul öğrenci öğrenciler üniversite sağlık hastane doktor ekonomi şirket
        fiyat fiyatları piyasa banka vergi işçi grev tren uçak havalimanı yol deniz su enerji gaz petrol turizm futbol maç maçı
        takım oyuncu şampiyon kupa final galibiyet yenilgi gol kadın kadınlar erkek çocuk çocuklar genç gençler aile kitap film
        müzik müze tarih hayat türk türkiye'de istanbul ankara fransa almanya avrupa fas yağmur haber haberi çiftçi çiftçiler
        açıklama kazandı kaybetti açıldı kapandı arttı düştü milli bakanlığı devlet
    """,
    "ary-Latn": "",
    "other": """
        policja rząd prezydent premier wojna wypadek sąd wyrok ceny szkoła dzieci kobiety człowiek ludzi polska polski polsce
        rozmów umowa wybory mecz nowy nowa nowe pierwsza pierwszy lata roku lat dni został została zostały przeciwko wobec
        także bardzo
        można jeszcze jest gdy tej tego tym która który które przy nad niż więcej wszystko dlaczego
        polisen regeringen minister krig fred olycka skola barn kvinnor män människor sverige svenska svensk nyheter nya år
        idag
        regjeringen politiet krigen norge norsk norske mennesker kvinner menn nyheter timer dager mellom mange siden flere
        etter under
        danmark dansk danske regeringen børn mennesker mellem mange efter flere nyheder timarna från också
        vláda policie válka dětí lidí české česko praha jsem jsou které který více
        rendőrség kormány háború gyerekek emberek magyar magyarország évek között miatt új
        poliisi hallitus sota lapset suomi suomen uusi vuotta kanssa joka ihmiset
        pemerintah polisi presiden perang anak orang indonesia baru tersebut warga akan masyarakat
        policija vlada rat djeca ljudi hrvatska srbija godina više posle nakon
        vyriausybė policija karas vaikai žmonės lietuva lietuvos metų kuri kurie
    """,
}
"""ISO code: words, white space between; the codes of :data:`newsscraper.language.words.LATIN`."""

MORE: dict[str, str] = {
    "en": """
        singer remembered snow baby formula seedlings volunteers plant sculpture ice melt melts place estate real mob awaits
        await judgment suspends suspend appointments appointment primer quick conference false colour color siege main paid
        program programs sentences features currencies fees project projects production trip trips blue red green black yellow
        golden silver able above according account across act action actions actor actress add added adds address adult
        affairs age ages agent agents air album alert alive allow allowed allows almost along already amazing amount animal
        animals announce announced announces annual answer answers anti anyone apart app apps archive area areas article
        articles artist artists ask attempt attend author away badly band bank based beach bear bears beautiful became become
        becomes bed beer believe below beyond bid bird birds birth birthday body boss bottle box brain branch brand bring
        brings broke broken brother brothers brought burn burned burning button cafe camera camp cancel cancelled candidate
        candidates care carry cases cat catch caught cause causes caution celebrate celebrates celebrity central ceo challenge
        challenges chance chances change changes charity cheap check checks chicken chip choice choose christmas citizen
        citizens civil claimed class classic clean clear climate coast cold collapse collapses college comes coming commission
        common community compare complete computer concert confirm confirmed confirms congress control cook cooking cool
        corruption cost costs counter country county couple courts cover crew crime criminal critical cross crowd customer
        customers daily damage dance danger dangerous data date dating deadly deal dealer dear decade decades decide decides
        declare declares deep defence defense delta demand demands democracy democratic design despite destroy destroyed
        detail details device devices die died dies diet difference different difficult digital dinner direct director dirty
        discover discovered disaster display dispute distance district dog dogs dollar dollars door double doubt dozens dream
        dress drive drives drink drinking due during early earn earth easy eat eating economic economy edition editor
        education effect effects effort egg eight either elect elected email emergency employee employees empty enemy engine
        england enjoy enough enter entire equal era escape escapes event events ever everyone everything evidence exchange
        exhibition exist experience experts expert explain explained explains export exports express extra eye face
        fact facts fail failed fails fair faith fake fan fans far fashion fast fat favorite feature feed feel feels female
        field fighter fighters figure figures file files finally finance financial finger finish firm firms first five fix
        flag fly flying focus foot force forced forces forest form formal forward found founder founders fresh friend friends
        front fuel full fun fund funding funds funeral further garden gate gave generation german getting giant gift giving
        glass goes going gold gone good got grand grant grants ground group groups grow growing grows guard guest gun
        guns guy guys hair half hand hands hang happen happened happens happy hard harm hate having headed hear heard hearing
        heart heavy held hello hell hero herself hide hidden higher highest himself hire hired historic hole holiday holidays
        holding hollywood homes honor honours horse hot hotel hotels hour hours houses huge human hundreds hunt hurt hurts
        idea ideas ill illegal image images impact important improve include includes including income increase increases
        independence independent index indian individual infection information injured injuries injury inner innocent inquiry
        inside insurance interest interests internet introduce introducing invest investigation investors investment invite
        involved iron island islands issue issues item itself jump justice keep key kick kid killer kind knew knife knock
        known labor labour lack lady lake land language large largest larger laugh launch lawyer lay lead leading league learn
        learned learning least legal legend lesson lessons letters level levels lie lies lift light lights likely limit limits
        line lines link links lion list listen little lives living loan lock longer looking looks lord lose losing loss losses
        lot lots love loved lovers low lower luck lucky lunch luxury machine mad magazine magic mail major majority making
        male mall manage manager managing manufacturers map march mark marks marriage married mass massive master matter
        matters maybe mayor meal mean means measures meat media medical medicine meet meets member members memory mental
        message messages metal middle might mile miles military milk mind mine mining minute minutes mirror miss missing
        mission mistake mistakes mix mobile model models modern mom moment moments money month months monitor mother motor
        mountain mountains mouth moved moving multiple murders musical must myself mystery naked named nation nations nature
        navy nearby nearly necessary neck negative neighbor neighborhood neighbours net network nice nobody noise none normal
        note nothing notice nowhere nuclear numbers number nurse offer offers offering offered oil okay older olympic olympics
        once ones online open opening opens operation operations option options order orders ordinary organization origin
        original others ourselves outside own owner owners pace pack package page pages pain paint painting pair palace paper
        papers parents parent park parking part parties parts pass passed passenger passengers passes past path patient
        pattern payment payments peaceful peak penalty pension perfect perform performance perhaps period person personal pet
        phone physical pick picks picture pictures piece pieces pilot pink pipeline pitch places plane planet planning plastic
        plate player playing plays please pledge pledges plus pocket point points poison pool poor pop popular population port
        position positive possible potential pound pounds poverty powerful practice pregnant premier premium prepare prepares
        presence presents press pressure pretty prevent previous pride print prison prisoners prize probe problem problems
        process product products professor profile profit profits progress promise promises promote proof proper property
        proposal proposed protect protection proud prove provide provides province pull pulls punch pupils purchase pure
        purpose pushes putting quality quarter queen question questions quiet quit race races racing radio raid rally ran
        range rape rare rather rating ratings reaction reader readers ready reality realize really rebel rebels receive
        received receives recent recently recipe recipes recommended recovery reduce reduces reform reforms refuse refuses
        region regional register related release released releases religion religious remain remains remember remove removed
        repair repeat replace replaced reporter reporters request require required requires rescue rescued rescues resign
        resigns resolution resort respect respond response restaurant restaurants restore result results resume retire
        retirement revenue revolution rich rid ride riders rights ring rival rivals rock role romantic roof room rooms root
        route royal rule rules run runs running rural rush russia sad safe safety said sailor sale sales salt sanctions sand
        scale scandal scene schedule scheme science scientist score screen second secret secretary section sector secure seem
        seems seen self seller senior sense sent series serious serve serves service services session settle setting several
        sex sexual shadow shake shape shared sharing sharp ship shipping ships shock shocking shoe shoes shoot shooting shop
        shopping shore short shot shots shoulder shut shuts sick side sides sight signal signed significant silence similar
        simple simply sing single sir sister sit site sites situation size skills skin sky sleep slow small smart smile smoke
        smoking social society soft soil solar sold soldier solution solve somebody someone something sometimes song songs
        soon sound sounds source sources space spare speaker special specific speed spend spending spent spiritual split spoke
        sport spot spread spring square staff stage stake stand standard stands statement station statue status stay stays
        steal steel step steps stick sticks still stone stood storage store stores strange strategic stream strength stress
        stretch strikes strong stronger structure stuck studio studies stuff style subject success successful suffer suffers
        suggest suggests suicide suit summer sun super supply supplies support supporters supports sure surface surgery
        surprise surprising survey survive survived survivor survivors sweet swimming swing switch system systems table taking
        talent talk talking target targeted targets task taste taught tea teach teaching tear tears teen teenager teenage
        teens television telling temple ten tend tension tensions term terror terrorism terrorist test tested testing tests
        text thank thanks theatre themselves theory thing think thinking thinks third thought thoughts threaten threatens
        throat throne throw thus ticket tickets tie tight till times tiny tired title toll tomorrow tonight tool tools tooth
        total totally touch tough tour tower toy track trade trader traffic training transfer transport treat treated
        treatment treaty tree trees trend trends tribute trick tried troop trouble trucks truck true trump trust truth try
        trying tunnel turn turned turns twice twin type types unable understand understanding unique unit unite united unless
        unlike unlikely unusual upcoming updates upon upset urban urge used useful user users uses using usual value values
        van various vehicle vehicles version via victim victims view views violence violent virtual vision visitors visits
        vital voice volume wait waiting walk walking walks wall walls wanted warm warned warning warnings wash waste watching
        water wave waves weak wealth weapon weapons wear wearing web website wedding weeks weight welcome welcomes went wet
        wheel whether while whole wide wider wild willing wind window winds wine wing winner winners winning winter wise wish
        wishes witness witnesses won wonder wonderful wood word words worker worked working worldwide worry worried worse
        worth write writer writers writing written wrong wrote yard yesterday yet yield younger youngest youth zone
        revenues displaced invests investments plunges slump slumps bombs struck airstrikes airstrike curfew deaths
        wounded ablaze collapsed sinks capsizes rescuers detained detains detain frees freed sacks sacked fired quits
        resigned appoints appointed sworn oath elects reelected condemns condemned criticises criticizes criticized
        welcomed praised discusses discuss discussed inaugurates unveils unveiled threatened accuses defends defended
        hosts hosted suspended extends extend extended cancels scraps tightens lifts lifted imposed tariffs qualifies
        qualify qualified crowned eliminated draws drew striker midfielder goalkeeper defender shortage shortages
        subsidies electricity railway vessel smuggling smugglers traffickers hunger flooding landslide wildfire
        wildfires novelist screening painter poetry archaeologists tomb pyramids ancient discovery unearthed
    """,
    "fr": """
        services série séries observatoire justice bras manque manquent achète achat achats achètent vend vente ventes
        occasion bus parution limogé limogeage suspend suspendu suspension forfait forfaits blessure incapable incertain terre
        ami amis mer abandonne abord absence accès accueil accueille acheter action actions actualité actualités adopte
        adoption adresse afin âge agent agents air ajoute aller alors améliorer amende amour ancien anniversaire annuel annulé
        appels appartement apprendre approuve arme armes arrêt art article articles assurance atelier attend attente aucune
        augmentation auteur auteurs automne autour autrement avantage avenir aventure avons avez baisser base bataille bateaux
        beau beaucoup belle belles bébé besoin bien bientôt bilan billets bleu bois boisson bord bout bref brûlé bruit bureau
        cadre café camp canicule cadeau carte cas cause célèbre célèbrent centre centres certain certains certaines ceux-ci
        chaîne chaleur champ champion chance changement changer chant chanteur chanteuse charge chasse chat château chaud
        chaude chefs chemin cher cherche cheval chien chiffre choix choisir choc chute ciel cinquième circulation classe
        classement clé clés client clients coeur cœur collège colère combat combien commence comment commentaire commentaires
        compte comptes concert concours condition conditions conférence confiance confirme confirmé connaître connu conseils
        consommation contenu contrat contrôle convention corps côte côté couleur coup coups couple courant courrier coût créer
        création croire cuisine culturel culturelle danger dans date débat début décès déchets décision déclare déclaration
        découvre découvrir découverte défend défense défi degrés déjà délai demain demander démarre département départ
        dépenses dernières désormais dessous dessus destin détail détails détenus deuxième devant développer devenir devient
        devrait devrai dimanche lundi mardi mercredi jeudi vendredi samedi janvier février mars avril mai juin juillet août
        septembre octobre novembre décembre dire dirigeants discours dispositif distribution docteur donne donner données
        dossier dossiers douleur doute droit dure durée échange échanges échec éclat écrit écrivain écrivaine effet effets
        effondrement égalité également église élan éliminé éliminée émission encore endroit enfance enfin enjeux ensemble
        ensuite entre entrée envie environ envoie épouse époque équipement équipements erreur espace espèces espoir essai
        essentiel est étape établissement étoile étude études évacués événement événements évolution examen excellence exemple
        exercice existe expérience expert experts explique explosion exploit exposition expulsion face facile facture faillite
        faim familial fatigue faute faux faveur féminin féminine fermé fermer feu feux fiche fidèle fille filles fils
        financement financer finalement flambée fleuve fois fonction fonctionnaires fond fonds fondateur force forces forêt
        formation forme formes forum foule fournisseurs frais frappe frappes frein frère frères froid fruits gagner garde
        gardien gauche généraux genre gens gestion glace goût grâce gratuit grave gros groupe groupes guide habitants habituel
        hausses hébergement héros heureux hommage honneur horaires hors hôtel hôtels huile humain humains idée idées identité
        île image images immeuble immobilier impact importante important impossible incident inconnu indépendance indice
        industriel information informations ingénieurs innovation inscription institut institution intérêt intérieur
        intérieure introduction invité invités îles jardin jardins jeu jeux jeunesse joie jouer jouet juste lac laisse langue
        langues large lecture lecteurs légende légumes lettre lettres liberté libre librairie lien liens lieu lieux ligne
        lignes limite liste lit lourd lumière lutte lycée machine magasin magasins main mains maintien maire mairie maison
        maisons maître mal maladies mandat manière manifestation manifestants manifestations marche marchés mariage marque
        marques masque match matière matières maximum méfiez mémoires membre membres menaces mensonge mère mesure mesures
        métier métiers métro mettre meurt meurtre migrants milieu mine mines ministres minimum mission mobilise mobilisation
        mobilité mode modèle moderne modification monde monnaie montagne montant montre montrer moment moteur mot mots
        mouvement moyen moyens multiplie municipal municipale mur musulmans mystère naissance nature naturel naturelle navette
        nécessaire neige niveau nombre nombreux nom noms note nouvellement nuage nucléaire numéro numérique objectif objectifs
        obligation obligatoire obtient officiel officielle offre offres ombre opération opérations opérateurs opinion option
        ordre organisation organise organisent origine oubli ouvert ouverte ouvrage ouvrir page pain paix palais palmarès
        panne papier paquet parc pari parle parlementaires parole part partage participation particulier partie partir partis
        partout pas passage passager passagers passe passé passer passion patients patrimoine patron patronat pauvreté payer
        pays-bas peau peinture pénurie pense père périphérique permet permettre permis perspectives perte pertes petite-fille
        peuple phase photo photographe pièce pied piste place places plainte plaisir plan planète plateforme plein pluriel
        plusieurs poids point points poisson police policier policiers politiquement ponctuel pont populaire portable porte
        portrait pose position possible poste poursuit poursuite poursuites pouvoir pouvoirs pratique pratiques précédent
        précise premiers premières préparation près présent présence présidence présidentielle presque pression prêt preuve
        prévention prévisions principal principaux priorité prise prisonniers problème problèmes procédure prochain prochaine
        prochains processus producteurs production produit produits professeur professionnels profit profond projets promesse
        promet promotion propos proposition propositions propre propriété protection protocole provinces prudence public
        qualité quantité quart quotidien raconte racisme radio raison raisons rapide rapport rapports rappel rassure rassurent
        épingle réaction réalise
        réalité recette recettes recherche recherches récit recommande reconnaissance record rebond redressement réduction
        réduire réflexion réformes refus refuse regard régime règle règles règlement rejet relance religieux religion remise
        remplace remplacement rencontres rendez rendement renforce renforcement renforcent rénovation rentrée repas répond
        réponse réponses reporté report repos reprise représentants république réseau réseaux réserve réserves résidence
        résistance résolution respect responsable responsables ressources restaurant restauration résultat résultats retard
        retards rétablissement réussi réussite rêve révèle réveil révision révolution riche risque risques rive rivière rôle
        roman rouge royaumes rue rues rumeur rupture rythme sable saison saisons sait salle salon salons sang sauver savoir
        scène schéma science sciences scolaire scolaires séance seconde secours secret secteur secteurs section séjour
        sélection semaines semble sens sensibilisation serrure service seuil seul seule seulement siège sien signe simple site
        sites situation soleil solidarité solution solutions somme sommeil sondages sort sortie sorties souffre souhaite
        soupçons source sources souvenirs spécial spéciale spectacle spectacles stage station statut stock structure style
        succès sud nord ouest sujet supérieur supérieure supermarché surprise surtout surveillance surveiller système systèmes
        table tableau taille talents tarif tarifs taux technique techniques technologie télé télévision téléphone témoignage
        témoignages témoin température températures temps tendance tension tensions terme terrain terres territoire
        territoires test tests tête texte thème tirs titres toit tombe tonnerre touche tourne tournée tournoi trafic
        traditionnel tradition train traitement trajet transition transport transports travailler travers traverse triomphe
        triste trop trophée trouve trouver trouvé tué tués tunnel type universitaires urgence usage usagers utilisation
        vacances vague valeur valeurs valise véhicule véhicules veille vélo vent vents vérité verre version veut victoire
        vidéo vie vies vieux vigilance village villages villageois villes vin violence violences virus visages visiteurs
        vitesse vivre voile voilà voisin voisins voiture voitures voix voyage voyages vrai vraie vraiment vue yeux zone zones
        commande africains africaines flambent flambe grimpe grimpent chutent reculent clôture interdite adopté
        dépose limoge élue réélu démissionne désigne désigné préside inaugure rencontrent condamne condamnée écope
        écroué écrouée interpellé interpellés arrête arrêtés saisit saisis saisies démantèle démantelé démantèlement
        stupéfiants ravagé dégâts noyade noyés repêchés clandestins secoue secousse accusent dément démentent réagit
        réagissent tacle fustige salue félicite décédé funérailles enterrement deuil comédien humoriste réalisateur
        romancier romancière poète peintre vernissage tournage jeûne laïcité affiche calendrier météo orages attendues
        attendus prévues buteur attaquant éliminés sacrée manifestent rassemblement émeutes
    """,
    "es": """
        fallece falleció hallan halla gana ganó cayó murió murieron dijo dice decir dejan deja dejó hasta logró llegó llegaron
        acceso acción acciones acto actor actriz actual actualidad además adiós agosto aire al albergue alcanzan alegría
        algunos alguna algunas alimentos allá alma almas alta alto altos altas amigo amigos amor amplia análisis anterior
        anima anunció año apoyo aprueba aprueban aprobó árbol árboles arma armas arranca arte artículo artículos asesinato
        asesinado asesinada aseguran asociación atención atrás aumento aumentan autobús autor avance avanza aviso ayer baile
        bajada balance barato base bebé belleza bien blanco boda bomberos bombardeo bosque brazo calidad calle calles calor
        camino camión campeón campeones campeonato campo canal canción cambio cambios cantante capaz cara caro carne carrera
        carta casi caso casos castigo católica causas celebración celebrará centro centros cerca chica chico cielo ciencia
        científicos cinco cirugía clave claves clase clases clientes coche coches colas color comenzó comienza comienzo
        compañía compra compras común comunidad comunidades comunicación concierto concurso condiciones conducta conferencia
        confianza conoce conocer conocido consejo conjunto construir construirá consumo contenido contigo control convoca
        convocatoria corazón corte corto cosa cosas costa coste creación crear creer cree crimen crítica críticas cruz cuadro
        cualquier cuarto cuartos cuatro cuerpo cuidado culpa cultural cumple cumplir cura curso dato datos debate decisión
        declara declaraciones defensa dejar delante delitos demás democracia dentro derecho desaparecido desaparecidos
        desarrolla descubre descubren desea desempleo deseo despegue despide destino detalles detrás día diciembre dinero dios
        dirección directo dirigente dirigentes diseño disputa distancia distinto documento dolor domingo lunes martes
        miércoles jueves viernes sábado enero febrero marzo abril mayo junio julio septiembre octubre noviembre doble duda
        dudas dueño duro edad edificio efecto efectos ejemplo ejercicio electo elegir emergencia emigrantes emisión empieza
        encontrar encuentra encuentran enemigo enfrenta enfrentan enseñanza entonces entrada entrega envía época error escena
        escribe escritor escritora escucha esfuerzo espacio espalda especial especialistas espectáculo esperanza esposa
        estación estadounidense estrella estrellas estrena estreno estudia estudian estudios etapa eterno evento eventos
        evolución examen éxito experiencia experto expertos explica explosión expulsión exterior extranjero fábricas fácil
        falta fase favor federación feria fin finales finalmente física flor flores fondo fondos forma formas formación foro
        foto frente fresas fue fuego fuente fuentes fuera fuerte fuertes fuerza fuerzas función funciona fundación futuro
        gasto gastos general gente gestión gobiernos gracias grado gratis grave grupo grupos guía haber habitantes habla
        hablar hacen hecho hechos hermana hermano hermanos héroe hija hijo hijos historias hogar hoja homenaje honor horario
        hotel hoteles hubo humano humanos idea ideas idioma iglesia igual igualdad imagen imágenes impacto importante
        importancia imposible impulsa impulso incluso independencia indulta información ingresos inmobiliario innovación
        instituto interior interés internet inversor isla islas jornada juega juego juegos jugar juicios juntos juventud lado
        lago lanzó largo lectura lectores lengua ley leyes liberación libertad libre líder líderes limpia línea líneas lista
        literatura llama llamada llamado llave lleva llevan llevar local lograr lucha luego lugar lugares luna madre madres
        madrugada maestra maestro mal mala malas mamá manera manifestación mano manos mapa mar marcha marca marido masa máximo
        mayor mayores mayoría medida medidas medicina médica mediterráneo mejora mejorar mejores memorias menor menores
        mensaje mensajes mercancías mesa metro mezquitas miedo miembro miembros militante mina minas mínimo ministerio
        ministros mirada misión mitad moda modelo moderno momento momentos moneda montaña montañero motivo motor movimiento
        muchas muestra muestran multa mundial municipal muro músico músicos musulmanes nacer nacimiento nación natural
        naturaleza navidad necesita necesitan negocio negocios negro ningún ninguna nivel niveles nombre nombra normal norte
        sur este oeste nota noticia noticias novela nube nuclear número objetivo objetivos obra ocho oferta oficial oficiales
        oficina ojo ojos ola olvidar operación opinión oportunidad orden organización origen oro oscuro padre padres paga
        página palabra palabras palestinos pan papa papel par pared pareja parque parte participa participación pasa pasado
        pasaje pasajeros pasan pasar paseo paso patera peligro peligroso película pelota pena pensar pequeños perdió periodo
        permiso perro persona personas personal peso piedra piel piso plato playas plaza plazas plazo pobre pobreza poder
        policial popular población porqué posible posibles posición práctica preciso pregunta preguntas premio premios presión
        preso presos presunto presuntos previsto primeros principal principales principio prisión privada privados problema
        problemas proceso procesos producción producto productos profesor programas prohíbe prometió promesa pronto propia
        propio propuesta propuestas protección protesta protestas proyectos prueba pruebas publica pueblo pueblos puerta
        puertas puesto puestos punto puntos quejas queja ramo rápido razón razones reacción realidad realiza rebaja récord
        recurso recursos red redes reducción reducir refugio regalo regreso regresa relación religión renuncia reparto
        república residentes resistencia respeto responde respuesta resto restos resultado resultados retiro reto retos
        retrasa revista revolución rico riesgo riesgos río ritmo robo rojo ropa ronda rostro rueda ruido ruta sabe saben saber
        sabor saca salida sale salen salir salón salvar sangre santo secreto sector sede según segundos seguro seguros seis
        selecciones semanas semifinales sentido señal serie servicio servicios sexual siglo significa silencio simple sin
        sistema sitio situación sobrevive socio socios sol soldado solución sombra sonido sorpresa subida suelo sueño sueños
        suerte suspende tamaño tarea tarjeta tasa teléfono televisión tema temas temen temor temporada tener teoría terminó
        término terreno territorio terrorista texto tiempo tienda tiendas tierra tipo tipos titular todavía toma tomar tono
        torneo torrenciales torre total trabaja trabajar tradición tráfico tragedia traje transporte tranvía trata tratamiento
        través tribu tribunales triunfo trofeo túnel última universidades urbano usa uso usuarios vacaciones valla valor
        valores varias varios veinte venta ventas verde verdad verdadero versión vía viaje viajes viajar viaja vídeos vida
        vidas viejo viento vino violencia virus visado visión visitantes viva vivir voluntad voz vuelta yacimiento zona zonas
        amenaza amenazan fichaje viajan reúnen detenida arrestado fallecen fallecidos pateras rescatados asalto atacan
        bombardea bombardean misiles disparan empatan delantero portero protestan disturbios saharauis autonomía
        soberanía acusan niega niegan rechazan defienden respalda pesquero récords aerolínea acoge
    """,
    "pt": """
        ator atriz atual agosto alcança alegria alta alto altos altas amigo amigos amor análise anterior árbitro arma armas
        arte artigo atenção aumento autor aviso base bebé bem branco barato caro cara carne carta castigo católica causas
        cerca ciência classe comum companhia compra compras concurso conduta conferência conhece conjunto construir consumo
        controlo controle corte curto coisas crer crime críticas crítica cruz quadro cura curso dados debate decisão declara
        defesa deixar democracia dentro detalhes dezembro deus documento dor duro efeito exemplo exercício entrada entrega
        época erro espaço especial especialistas esperança esposa estrela estreia etapa evento eventos exame fábrica fábricas
        fácil falta fase favor finais física flor flores fundo forma formas foto frente fonte forte fortes força forças futuro
        geral gente grave guia homenagem horário hotel ideia igreja igual impacto importante independência informação
        instituto interior internet jornada junto juntos lado lago largo leitura ler linha lista literatura luta madrugada mal
        mala malas mapa marca marido massa máximo maiores medida medidas medicina memórias menor menores mensagem mesa metro
        medo mina minas mínimo missão moda modelo moderno momento momentos moeda motivo motor movimento muro músico músicos
        natal natural negócio negócios normal norte nota notas novela número números objetivo objetivos obra obras oferta
        opinião ordem origem ouro padre padres página páginas palavra palavras papa papel par parte participa passado
        passageiros pena pensar pequenos período pessoa pessoas peso plano planos praia prazo pobre pobreza poder poderes
        possível prática pergunta pressão preso principal privada problema problemas processo produto produtos produção
        professor programas promessa própria próprio proposta proteção protesto provas publica porto ponto pontos rápido razão
        reação realidade recorde recurso recursos rede redes redução reduzir refúgio relação república residentes resistência
        respeito resposta resto restos resultado resultados revista risco riscos ritmo ruído rota saber sangue santo setor
        sede seguros semanas sentido série séries serviço serviços significa silêncio simples sistema sistemas sol solução
        sombra som surpresa tarefa taxa telefone tema temas temporada teoria termo terreno território texto tipo tipos titular
        toma tomar torneio torre total trabalha trabalhar tradição tragédia transporte trata tratamento através troféu túnel
        última urbano usa usar uso utilizar usuário usuários valor valores vários várias venda vendas verde verdade versão via
        viagem viagens visitantes viva viver vidas violência vírus visto voz zona zonas morreu cineasta sem penas gastar
        viajar opositores condena janela ficheiro ficheiros arquivo arquivos pasta decide recebe conta contas abrir fechar
        criar falha falhou inválido janeiro fevereiro março abril maio junho julho setembro outubro novembro segunda terça
        quarta quinta sexta sábado
    """,
    "ca": """
        acció actual actuals àmbit alegria alt alta altes amic amics amor anàlisi arbre arbres arma armes art article
        assassinat associació atenció autobús autor avança base barri blanc boda bona bo bons cas casos causa causes camí camp
        carrer carrers carta centre centres ciència cinema ciutats classe clau comença comerç companyia compra condicions
        conseller consellera consell contra control cop cor cos cosa coses cost creu crítica cultura curs dada dades data
        debat decisió defensa demà des destí dimarts dilluns dimecres dijous divendres dissabte diumenge diputat diputats
        director drama dret drets durant edifici efecte eleccions emergència enllaç entrada entrevista època error espai
        espera estat estrena estudi èxit experiència face fàcil falta fase favor febrer final finals font força forma fons
        futur general gener gent gran grans grup grups guardia herois història hores hotel idea il·lusió imatge imatges
        impacte important independència informació iniciativa institut interior internet joc jocs juliol juny jutgessa
        justícia lloc llocs llibertat línia llista llum lluita maig mal mans mapa març matí mes mesos mestre metro milions
        ministeri ministra missatge moda model moment moments moviment mort morts mostra muntanya natural nit nivell nom
        nombre nord normal nota novembre nou objectiu obra obres oci ocupació oferta oficial opinió ordre origen pagesia
        pàgina paraula pare pares parla part passat pensa perd període perill persona persones pla plana plans platja plaça
        població pobre poder poble pobles possible premi premis presenta pressupost pressupostos primers principal problema
        problemes procés producció producte professor programa projecte pròxim proper prova públic punt punts rècord recurs
        recursos xarxa xarxes regió relació resposta resultat resultats risc riu roba ronda saber sala sanitat sector segon
        seguretat semifinals sentit sèrie servei serveis setmana setmanes silenci sistema sol solució sortida sud suport tarda
        tasca taula telèfon tema temes temporada temps terra territori text tipus titular torna torre total tradició tragèdia
        transport tres treva última universitari ús usuari valor valors veí veïna venda verd veritat versió viatge viatjar
        vida vides violència virus visita visió veu vol volta zona zones reprenen negociacions celebraran terratrèmol costa
        carpeta fitxer fitxers finestra avui
    """,
    "it": """
        accesso accordi aereo agosto aiuto allenatore alto alta amico amici amore analisi anima arma armi arte articolo
        assassinio associazione attenzione aumenta autobus autore avanza base bambina bella bello bene bianco bilancio
        calciatore caldo camera cambia campo cantante carne carta caso casi causa centro centri chiesa cielo città classe
        cliente clienti comincia commercio compagnia compra condizioni consiglio controllo cosa cose costa costo costi cresce
        critica cultura cuore data dati debutto decisione difesa direttore diritto diritti domenica donne dopo durante
        edificio effetto emergenza entra entrata epoca errore esempio esperienza esteri evento eventi fabbrica facile fase
        favore fatto figlia figlio figli fine forma forte forza forze foto fronte fuoco futuro gara gente generale giocatore
        gioco giochi giorno giugno giustizia grande grandi gratis grave gruppo guida idea immagini impatto importante incontro
        incontra indagine indipendenza informazioni inizia inizio interno intervista lavoro lavori legge lettera libertà libro
        linea lista lotta luce luglio luna lunedì maggio madre mano mani mappa marca marzo massimo media medico meglio mercato
        mese mesi messaggio metro mezzo migliore migliori minimo ministero missione moda modello moglie momento mondo mondiale
        monte morte mostra motivo motore movimento muore muro musicale natale nazionale nome nord normale nota notte novembre
        numero numeri obiettivo occhi offerta oggi olio onore opera opere opinione ordine origine oro ottobre padre pagina
        palazzo papa parla parole parte parti passato passo paura pena pensioni percorso perde pericolo persona persone
        pianeta piano piazza piccolo poco politica politico ponte popolo porta porto posto potere povertà premio presenta
        pressione prezzi principale prima primo problema problemi processo prodotto produzione programma progetto promessa
        proposta protesta prova pubblica pubblico punti punto qualità quanto quasi ragazza ragazzo ragione re record regina
        regola ricerca riforma rischio risposta risultati risultato ritorno ritorna riunione rosso sabato sale salva sangue
        scelta sciopero scontro scoperta segreto segue senso sera servizio servizi settembre settimana settore sicurezza
        silenzio sindacati sistema sole soldi soluzione sorpresa spazio spesa spiaggia sport stadio stagione stampa stato
        stati stella storia storico strade studio successo sud sviluppo tempo terra territorio terremoto testa testo tipo
        titolo torna torneo totale tra traffico tragedia tratta tregua treni trova turisti ultima ultimo uomo uso vacanza
        valore vendita verde verità versione via viaggio viaggi vince vittoria violenza virus visita voce voglia volta volo
        vota voti cartella file finestra impossibile aprire venerdì giovedì mercoledì martedì gennaio febbraio aprile dicembre
        una
    """,
    "nl": """
        plannen vindt verleent gratie praat migratie mist duel beste brood bakker toekomst groene groot grote grootste kleine
        klein goed goede slecht nieuws oude oud jonge lange laatste volgende vorige eigen eerste tweede derde veel weinig
        bekend mogelijk belangrijk internationale wereld week maand uur avond nacht ochtend maandag dinsdag woensdag donderdag
        vrijdag zaterdag zondag bestand bestanden hervat onderzoek gevonden gestorven overleden kans kosten deel begin einde
        plaats huis huizen straat verkeer auto leven dood doden hulp geld rijk arm boot gezonken terug keert houdt staat gaat
        doet ziet laat blijft lijkt lukt fout openen kunt worden geen
    """,
    "de": """
        wetter morgen abend woche monat uhr montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz
        april mai juni juli august september oktober november dezember datei dateien ordner fehler öffnen schließen löschen
        begnadigt häftlinge urlauber meiden kaufen verkauf verkauft frei freie kosten kostenlos groß klein lang kurz alt alte
        alten jung junge weitere anderen andere einfach möglich wichtig schnell sicher direkt kein weiter nächste letzten
        letzte zeit ende anfang teil bereich seite seiten thema themen bild bilder fragen frage antwort grund gründe folgen
        hilfe idee weg wege ziel ziele blick raum schutz recht rechte gesetz hand kopf herz wort worte text hintergrund
        vergleich angebot angebote service kunden produkte produkt verein team gemeinde kirche straße platz garten küche essen
        trinken kaffee bio gesund tipp
    """,
}
"""As :data:`PRESS`: words of any news, in the three languages of this press in Latin script."""

SHARED: dict[str, str] = {
    "en fr": """
        famine accuse ravage
        international nation nations national attention accident accidents train trains match football sport sports bus action
        crime justice police opposition migration pollution construction production agriculture commission mission institution
        question questions solution solutions situation protection information communication population investigation
        constitution festival capital budget transport service services cause intelligence sciences science finance finances
        violence violences page pages message messages image images article articles vote votes prison plan plans cancer virus
        drone drones dialogue crash culture nature region port ports social central final club clubs film films radio site
        sites style technique conflit impact test tests destination instruction union division position option version station
        section opinion tension mobile public parking tunnel importance distance absence confidence influence assistance
        performance alliance concert date expert experts minutes minute direct secret sexual total moment moments aide change
        changes place places simple possible visible double million millions chance source sources danger guide groupe type
        types table base case menace surprise origine machine rare riche
    """,
    "es pt it ca": """
        critica completa
        visita guerra cultura artista programa sistema forma causa confirma evita casa gol marca europea festival volta zona
    """,
    "es pt it": """
        completo vende
        presidente ministro ministra candidato candidata banco teatro futuro grande italiano italiana turista largo anno tema
        problema poeta proposta sindicato
    """,
    "es pt ca": """
        acusa dispara ataca liga
        nacional internacional social central final tribunal hospital capital mundial anuncia política música vida mar contra
        sobre entre derrota copa busca espera acaba afirma investiga alerta palestina mil global general local real total
        animal legal ideal natural industrial comercial cultural regional militar militars popular titular secular hotel
        sector reforma dos recupera supera reclama declara prepara junta mata corta canta
    """,
    "es pt": """
        partido mercado acusado acusados unidos norte como para tarde semana mesa obra obras mundo abre inicia permite público
        turistas condenado condenados domingo sábado ataque ataques candidatos gasto gastos grupo grupos campo
        empresa empresas segundo durante ministros bancos resultados dados caso casos preso presos detido senado estado
        estados centro centros apoio vence modelo mercados médico médicos voto votos economista turismo transporte transportes
        presidencial portugal brasil argentina áfrica colombia cuba venezuela sul
    """,
    "es ca": """
        activista derbi
        frontera carretera plan director actor motor error visita ministra president acord tres port presenta denuncia indulta
    """,
    "es it": "museo libro presenta denuncia italia europa vino sale costa primo terra naufragio",
    "fr ca": "les dos tres port ports plan pont son client clients moment nous document accident incident concert art avions",
    "en nl": """
        plan plant water park bank film open land warm week best in is we was over after winter sport help beer deal test team
    """,
    "en de": "team film park bank winter arm hand land wind warm gold ring post band blind test job jobs",
    "en ro": "plan film fan club test trip multi",
    "fr es": "plan visite sale grave base grande social final tribunal capital",
    "fr it": "grave plan video dire voile base rapide finale",
    "fr ro": "accident film pont text final social tribunal incident",
    "fr nl": "plan plant film cocaïne",
    "es it ca": "firma",
    "fr ca ro": "carburant",
    "fr de": "ballon",
    "en fr es": "cargo drones",
    "en fr es pt ca": "canal",
}
"""Codes, white space between, and words that these languages spell alike: they decide nothing
between them."""
