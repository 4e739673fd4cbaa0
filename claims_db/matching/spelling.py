"""What chat writes for what: fixed respellings, words too common to search by, numbers and their words.

Promises: tables of lower-case words without apostrophes, nothing else. Refuses to guess: unknown words are mended
against the index's own vocabulary, in `vocabulary.py`.
"""

RESPELLED: dict[str, str] = {
    # chat
    "abt": "about", "b4": "before", "bc": "because", "bcuz": "because", "coz": "because", "cuz": "because",
    "bday": "birthday", "bf": "boyfriend", "bros": "brothers", "congrats": "congratulations", "dunno": "",
    "every1": "everyone", "fav": "favorite", "fb": "facebook", "gf": "girlfriend", "govt": "government",
    "gov": "government", "hosp": "hospital", "ig": "instagram", "info": "information", "insta": "instagram",
    "luv": "love", "mins": "minutes", "msg": "message", "no1": "nobody", "peeps": "people", "pic": "picture",
    "pics": "pictures", "pix": "pictures", "pls": "", "plz": "", "ppl": "people", "prez": "president",
    "prob": "probably", "prolly": "probably", "sec": "second", "some1": "someone", "tho": "", "thru": "through",
    "tmrw": "tomorrow", "tonite": "tonight", "tv": "television", "vid": "video", "vids": "videos", "wknd": "weekend",
    "yday": "yesterday", "yr": "year", "yrs": "years", "hrs": "hours", "wks": "weeks",
    # the news
    "admin": "administration", "biz": "business", "corp": "corporation", "dem": "democrat", "dems": "democrats",
    "dept": "department", "gop": "republicans", "pot": "marijuana", "potus": "president", "flotus": "first lady",
    "pres": "president", "repub": "republican", "repubs": "republicans", "sen": "senator", "rep": "representative",
    "scotus": "supreme court", "vax": "vaccine", "vaxx": "vaccine", "vaxxed": "vaccinated", "vaxed": "vaccinated",
    "vp": "vice president", "photo": "photograph", "photos": "photographs", "pct": "percent",
    "mil": "million", "bil": "billion", "bn": "billion", "mln": "million", "k": "thousand", "m": "million",
    "dr": "doctor", "mr": "", "mrs": "", "ms": "", "tweeted": "tweet", "covid19": "covid 19",
    # spelling on both sides of the Atlantic
    "colour": "color", "colours": "colors", "favourite": "favorite", "grey": "gray", "labour": "labor",
    "neighbour": "neighbor", "neighbours": "neighbors", "organisation": "organization", "programme": "program",
    "tyre": "tire", "tyres": "tires", "theatre": "theater", "centre": "center", "defence": "defense",
    # irregular forms that stems keep apart
    "bought": "buy", "brought": "bring", "built": "build", "caught": "catch", "chose": "choose", "chosen": "choose",
    "children": "child", "kids": "child", "kid": "child", "died": "die", "dying": "die", "dead": "die", "death": "die",
    "deaths": "die", "drew": "draw", "drawn": "draw", "drove": "drive", "driven": "drive", "ate": "eat",
    "eaten": "eat", "elected": "election", "elections": "election", "fell": "fall", "fallen": "fall", "flew": "fly",
    "flown": "fly", "forbade": "forbid", "forbidden": "forbid", "forgot": "forget", "fought": "fight",
    "found": "find", "froze": "freeze", "frozen": "freeze", "gave": "give", "given": "give", "grew": "grow",
    "grown": "grow", "held": "hold", "hidden": "hide", "kept": "keep", "knew": "know", "known": "know",
    "laid": "lay", "led": "lead", "lost": "lose", "men": "man", "paid": "pay", "ran": "run", "rose": "rise",
    "risen": "rise", "sang": "sing", "sent": "send", "shot": "shoot", "sold": "sell", "spent": "spend",
    "spoke": "speak", "spoken": "speak", "stole": "steal", "stolen": "steal", "stood": "stand", "struck": "strike",
    "sued": "sue", "taught": "teach", "threw": "throw", "thrown": "throw", "told": "tell", "took": "take",
    "taken": "take", "tore": "tear", "torn": "tear", "women": "woman", "won": "win", "wore": "wear", "worn": "wear",
    "wrote": "write", "written": "write", "withdrew": "withdraw", "withdrawn": "withdraw", "lives": "life",
    "americans": "america", "american": "america", "russian": "russia", "russians": "russia", "chinese": "china",
    "ukrainian": "ukraine", "ukrainians": "ukraine", "mexican": "mexico", "mexicans": "mexico",
    "canadian": "canada", "canadians": "canada", "australian": "australia", "australians": "australia",
    "british": "britain", "israeli": "israel", "israelis": "israel", "iranian": "iran", "syrian": "syria",
    "syrians": "syria", "german": "germany", "germans": "germany", "french": "france", "indian": "india",
    "italian": "italy", "japanese": "japan", "saudi": "saudi arabia", "texan": "texas", "european": "europe",
    "norwegian": "norway", "norwegians": "norway", "swedish": "sweden", "swede": "sweden", "swedes": "sweden",
    "danish": "denmark", "dane": "denmark", "danes": "denmark", "finnish": "finland", "finn": "finland",
    "finns": "finland", "dutch": "netherlands", "holland": "netherlands", "spanish": "spain", "spaniards": "spain",
    "portuguese": "portugal", "irish": "ireland", "scottish": "scotland", "scots": "scotland", "welsh": "wales",
    "belgian": "belgium", "belgians": "belgium", "swiss": "switzerland", "austrian": "austria",
    "austrians": "austria", "hungarian": "hungary", "hungarians": "hungary", "greek": "greece", "greeks": "greece",
    "turkish": "turkey", "turks": "turkey", "romanian": "romania", "romanians": "romania", "bulgarian": "bulgaria",
    "bulgarians": "bulgaria", "serbian": "serbia", "serbs": "serbia", "croatian": "croatia", "croats": "croatia",
    "egyptian": "egypt", "egyptians": "egypt", "kenyan": "kenya", "kenyans": "kenya", "nigerian": "nigeria",
    "nigerians": "nigeria", "ethiopian": "ethiopia", "ethiopians": "ethiopia", "brazilian": "brazil",
    "brazilians": "brazil", "argentine": "argentina", "argentinian": "argentina", "argentines": "argentina",
    "chilean": "chile", "chileans": "chile", "colombian": "colombia", "colombians": "colombia",
    "venezuelan": "venezuela", "venezuelans": "venezuela", "cuban": "cuba", "cubans": "cuba", "korean": "korea",
    "koreans": "korea", "vietnamese": "vietnam", "indonesian": "indonesia", "indonesians": "indonesia",
    "filipino": "philippines", "filipinos": "philippines", "pakistani": "pakistan", "pakistanis": "pakistan",
    "afghan": "afghanistan", "afghans": "afghanistan", "iraqi": "iraq", "iraqis": "iraq", "lebanese": "lebanon",
    "icelandic": "iceland", "icelander": "iceland", "icelanders": "iceland", "indians": "india", "italians": "italy",
    "iranians": "iran", "europeans": "europe",
    "brits": "britain", "briton": "britain", "britons": "britain",
    "eu": "europe union", "eec": "europe economic community",
    "ussr": "soviet union", "imf": "international monetary fund",
    "tanzanian": "tanzania", "tanzanians": "tanzania", "ugandan": "uganda", "ugandans": "uganda",
    "bolivian": "bolivia", "bolivians": "bolivia", "paraguayan": "paraguay", "paraguayans": "paraguay",
    "uruguayan": "uruguay", "uruguayans": "uruguay", "peruvian": "peru", "peruvians": "peru",
    "ecuadorian": "ecuador", "ecuadorians": "ecuador", "ghanaian": "ghana", "ghanaians": "ghana",
    "rwandan": "rwanda", "rwandans": "rwanda", "zimbabwean": "zimbabwe", "zimbabweans": "zimbabwe",
    "algerian": "algeria", "algerians": "algeria", "tunisian": "tunisia", "tunisians": "tunisia", "libyan": "libya",
    "libyans": "libya", "moroccan": "morocco", "moroccans": "morocco", "somali": "somalia", "somalis": "somalia",
    "yemeni": "yemen", "yemenis": "yemen", "jordanian": "jordan", "jordanians": "jordan", "georgian": "georgia",
    "georgians": "georgia", "armenian": "armenia", "armenians": "armenia", "belarusian": "belarus",
    "belarusians": "belarus", "lithuanian": "lithuania", "lithuanians": "lithuania", "latvian": "latvia",
    "latvians": "latvia", "estonian": "estonia", "estonians": "estonia", "slovenian": "slovenia",
    "slovenians": "slovenia", "bosnian": "bosnia", "bosnians": "bosnia", "albanian": "albania",
    "albanians": "albania", "malaysian": "malaysia", "malaysians": "malaysia", "cambodian": "cambodia",
    "cambodians": "cambodia", "bangladeshi": "bangladesh", "bangladeshis": "bangladesh", "mongolian": "mongolia",
    "mongolians": "mongolia", "aussie": "australia", "aussies": "australia", "nz": "new zealand", "thai": "thailand",
    "nepali": "nepal", "nepalese": "nepal", "taiwanese": "taiwan", "sudanese": "sudan",
    "politician": "politics", "political": "politics", "presidential": "president", "presidency": "president",
    "killed": "kill", "killing": "kill", "killer": "kill", "murdered": "murder", "murderer": "murder",
    "vaccination": "vaccine", "vaccinations": "vaccine", "vaccinated": "vaccine", "vaccinate": "vaccine",
    "immigrants": "immigration", "immigrant": "immigration", "terrorists": "terrorism", "terrorist": "terrorism",
    "marriage": "marry", "married": "marry", "coronavirus": "covid",
}  # fmt: skip
"""A respelling is empty for a word to pass over, or several words."""

NUMBERS: dict[str, str] = {
    "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
    "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15",
    "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19", "twenty": "20", "thirty": "30",
    "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90", "dozen": "12",
    "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th", "sixth": "6th", "seventh": "7th",
    "eighth": "8th", "ninth": "9th", "tenth": "10th",
}  # fmt: skip

_FUNCTION_WORDS = """
a an the this that these those such same other another any some each every all both either neither much many more
most less least few several enough own no not nor none nothing never
i me my mine myself im ive ill id we us our ours ourselves were weve u ur yall you your yours yourself youre youve
youll he him his himself hes she her hers herself shes it its itself they them their theirs themselves theyre theyve
theyll one ones who whom whose which what whatever whos whats someone somebody something anyone anybody anything
everyone everybody everything
be am is are was were been being isnt arent wasnt werent aint do does did doing done dont doesnt didnt have has had
having havent hasnt hadnt can could cant cannot couldnt may might must shall should shouldnt will would wont wouldnt
wanna gonna gotta got get gets getting let lets
and or but if then else than because as until while although though since unless whether so
of at by for with without about against between into through during before after above below to from up down in out
on off over under again further once upon toward towards onto within along among across behind beside besides
here there where when why how now just only also too very really quite rather even still yet already ever always
often maybe perhaps almost however anyway well like okay ok yes yeah yep nope nah
lol lmao lmfao rofl omg wtf tbh imo imho btw idk smh fyi haha hahaha hehe wow hey hi hello oh ah uh um hmm huh
rt via amp etc vs ie eg re ll ve thing things stuff way lot lots kind sort bit
say says said saying go goes going went gone come comes coming came make makes made making put
"""
COMMON = frozenset(_FUNCTION_WORDS.split())
"""Words that carry no claim of their own."""
