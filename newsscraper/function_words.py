"""The commonest small words of each Latin-script language: a short headline has few letters, but often one of these."""

FUNCTION_WORDS: dict[str, frozenset[str]] = {
    "en": frozenset(
        """
            the of and to in for on with at by from as is are was be has have will its his her their after
            over up per says not an it that this new he she they more than into out about but who amid
            against before
        """.split()
    ),
    "fr": frozenset(
        """
            le la les l de du des d un une et à au aux en dans sur pour par avec sans sous entre vers chez
            est sont sera a ont été ne pas plus se s son sa ses leur leurs qui que qu ce cette ces il elle
            ils on nous mais ou où comme après avant lors face selon dès contre
        """.split()
    ),
    "es": frozenset(
        """
            el la los las de del un una y a al en con sin por para sobre entre hacia desde hasta es son está
            ha han fue no más se su sus lo que qué como cómo ya pero o tras ante según contra este esta
        """.split()
    ),
    "de": frozenset(
        """
            der die das den dem des ein eine einen einem einer und in im zu zum zur mit von vom für auf an
            am bei aus nach über unter ist sind war wird nicht sich auch es er sie wir wie was als oder aber
        """.split()
    ),
    "it": frozenset(
        """
            il lo la i gli le l di del della dei degli delle d un una e a al alla ai in nel nella con per da
            dal dalla su sul sulla è sono ha non più si che come ma o anche suo sua tra
        """.split()
    ),
    "pt": frozenset(
        """
            o a os as de do da dos das um uma e em no na nos nas ao à com por para sobre entre é são foi não
            mais se seu sua que como mas ou já após até
        """.split()
    ),
    "nl": frozenset(
        """
            de het een en van in op te met voor aan bij uit naar over is zijn was wordt niet zich ook er hij
            zij we als of maar om dat die
        """.split()
    ),
    "ca": frozenset(
        """
            el la els les l de del dels d un una i a al als en amb per sense sobre entre és són ha han no
            més es s seu seva que com però o ja després fins
        """.split()
    ),
    "ro": frozenset(
        """
            și în la cu de din pe pentru un o al ai ale a nu este sunt fost mai care că sau după prin
        """.split()
    ),
    "tr": frozenset(
        """
            ve bir bu için ile de da olarak çok daha gibi en ne o olan sonra kadar değil
        """.split()
    ),
}
