/// The English that every listener knows before it reads a script, as tables of words.
enum English {
  static let functionWords = """
    a an the this that these those i me my mine myself you your yours yourself he him his himself she her hers
    herself it its itself we us our ours ourselves they them their theirs themselves am is are was were be been being
    do does did doing done have has had having will would shall should can could may might must of in on at by for
    with about against between into through during before after above below to from up down out off over under again
    further then once here there when where why how all any both each few more most other some such only own same so
    than too very and but if or because as until while what which who whom whose not no nor just also even still get
    got go going let else yet though although ever really quite
    """

  static let negators =
    "not no never none nobody nothing neither nor without hardly barely scarcely nowhere zero"

  static let subjects = """
    i you he she it we they my your his her our their this that the a an there who everyone everybody someone
    somebody nobody people mum mom dad
    """

  static let contrasts = "but actually though although however except whereas"

  static let auxiliaries = """
    am is are was were be been being do does did have has had will would shall should can could may might must
    """

  static let negationEnds =
    "just because cause so since although though but however except then instead unless until when while where why how if after before"

  static let afterIdMeaningWould = """
    like love rather be never have just say do go want prefer die kill hurt give take tell probably even still
    always only really feel hate miss text call see need
    """

  static let beforeIllMeaningSick =
    "am is are was were be been being feel feeling felt mentally so very really got get seriously terminally fell fall physically too"

  static let afterIllMeaningSick = "and or with because from again today health"

  /// Words that rules name and no other table has.
  static let namedByRules =
    "ill id doubt wonder matter couple few several half next ages anything everything another"

  /// Harmless words one slip away from words of danger, so that no repair makes one of the other.
  static let nearDanger = """
    kiln dice dye dine dime hut hat hits hint hot bit bet bat heat boat bean bear best wound found cute cuts pull pulls
    pulled knit knight knee hand hands bang sang rang farm warm charm chose chore choir rope hope cope role grape tape
    shape cape slap slip slam slum kick pick lick sick pack peck amuse blood flood gun fun run bun shot shop shut short
    killer skill skills still bill fill hill will till mill chill spill grill drill diet died tied lied dried tried
    fried harm arm hard hart heart hurl hunt burn born barn turn stab stay star start slab threat treat thread throat
    float goat grab crab drab grub rage race rate tracker cracker stalk talk stall stock choke joke broke spoke woke
    strange stranger strangely hunting haunting jump pump dump lump bump drown brown crown frown grown edge hedge
    ledge pledge knife wife life strife blade blame black razor raze poison prison person bruise cruise brush crush
    crash trash smash slash smack snack stack attack attach belt melt felt fist fish list mist forced force fourth
    """

  /// Words that frighten when they are affirmed, and reassure under a "not" or a "never".
  static let deniable = """
    hit hits hitting hurt hurts hurting abuse abused abusing abusive violent violence force forced forcing follow
    followed stalk stalked stalking check checked checks scared afraid frightened terrified suicidal suicide kill
    killing threaten threatened threatens choke choked beat beaten push pushed slap slapped punch punched control
    controlled controlling controls harm harming rape raped shout shouted shove shoved touch touched danger
    dangerous injure injured revenge physical finger lay laid raised strangle strangled track tracked spy spied
    """

  // Whose story it is; see `Stories`.

  static let otherPersons = """
    friend friends mate mates bestie colleague colleagues coworker coworkers neighbour neighbours neighbor neighbors
    cousin cousins sister sisters brother brothers aunt auntie uncle flatmate housemate roommate woman women girl girls
    guy bloke man lady couple somebody someone classmate boss
    """

  static let fictions = """
    film films movie movies book books novel show shows series episode episodes drama soap documentary game song
    story news tv telly netflix podcast play
    """

  static let frames = "in on about from"

  static let watchings = "watch watched watching saw seen read reading"

  static let firstPersons = "i me my mine myself we us our ours ourselves"

  static let possessives = "my our"

  static let othersPossessives = "her his their"

  static let articles = "a an the some this that another one"

  static let partners = """
    ex exes husband wife boyfriend girlfriend partner bf gf hubby fiance fiancee boyfriends husbands girlfriends
    """

  static let children = """
    kid kids child children son sons daughter daughters baby babies toddler stepson stepdaughter niece nephew
    """

  static let pasts = "used was were had did been once ago got went took broke put kept left told said back"

  static let presents = """
    is are am now tonight today currently still keeps keep going will wants want says saying need needs scared missing
    afraid moment has have does do trying
    """

  static let ownDeaths = """
    himself herself themselves themself suicide suicidal die dies died dying dead overdose overdosed od
    """

  static let likenings = "like as"

  static let negationUndoers = "stop help quit resist wait fail deny avoid"

  static let factives = """
    know understand believe remember forget see realise realize recall explain imagine sure certain
    """

  static let fillers = """
    well um uh erm er hmm hm oh ah ok okay so like honestly tbh really just then please thanks thank you actually
    sorry right mate man lol haha and i guess mean i'm think suppose suppose definitely very
    """

  static let yesWords = """
    yes yeah yea yep yup ya yah yeh yess aye sure definitely absolutely certainly indeed totally exactly correct
    affirmative true obviously course thumbsup mhm uhhuh alright fine
    """

  static let noWords = "no nope nah naw nay never negative noo thumbsdown nuh"

  /// Whole answers, after contractions are opened. The longest that stands at the start of an answer counts.
  static let yesPhrases = """
    i do,i did,i have,i am,i was,i will,i would,i can,i think so,i guess so,i suppose so,i believe so,i hope so,
    of course,for sure,you bet,go on,go ahead,please do,yes please,it is,it was,it does,it did,he did,he does,he is,he has,
    he was,she did,she does,she is,she has,she was,they did,they do,they are,they have,we did,we do,we are,we have,
    that is right,that is true,that is it,why not,sounds good,sounds right,let us do it,let us,kind of,sort of,a bit,
    a little,pretty much,more or less,sometimes,probably,maybe yes,most likely,i could,i might,ok,okay,all right,
    not wrong,can not deny it,no doubt,no question,hell yes,fuck yes,100,a lot,all the time,very much so
    """

  static let noPhrases = """
    not really,not at all,not yet,not now,not today,not any more,not anymore,not exactly,not particularly,not so much,not ever,
    not even,not once,not me,no way,no thanks,no thank you,i do not,i did not,i have not,i am not,i was not,i will not,i would not,
    i can not,i could not,i do not think so,i do not believe so,i guess not,i suppose not,i hope not,i think not,of course not,
    it is not,it was not,it does not,it did not,he did not,he does not,he is not,he has not,he was not,she did not,
    she does not,she is not,she has not,she was not,they did not,they do not,we did not,we do not,none,never,none of that,nothing,
    neither,hardly,hardly ever,not that i know of,not as far as i know,do not think so,did not,do not,not sure i do,not yes,
    probably not,maybe not,absolutely not,definitely not,certainly not,fuck no,hell no,no one,nobody,not likely,unlikely,
    i would rather not,rather not,would rather not,i doubt it,i never did,i never have,not a chance,no chance,far from it
    """

  static let numberWords: [(String, Int32)] = [
    ("zero", 0), ("one", 1), ("two", 2), ("three", 3), ("four", 4), ("five", 5), ("six", 6), ("seven", 7),
    ("eight", 8), ("nine", 9), ("ten", 10), ("eleven", 11), ("twelve", 12), ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15), ("sixteen", 16), ("seventeen", 17), ("eighteen", 18), ("nineteen", 19), ("twenty", 20),
    ("thirty", 30), ("forty", 40), ("fourty", 40), ("fifty", 50), ("sixty", 60), ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
  ]

  static let multipliers: [(String, Int32)] = [
    ("hundred", 100), ("thousand", 1000), ("million", 1_000_000), ("dozen", 12),
  ]

  static let ordinals: [(String, Int32)] = [
    ("first", 1), ("second", 2), ("third", 3), ("fourth", 4), ("fifth", 5), ("sixth", 6), ("seventh", 7),
    ("eighth", 8), ("ninth", 9), ("tenth", 10), ("1st", 1), ("2nd", 2), ("3rd", 3), ("4th", 4), ("5th", 5),
    ("6th", 6), ("7th", 7), ("8th", 8), ("9th", 9), ("10th", 10), ("last", -1),
  ]

  /// Hours in a unit; 0 for units under an hour.
  static let timeUnits: [(String, Int32)] = [
    ("seconds", 0), ("sec", 0), ("secs", 0), ("minute", 0), ("minutes", 0), ("min", 0),
    ("mins", 0),
    ("hour", 1), ("hours", 1), ("hr", 1), ("hrs", 1), ("day", 24), ("days", 24), ("night", 24),
    ("nights", 24),
    ("week", 168), ("weeks", 168), ("wk", 168), ("wks", 168), ("weekend", 72), ("weekends", 72),
    ("fortnight", 336),
    ("fortnights", 336), ("month", 720), ("months", 720), ("mth", 720), ("mths", 720), ("mos", 720),
    ("year", 8760),
    ("years", 8760), ("yr", 8760), ("yrs", 8760), ("decade", 87600), ("decades", 87600),
  ]

  static let days = """
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun today
    tonight tomorrow yesterday weekend christmas easter halloween january february march april june july
    august september october november december birthday
    """

  static let partsOfDay = "morning afternoon evening night lunchtime midnight noon"

  /// Chat spellings and contractions, each with the words it stands for.
  static let spellings: [(String, String)] = [
    ("i'm", "i am"), ("im", "i am"), ("ima", "i am going to"), ("imma", "i am going to"), ("i've", "i have"),
    ("ive", "i have"), ("i'd", "i would"), ("i'll", "i will"), ("don't", "do not"), ("dont", "do not"),
    ("dnt", "do not"), ("don", "do not"), ("doesn't", "does not"), ("doesnt", "does not"),
    ("didn't", "did not"),
    ("didnt", "did not"), ("didn", "did not"), ("can't", "can not"), ("cant", "can not"),
    ("cannot", "can not"),
    ("won't", "will not"), ("wont", "will not"), ("wouldn't", "would not"), ("wouldnt", "would not"),
    ("shouldn't", "should not"), ("shouldnt", "should not"), ("couldn't", "could not"),
    ("couldnt", "could not"),
    ("isn't", "is not"), ("isnt", "is not"), ("aren't", "are not"), ("arent", "are not"),
    ("wasn't", "was not"),
    ("wasnt", "was not"), ("weren't", "were not"), ("werent", "were not"), ("haven't", "have not"),
    ("havent", "have not"), ("havnt", "have not"), ("haven", "have not"), ("hasn't", "has not"),
    ("hasnt", "has not"), ("hadn't", "had not"), ("hadnt", "had not"), ("ain't", "is not"),
    ("aint", "is not"),
    ("mustn't", "must not"), ("mustnt", "must not"), ("needn't", "need not"), ("neednt", "need not"),
    ("mightn't", "might not"), ("shan't", "shall not"), ("innit", "is it not"), ("dunno", "do not know"),
    ("idk", "i do not know"), ("idek", "i do not even know"), ("idc", "i do not care"),
    ("it's", "it is"), ("its", "it is"), ("that's", "that is"), ("thats", "that is"), ("what's", "what is"),
    ("whats", "what is"), ("who's", "who is"), ("where's", "where is"), ("wheres", "where is"),
    ("how's", "how is"), ("hows", "how is"), ("there's", "there is"), ("theres", "there is"),
    ("here's", "here is"), ("heres", "here is"), ("he's", "he is"), ("hes", "he is"), ("she's", "she is"),
    ("shes", "she is"), ("let's", "let us"), ("lets", "let us"), ("everyone's", "everyone is"),
    ("everything's", "everything is"), ("everythings", "everything is"), ("nothing's", "nothing is"),
    ("you're", "you are"), ("youre", "you are"), ("ur", "your"), ("u", "you"), ("yall", "you all"),
    ("y'all", "you all"), ("you've", "you have"), ("youve", "you have"), ("you'd", "you would"),
    ("youd", "you would"), ("you'll", "you will"), ("youll", "you will"), ("he'd", "he would"),
    ("he'll", "he will"), ("she'd", "she would"), ("she'll", "she will"), ("hed", "he would"),
    ("it'd", "it would"), ("it'll", "it will"), ("itll", "it will"), ("itd", "it would"), ("we're", "we are"),
    ("we've", "we have"), ("weve", "we have"), ("we'd", "we would"), ("we'll", "we will"),
    ("they're", "they are"), ("theyre", "they are"), ("they've", "they have"), ("theyve", "they have"),
    ("they'd", "they would"), ("theyd", "they would"), ("they'll", "they will"), ("theyll", "they will"),
    ("that'd", "that would"), ("that'll", "that will"), ("thatll", "that will"), ("would've", "would have"),
    ("wouldve", "would have"), ("could've", "could have"), ("couldve", "could have"),
    ("should've", "should have"), ("shouldve", "should have"), ("shoulda", "should have"),
    ("coulda", "could have"), ("woulda", "would have"), ("mighta", "might have"), ("wanna", "want to"),
    ("wana", "want to"), ("gonna", "going to"), ("gunna", "going to"), ("gna", "going to"),
    ("gotta", "got to"),
    ("hafta", "have to"), ("gimme", "give me"), ("lemme", "let me"), ("kinda", "kind of"),
    ("sorta", "sort of"),
    ("lotta", "lot of"), ("outta", "out of"), ("tryna", "trying to"), ("tryina", "trying to"),
    ("finna", "going to"), ("bout", "about"), ("abt", "about"), ("cos", "because"), ("cuz", "because"),
    ("coz", "because"), ("bc", "because"), ("bcos", "because"), ("bcz", "because"), ("b4", "before"),
    ("thru", "through"), ("tho", "though"), ("altho", "although"), ("til", "until"), ("till", "until"),
    ("w", "with"), ("wo", "without"), ("w/o", "without"), ("r", "are"), ("y", "why"), ("n", "and"),
    ("nd", "and"), ("c", "see"), ("2nite", "tonight"), ("tonite", "tonight"), ("2night", "tonight"),
    ("2moro", "tomorrow"), ("tmrw", "tomorrow"), ("tmr", "tomorrow"), ("tomoz", "tomorrow"),
    ("tmw", "tomorrow"), ("tomorow", "tomorrow"), ("2day", "today"), ("gr8", "great"), ("l8r", "later"),
    ("m8", "mate"), ("pls", "please"), ("plz", "please"), ("plss", "please"), ("thx", "thanks"),
    ("thanx", "thanks"), ("ty", "thank you"), ("tysm", "thank you so much"), ("ppl", "people"),
    ("sth", "something"), ("smth", "something"), ("sum1", "someone"), ("som1", "someone"), ("ne1", "anyone"),
    ("no1", "no one"), ("noone", "no one"), ("every1", "everyone"), ("msg", "message"), ("msgs", "messages"),
    ("txt", "text"), ("txted", "texted"), ("txting", "texting"), ("txts", "texts"), ("bf", "boyfriend"),
    ("gf", "girlfriend"), ("bfs", "boyfriends"), ("gfs", "girlfriends"), ("fb", "facebook"),
    ("insta", "instagram"), ("ig", "instagram"), ("rn", "right now"), ("atm", "right now"),
    ("rlly", "really"), ("rly", "really"), ("realy", "really"), ("v", "very"), ("alot", "a lot"),
    ("defo", "definitely"), ("def", "definitely"), ("deffo", "definitely"), ("definately", "definitely"),
    ("probs", "probably"), ("prob", "probably"), ("prolly", "probably"), ("obvs", "obviously"),
    ("obv", "obviously"), ("tbh", "to be honest"), ("ngl", "not going to lie"), ("imo", "in my opinion"),
    ("omg", "oh my god"), ("wtf", "what the fuck"), ("btw", "by the way"), ("ffs", "for fucks sake"),
    ("ily", "i love you"), ("ilysm", "i love you so much"), ("imy", "i miss you"), ("kms", "kill myself"),
    ("kys", "kill yourself"), ("gtg", "got to go"), ("g2g", "got to go"), ("brb", "be right back"),
    ("ttyl", "talk to you later"), ("nvm", "never mind"), ("nvmd", "never mind"), ("jk", "just kidding"),
    ("ik", "i know"), ("iirc", "if i remember correctly"), ("wyd", "what are you doing"),
    ("hmu", "hit me up"),
    ("smh", "shaking my head"), ("fwb", "friends with benefits"), ("ldr", "long distance relationship"),
    ("bday", "birthday"), ("sis", "sister"), ("fam", "family"), ("convo", "conversation"),
    ("info", "information"), ("k", "ok"), ("kk", "ok"), ("okay", "ok"), ("okey", "ok"), ("oki", "ok"),
    ("oke", "ok"), ("yh", "yeah"), ("yhh", "yeah"), ("ye", "yeah"), ("yeahh", "yeah"), ("yaa", "yes"),
    ("ofc", "of course"), ("oc", "of course"), ("idts", "i do not think so"), ("sry", "sorry"),
    ("soz", "sorry"),
    ("srsly", "seriously"), ("diff", "different"), ("hv", "have"), ("hav", "have"), ("wat", "what"),
    ("wot", "what"), ("wht", "what"), ("wen", "when"), ("bcuz", "because"), ("becuz", "because"),
    ("'cause", "because"), ("'cos", "because"), ("'em", "them"), ("'til", "until"),
    ("ma", "my"), ("da", "the"), ("dis", "this"), ("dat", "that"), ("teh", "the"), ("hte", "the"),
    ("adn", "and"), ("wiht", "with"), ("taht", "that"), ("thier", "their"), ("recieve", "receive"),
    ("recieved", "received"), ("freind", "friend"), ("freinds", "friends"), ("wierd", "weird"),
    ("seperate", "separate"), ("seperated", "separated"), ("untill", "until"), ("becuase", "because"),
    ("beacuse", "because"), ("mum's", "mum"), ("gona", "going to"), ("shud", "should"), ("cud", "could"),
    ("wud", "would"), ("luv", "love"), ("luvs", "loves"), ("nite", "night"), ("av", "have"),
    ("avin", "having"), ("nuffin", "nothing"), ("nothin", "nothing"), ("sumthing", "something"),
    ("somethin", "something"), ("everythin", "everything"), ("fml", "fuck my life"),
    ("colour", "color"), ("favourite", "favorite"), ("realise", "realize"), ("realised", "realized"),
    ("apologise", "apologize"), ("apologised", "apologized"), ("counsellor", "counselor"),
    ("counselling", "counseling"), ("behaviour", "behavior"), ("mum", "mom"), ("mummy", "mom"),
    ("recognise", "recognize"), ("travelling", "traveling"), ("cancelled", "canceled"),
    ("cancelling", "canceling"), ("cheque", "check"), ("organise", "organize"), ("honour", "honor"),
    ("neighbour", "neighbor"), ("grey", "gray"),
  ]

  /// Irregular forms, each with the word whose stem it shares.
  static let irregulars: [(String, String)] = [
    ("went", "go"), ("gone", "go"), ("told", "tell"), ("said", "say"), ("felt", "feel"), ("left", "leave"),
    ("thought", "think"), ("broke", "break"), ("broken", "break"), ("kept", "keep"), ("met", "meet"),
    ("saw", "see"), ("seen", "see"), ("came", "come"), ("took", "take"), ("taken", "take"), ("gave", "give"),
    ("given", "give"), ("found", "find"), ("knew", "know"), ("known", "know"), ("wrote", "write"),
    ("written", "write"), ("spoke", "speak"), ("spoken", "speak"), ("slept", "sleep"), ("wept", "weep"),
    ("fell", "fall"), ("fallen", "fall"), ("forgot", "forget"), ("forgotten", "forget"),
    ("forgave", "forgive"),
    ("forgiven", "forgive"), ("bought", "buy"), ("brought", "bring"), ("caught", "catch"),
    ("fought", "fight"),
    ("lost", "lose"), ("sent", "send"), ("paid", "pay"), ("spent", "spend"), ("stole", "steal"),
    ("stolen", "steal"), ("hurting", "hurt"), ("beaten", "beat"), ("bitten", "bite"), ("bit", "bite"),
    ("chose", "choose"), ("chosen", "choose"), ("drank", "drink"), ("drunk", "drink"), ("drove", "drive"),
    ("driven", "drive"), ("ate", "eat"), ("eaten", "eat"), ("held", "hold"), ("hid", "hide"),
    ("hidden", "hide"),
    ("made", "make"), ("meant", "mean"), ("ran", "run"), ("sold", "sell"), ("shook", "shake"),
    ("shaken", "shake"),
    ("shot", "shoot"), ("slid", "slide"), ("swore", "swear"), ("sworn", "swear"), ("threw", "throw"),
    ("thrown", "throw"), ("woke", "wake"), ("woken", "wake"), ("withdrew", "withdraw"),
    ("withdrawn", "withdraw"),
    ("became", "become"), ("began", "begin"), ("begun", "begin"), ("built", "build"), ("dealt", "deal"),
    ("grew", "grow"), ("grown", "grow"), ("heard", "hear"), ("led", "lead"), ("rang", "ring"),
    ("rung", "ring"),
    ("sang", "sing"), ("sat", "sit"), ("stood", "stand"), ("stuck", "stick"), ("struck", "strike"),
    ("taught", "teach"), ("tore", "tear"), ("torn", "tear"), ("understood", "understand"), ("wore", "wear"),
    ("worn", "wear"), ("won", "win"), ("children", "child"), ("kids", "kid"), ("men", "man"),
    ("women", "woman"),
    ("feet", "foot"), ("wives", "wife"), ("lives", "live"), ("life", "life"), ("better", "better"),
    ("died", "die"), ("dies", "die"), ("dying", "die"), ("lied", "lie"), ("lies", "lie"), ("lying", "lie"),
    ("does", "do"), ("did", "do"), ("done", "do"), ("doing", "do"), ("has", "have"), ("had", "have"),
    ("having", "have"), ("is", "be"), ("am", "be"), ("are", "be"), ("was", "be"), ("were", "be"),
    ("been", "be"),
    ("being", "be"), ("got", "get"), ("gotten", "get"), ("getting", "get"), ("choked", "choke"),
    ("hung", "hang"), ("overslept", "oversleep"), ("withheld", "withhold"), ("received", "receive"),
  ]

  /// Smileys, as typed.
  static let smileys: [(String, String)] = [
    (":'(", "crying"), (":')", "smile"), (":-(", "sad"), (":-)", "smile"), (":(", "sad"), (":)", "smile"),
    (":/", "unsure"), (":-/", "unsure"), (":d", "smile"), (":p", "smile"), (";)", "smile"), ("<3", "heart"),
    ("</3", "heartbroken"), ("=(", "sad"), ("=)", "smile"), (":|", "unsure"), ("):", "sad"),
  ]

  /// Pictures by their first scalar.
  static let emoji: [(UInt32, String)] = [
    (0x2764, "heart"), (0x1F494, "heartbroken"), (0x1F62D, "crying"), (0x1F622, "crying"), (0x1F625, "sad"),
    (0x1F61E, "sad"), (0x1F614, "sad"), (0x1F641, "sad"), (0x2639, "sad"), (0x1F97A, "sad"), (0x1F629, "sad"),
    (0x1F62B, "sad"), (0x1F63F, "sad"), (0x1F60A, "smile"), (0x1F642, "smile"), (0x1F600, "smile"),
    (0x1F603, "smile"), (0x1F604, "smile"), (0x1F601, "smile"), (0x263A, "smile"), (0x1F970, "love"),
    (0x1F60D, "love"), (0x1F618, "love"), (0x1F495, "love"), (0x1F496, "love"), (0x1F499, "heart"),
    (0x1F49A, "heart"), (0x1F49B, "heart"), (0x1F49C, "heart"), (0x1F5A4, "heart"), (0x1F602, "laughing"),
    (0x1F923, "laughing"), (0x1F620, "angry"), (0x1F621, "angry"), (0x1F92C, "angry"), (0x1F624, "angry"),
    (0x1F44D, "thumbsup"), (0x1F44E, "thumbsdown"), (0x1F44C, "ok"), (0x2705, "yes"), (0x274C, "no"),
    (0x1F937, "unsure"), (0x1F914, "unsure"), (0x1F610, "unsure"), (0x1F631, "scared"), (0x1F628, "scared"),
    (0x1F630, "scared"), (0x1F64F, "please"), (0x1F644, "annoyed"), (0x1F634, "tired"), (0x1F480, "skull"),
    (0x1F52A, "knife"), (0x1F52B, "gun"), (0x1F48A, "pills"), (0x1F4F1, "phone"), (0x1F4DE, "phone"),
    (0x1F377, "wine"), (0x1F37A, "beer"), (0x1F44B, "wave"),
  ]
}
