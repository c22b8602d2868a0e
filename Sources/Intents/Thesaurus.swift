/// Words of everyday English that stand for nearly the same thing, a group a line.
///
/// A group is a feature beside its words, so that an intent whose examples say "arrive" also leans towards "delivered",
/// by a weight that is learned and shown like any other. The first group a word appears in also stands for it in pairs.
enum Thesaurus {
  /// The first word of each group, which stands for it in evidence.
  static let heads: [String] = groups.split(separator: "\n").map { line in
    line.split(separator: " ").first.map(String.init) ?? ""
  }

  static let groups = """
    he she they him her them ex exes boyfriend girlfriend husband wife partner fiance fiancee spouse bloke guy
    his hers their theirs her
    i me my mine myself
    we us our ours together couple
    mum mom dad mother father parents sister brother sibling family
    arrive arrival come delivered deliver delivery receive received reach show turn get
    send sent post mail ship shipped dispatch deliver forward
    wait waiting pending still yet delay delayed late slow
    lost lose missing misplaced misplace gone disappear disappeared vanish vanished find locate
    steal stolen theft thief robbed robbery rob mugged nicked swiped pickpocket taken
    broken break damaged damage faulty fault defective cracked wrecked smashed busted torn
    work working function operate functional
    fail failed failing failure unsuccessful decline declined reject rejected refuse refused deny denied bounced rejecting declining denying
    error problem issue trouble wrong mistake glitch bug fault incorrect
    wrong incorrect mistake mistaken error inaccurate erroneous false
    fix repair solve resolve sort correct mend remedy
    change update edit modify alter amend switch swap adjust replace
    cancel stop undo revoke abort terminate void withdraw annul
    reverse undo revert return refund reimburse reimbursed
    refund reimburse reimbursement moneyback rebate returned
    money cash funds fund currency dollars pounds euros amount sum balance
    cash notes coins banknotes
    pay paid payment paying purchase spend buy bought transaction
    buy bought purchase purchased shop shopping order
    charge charged fee fees cost costs price bill surcharge commission rate expense
    free gratis complimentary costless
    expensive pricey costly dear overpriced steep
    cheap inexpensive affordable budget bargain low
    transfer move send wire remit transferred transferring
    deposit add credit load topup upload fund
    topup top top-up topped topping reload
    withdraw withdrawal withdrew withdrawing atm cashpoint
    atm cashpoint machine dispenser
    card cards debit credit visa mastercard plastic
    visa mastercard amex
    phone mobile cell cellphone smartphone iphone android handset telephone
    app application program software
    computer laptop pc desktop mac
    password passcode pin code login passphrase
    login log sign signin access enter
    block blocked lock locked freeze frozen disable disabled suspend suspended deactivate
    unlock unblock unfreeze reactivate enable restore
    activate activation start enable activated
    verify verification confirm validate prove proof identify identification authenticate identity
    identity id identification passport licence license document documents
    name surname
    address home house residence live
    country countries nation abroad overseas foreign international world
    europe european eu uk us usa america american
    exchange convert conversion rate currency foreign
    currency currencies dollar dollars pound pounds euro euros yen usd gbp eur
    limit limits maximum max cap restriction minimum restricted
    much many amount quantity number
    long duration time take lengthy
    time when hour clock
    soon quick quickly fast rapid speed faster asap urgent immediately instantly hurry express
    slow slowly sluggish
    need require must necessary want required
    want wish would like desire need hope
    help assist support aid assistance guide
    tell say inform explain show let describe
    ask inquire question request enquire query
    know understand learn find aware figure determine
    see view look check display watch show notice
    check verify look review inspect confirm examine
    show appear display visible
    why reason cause explain
    how way method process steps procedure
    where location place locate
    when time date
    who person whom
    can able possible could
    allow permit let enable able allowed permitted
    possible able can feasible available
    available offered accessible open
    get obtain receive acquire have
    give provide offer supply
    use using utilize utilise used usage
    make create produce generate set
    open create start setup register
    close delete end remove shut terminate cancel
    delete remove erase clear drop
    account profile membership
    extra additional another more second spare
    new another replacement replace fresh
    old previous former past
    different another other various
    same identical duplicate equal
    twice double duplicate two repeated again duplicated
    one single once
    automatic auto automatically
    recognize recognise familiar remember know
    strange weird odd unusual unknown unfamiliar suspicious
    unknown unrecognized unfamiliar strange unexpected
    fraud fraudulent scam unauthorized unauthorised hacked compromised stolen suspicious
    hack hacked compromised breach
    secure security safe protect safety
    safe secure protected
    age old years young minimum
    child children kid kids son daughter teenager underage minor
    son daughter child kid
    friend friends pal mate buddy
    family relative parent
    virtual digital online electronic
    disposable temporary single-use throwaway
    physical plastic real actual
    contactless tap touchless
    apple google samsung
    pay paypal venmo
    link connect attach associate tie linked
    statement history record log list bill
    salary wage wages paycheck income payroll pay earnings
    bank banking
    source origin
    top best
    order request apply purchase get
    track trace follow locate tracking
    support supported accept accepted compatible take
    accept accepted take supported honor
    store shop merchant retailer seller vendor supermarket market
    atm machine
    swallow swallowed ate eat eaten kept stuck
    stuck trapped jammed retained
    expire expired expiry expiration expires
    weekend saturday sunday
    today now currently presently
    yesterday
    tomorrow
    week month day
    hours days weeks months
    happen occur going
    seem appear look
    explain clarify describe
    sure certain confident
    angry mad furious upset annoyed irritated frustrated cross livid
    sad unhappy upset depressed miserable down low heartbroken blue gutted
    cry crying weep tears sob
    happy glad pleased joyful cheerful delighted
    scared afraid frightened terrified fear fearful worried anxious nervous
    worry worried concern concerned anxious stress stressed
    tired exhausted sleepy worn drained knackered
    lonely alone isolated lonesome
    love adore cherish fond
    hate loathe despise detest dislike
    miss missing longing
    text message dm sms whatsapp imessage msg
    call phone ring dial telephone
    talk speak chat converse discuss conversation
    email mail inbox
    contact reach message call touch
    reply respond answer response
    ignore ignored ghost ghosted unread
    meet see date
    relationship marriage partnership
    boyfriend husband partner man fiance bloke
    girlfriend wife partner woman fiancee
    ex former
    breakup split separate dumped divorce divorced separated
    leave left quit go exit depart
    return come back
    hit punch slap slapped kicked punched shove shoved beat hurt
    hurt harm injure injured pain ache
    kill murder
    die dead death suicide dying
    threat threaten threatened
    control controlling
    jealous jealousy envy
    cheat cheated cheating affair unfaithful betrayed betray lied
    lie lied lying dishonest
    trust believe faith
    sorry apologize apologise apology regret
    forgive forgiveness pardon
    drink drunk alcohol beer wine booze pub
    sleep asleep bed insomnia nap
    eat food meal hungry dinner lunch breakfast restaurant
    restaurant cafe diner eatery
    cook recipe bake
    music song songs track album playlist tune artist band
    play playing start
    movie film cinema show
    tv television
    video clip
    book novel read
    news headlines
    weather rain sunny forecast temperature snow cold hot
    temperature degrees heat warm
    alarm wake reminder timer
    remind reminder remember
    calendar schedule appointment event meeting agenda
    meeting appointment
    travel trip journey vacation holiday flight fly
    flight plane airport airline
    hotel motel room accommodation
    train bus subway taxi cab uber ride
    car vehicle auto truck
    drive road traffic route directions
    gas fuel petrol
    map directions navigate
    light lights lamp bulb
    turn switch
    volume loud louder quiet quieter mute
    increase raise up higher
    decrease lower down reduce
    big large huge
    small little tiny
    good great nice fine excellent awesome
    bad terrible awful horrible poor
    insurance coverage policy
    doctor hospital medical health
    loan mortgage debt borrow
    tax taxes irs
    interest apr
    score rating
    job career work employment
    boss manager
    school class
    language translate translation meaning
    word definition define
    joke funny laugh
    hello hi hey greetings
    goodbye bye later
    thanks thank grateful appreciate
    yes yeah yep
    no nope nah
    maybe perhaps possibly
    repeat again
    list lists
    item product thing goods
    clean cleaning vacuum
    buy order
    arrived arrive come landed
    expect expected expecting anticipate suppose supposed
    estimate estimated approximate roughly
    supposed should meant
    deduct deducted debited taken charged subtract
    missing lack without absent
    receive received get got gotten obtain
    correct right accurate proper valid
    eligible qualify entitled allowed
    requirement requirements criteria rule rules policy
    option options choice choices
    choose pick select selection decide
    customize personalise personalize custom design
    daily weekly monthly annual yearly
    cleared settle settled processed complete completed posted
    complete completed finish finished done through
    process processed processing handle
    pending processing hold
    hold freeze pause
    notice noticed saw spot spotted discover discovered realize realized
    seem appear apparently
    unable cannot impossible
    forget forgot forgotten remember
    reset restore recover change
    request requested ask demand
    contact reach support service agent representative
    person human agent someone people
    partner husband wife boyfriend girlfriend spouse fiance fiancee
    reason purpose point
    benefit benefits advantage perk
    increase raise higher more
    reduce lower decrease less
    apply applied application
    receipt invoice proof statement
    paper letter mail
    signal sign
    abroad travel overseas holiday vacation trip
    retry again repeat
    try tried trying attempt attempted
    begin start started
    continue keep carry
    believe think guess reckon suspect
    fake counterfeit forged
    damage ruin destroy
    wallet purse bag
    key keys
    beneficiary recipient payee
    sender payer
    direct standing recurring regular subscription
    subscription subscribe plan
    crypto bitcoin cryptocurrency
    stock shares invest investment trading
    area region zone territory
    near nearby close closest around nearest local
    far distance away
    cold freezing chilly
    hot boiling
    picture photo photos image camera
    post tweet facebook instagram twitter social
    stalk stalking follow following track
    beg plead
    promise swear vow
    argue argument fight row quarrel
    shout yell scream screaming shouting
    blame fault
    guilt guilty ashamed shame
    confused unsure lost
    heal recover recovery
    grow growth improve
    therapist therapy counselor counseling psychologist
    boundary boundaries limit
    space distance break
    future forever
    past history
    memory memories remember
    dream dreams nightmare
    friend friends mate mates pal buddy
    hit hits punch punched slap slapped kick kicked shove shoved beat beaten smack smacked bruise bruised bruises attack attacked batter battered
    choke choked strangle strangled throat neck suffocate throttle throttled breathe
    rape raped sexual sex touched force forced consent
    grab grabbed push pushed pin pinned drag dragged throw threw thrown smash smashed
    scream screams yell yells shout shouts screaming shouting yelling
    insult insults worthless stupid useless pathetic ugly fat names humiliate humiliates mock mocks belittle
    control controls controlling permission allow allows lets forbid forbids rules ban bans
    track tracks tracking tracker airtag gps spy spying location monitor monitors watches follows
    lock locked locks trap trapped imprison cage keys
    money wages bank account card allowance debt bills
    deport deported visa immigration passport papers
    scared afraid frightened terrified fear eggshells terrifies scares frightens
    threat threaten threatens threatened blackmail
    kill die dead death end suicide suicidal overdose dying killing ending
    hurt harm cut cutting burn injure bleed self-harm selfharm
    pills tablets overdose medication paracetamol
    rope noose hang hanging bridge ledge cliff train tracks roof
    gun knife blade razor weapon bat axe
    revenge payback suffer pay destroy ruin punish regret
    follow following stalk stalking watch watching outside wait waiting parked turn
    find hunt locate address whereabouts
    alive live living life exist existing existence here wake
    goodbye note letter will bye farewell
    burden better off without
    point hopeless pointless hope worth
    numb empty nothing hollow void
    sad unhappy upset depressed miserable down low heartbroken blue gutted devastated crushed
    cry crying cries weep tears sob sobbing
    lonely alone loneliness isolated
    miss missing longing ache pine
    urge crave craving cravings tempted temptation itch compulsion addicted addiction withdrawal relapse
    text texting message dm call calling contact reach write email whatsapp ring phone
    block blocked unfollow mute delete deleted
    instagram insta facebook snapchat tiktok profile story stories posts social online page stalking
    sleep sleeping insomnia awake night nights 2am 3am
    eat eating appetite food
    obsess obsessed obsessing stop thinking thoughts mind
    space time break apart distance wait waiting pause
    soon early late long rush rushing hurry quick
    breakup broke split separated ended over dumped finished left
    why reason cause wrong happened root
    again back reunite reunited reconcile reconciliation rekindle retry return second
    should worth mistake wise idea
    want need desire crave
    afraid lonely single alone
    love loved loves feelings
    trust trusting trusted believe faith doubt suspicious
    lie lied lies lying liar honest truth secret secrets hid hide
    cheat cheated cheating affair unfaithful betrayed betrayal
    promise promises promised word
    apologise apologize sorry apology apologised apologized regret
    forgive forgave forgiven forgiveness grudge resent resentment bitter
    blame fault responsible guilty guilt ashamed shame
    change changed changes different same improved
    therapy therapist counselor counseling counsellor counselling professional psychologist couples
    boundary boundaries limit limits line accept tolerate rules
    argue argued argument arguments fight fights fighting row rows
    talk conversation discuss talked talking chat honest open
    listen listens listening heard hear understand understands respect respects respected support supports supportive
    red flag flags warning toxic manipulative gaslight gaslights gaslighting jealous possessive
    good healthy sign signs green
    myself self own part did reflect learn learned lesson
    move moving moved on let letting go goodbye accept closure
    new fresh start begin beginning
    habit habits routine old pattern patterns cycle loop
    date dates dating quality
    keep keeping stay strong maintain going
    mess messed ruin screw
    child kids children baby son daughter
    drunk drink drinking wine alcohol hungover
    tired exhausted drained
    angry anger furious rage mad livid
    calm relax breathe breathing
    job work boss
    stop stopped quit
    """
}
