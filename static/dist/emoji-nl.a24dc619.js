var r=`😀 grijnzend gezicht, blij fijn glimlachen grijns lach lachen leuk tanden vrolijk
😃 grijnzend gezicht met grote ogen, blij gaaf glimlachen grijns groot joepie lach mond open tanden
😄 grijnzend gezicht met lachende ogen, blij glimlachen grijns lach lachen lol mond oog open
😁 stralend gezicht met lachende ogen, blij fijn glimlachen grijns grijnzend lach oog tanden
😆 grijnzend gezicht met stijf dichtgeknepen ogen, blij gesloten glimlachen haha hahaha lach lachen lol mond open rofl scheelzien
😅 grijnzend gezicht met zweetdruppels, gestrest glimlachen koud lach mond neerslachtig nerveus open opgewonden stress zweet
😂 gezicht met tranen van vreugde, blij gevoelens grappig haha hehe hilarisch huilen lachen lmao lol rofl roflmao traan
🤣 gezicht dat op de grond rolt van het lachen, blij grappig haha hehe hilarisch huilen lmao lol rofl roflmao rollen traan vloer vreugde
🙂 enigszins lachend gezicht, blij glimlachen lach
🙃 omgekeerd gezicht, glimlach hehe
😉 knipogend gezicht, flirten hartenbreker knipogen knipoog knipoogt plagerij sexy zwoel
😊 lachend gezicht met lachende ogen, blozen gelukkig glimlach glimlachen oog tevreden
😇 lachend gezicht met halo, blij elfje engel engelachtig engelen fantasie geest gezegend glimlach glimlachen onschuldig sprookje stralenkrans verhaal
🥰 lachend gezicht met hartjes, 3 crush dol glimlach glimlachen hart hou van jou liefde romantiek
😍 lachend gezicht met hartvormige ogen, gevoelens hartjes hartjesogen kussen lach liefde oog romantiek schatje
🤩 sterren in de ogen, gezicht grijnzend lach opgewonden ster als wauw
😘 gezicht dat kus toeblaast, flirten hartje kusje blazen kussen romantiek smiley xoxo zoen
😋 lachend gezicht dat lippen likt, genieten glimlach jammie lekker mmm smiley smullen
😛 gezicht met uitgestoken tong, en open ogen grapje grappig ontdeugend smiley uitsteken uitgesteken
😜 knipoog met uitgestoken tong, gezicht en grap grapjas oog plagen smiley
🤪 gek gezicht, gekke blik gestoord groot klein oog smiley
🤗 blij gezicht met uitgestoken handen, knuffel knuffelen
🤭 gezicht met hand over de mond, geheim geschrokken giechelen oeps smiley verrast
🤫 gezicht dat tot stilte maant, manen sst stil
🤔 nadenkend gezicht, afvragen denken hmm kin nadenken overwegen
🤐 gezicht met een rits als mond, dicht geheim houden stil zwijg
🤨 gezicht met opgeheven wenkbrauw, afkeurend frons opgetrokken hmm ongeloof sceptisch skeptisch smiley verrassing wantrouwen wantrouwend wat
😐 neutraal gezicht, geen commentaar jaloers niet leuk ongemakkelijk pokerface pokergezicht uitdrukkingsloos uitgestreken
😑 uitdrukkingsloos gezicht, dichtgeknepen geen commentaar uitdrukking jaloers lame omg ontevreden smiley tegenzin ugh vooruit wtf
😶 gezicht zonder mond, geen geheim niets zeggen persoon rustig smiley sprakeloos stil zwijgen
😏 gniffelend gezicht, arrogant flirten met grote grijns gladjes gniffelen grijnzen schuin smiley swag vol van zichzelf
🙄 gezicht met rollende ogen, rollen de schaduw ugh wat dan ook
😬 gezicht met grimas, grimasgezicht grinniken niks oeps ongemakkelijk smiley tanden op elkaar
😌 opgelucht gezicht, kalmte opluchting vrede zen
😔 peinzend gezicht, afgewezen balen moedeloos smiley teleurgesteld terneergeslagen triest verdrietig verloren
😴 slapend gezicht, bedtijd dutje gapen moe slaap lekker slapen smiley vermoeid welterusten zzz
😷 gezicht met doktersmasker, besmet dokter masker koud medicijn medisch smiley virus ziek
🤒 gezicht met thermometer, niet lekker ziek
🤕 gezicht met een verband om het hoofd, gewond hoofdverband pijn verwonding
🥵 heet gezicht, beroerte hijgen hitte koortsig rood sterven tong zweten
🥶 koud gezicht, bevriezen bevriezing blauw ijspegels onder nul tanden
🤯 ontploffend hoofd, exploderen geschokt ondersteboven onmogelijk smiley verbaasd verbijsterd verrast wow
🥳 feestend gezicht, feest feesten fuif gelukkig hoed hoera opgewonden roltong verjaardag vieren viering
😎 lachend gezicht met zonnebril, bril chillen cool gaaf geweldig glimlach ontspannen stijl stoer strand
🤓 nerdgezicht, geek gezicht met bril en tanden nerd nerderig smiley
🧐 gezicht met monocle, chic klasse rijk saai
😕 verward gezicht, hmm ik weet het niet in de war ontevreden peinzend smiley teleurgesteld uhm
🙁 licht fronsend gezicht, fronsen verdrietig
😮 gezicht met open mond, geschokt geschrokken oeps omg ongelofelijk ongelooflijk smiley sympathie vergeten wauw
😲 verbaasd gezicht, geschokt kosten nee omg totaal
😳 blozend gezicht, beschaamd dood gek heet hitte jeetje onder de indruk ongeloof ongemakkelijk sjonge verbaasd verbijsterd
🥺 smekend gezicht, alsjeblieft genade grote ogen smeken smekende blik smiley verdrietig waarom niet zielig
😢 huilend gezicht, bedroefd gevoelens huilen smiley traan triest
😭 hard huilend gezicht, bedroefd huilen ontroostbaar smiley snikken traan tranen met tuiten
😱 angstig schreeuwend gezicht, angst bang doodsbang geschrokken dat schreeuwt van munch schreeuw smiley
😞 teleurgesteld gezicht, afgewezen afwijzing bedroefd niet blij schuldig smiley teleurstelling terneergeslagen triest verloren
😓 neerslachtig gezicht met zweetdruppel, angstzweet bang dichtgeknepen ogen koud nerveus smiley zweet
😩 moe gezicht, aanstellen honger nee ontevreden smiley tegenzin vermoeid zeuren
😤 gezicht blazend van woede, boos gewonnen met stoom uit neus kokend ontevreden triomf witheet woedend ziedend
😡 pruilend gezicht, boos kwaad rood smiley woede woedend
🤖 robot, gezicht monster
👍 duim omhoog, +1 goed hand ja leuk
👎 duim omlaag, -1 fout hand lichaam niet goed leuk slecht stom
👌 OK-handgebaar, fantastisch geweldig goed hand oké prima top vingers
✌️ winnende hand, peace twee vingers v vredesteken
🤞 gekruiste vingers, gekruist geluk hand kruisen vinger
👋 zwaaiende hand, ben je er doei groet groeten hallo is daar iemand moet gaan spreek later
🙏 gevouwen handen, alsjeblieft bedankt bidden buigen dank gebaar gebed geef me de vijf gezegend hand tegen
👏 klappende handen, applaudiseren applaus bidden dankjewel gefeliciteerd goed gedaan goedkeuring hand hoera klappen
🙌 juichend omhooggestoken handen, feest gebaar hand hoera lof omhoog
🤝 handdruk, deal hand overeenkomst schudden vergadering
💪 spierballen, aanspannen arm biceps bodybuilder flex gewichtheffen spannen spier spierbal sportschool sterk strip
👉 achterkant van hand met naar rechts wijzende wijsvinger, vinger wijs wijzen
👈 achterkant van hand met naar links wijzende wijsvinger, vinger wijs wijzen
👆 achterkant van hand met omhoog wijzende wijsvinger, vinger wijs wijzen
👇 achterkant van hand met omlaag wijzende wijsvinger, vinger wijs wijzen
✋ opgeheven hand, 5 hoog stop vijf
✍️ schrijvende hand, schrijf schrijven
🤷 persoon die schouders ophaalt, gebaar idk ik weet het niet misschien onverschilligheid onwetend onwetendheid schouderophalen twijfel
🤦 persoon die het gezicht met de hand bedekt, ergernis gebaar voor niet opnieuw ongeloof ongelooflijk palm schaamte zucht
🙋 persoon met opgeheven hand, antwoord blij gebaar ik weet het omhoog vraag vrouw die opsteekt
💁 persoon achter informatiebalie, brutaal hand ophouden hulp informatie knikken roddelen sarcasme sarcastisch uitleg geven vrouw met omhoog
🏃 hardloper, hardlopen hollen joggen man marathon persoon rennen snel sport
👀 ogen, gezicht kijken omg ondeugend oog staren
❤️ rood hart, emotie liefde
🧡 oranje hart
💛 geel hart, emotie hou van jou hvj liefde
💚 groen hart, hou van jou hvj romantisch xoxo
💙 blauw hart, emotie hou van jou hvj liefde romantiek
💜 paars hart, emotie hou van jou hvj
🖤 zwart hart, kwaad slecht verdorven
🤍 wit hart, liefde symbool
💔 gebroken hart, alleen breken droevig eenzaam emotie liefdesverdriet verdrietig
💯 maximumscore, 100 punten beste cijfer fantastisch foutloos getal geweldig score top zeker
✨ sterretjes, * glinsteren glinsterende sterren ster
⭐ witte middelgrote ster
🌟 stralende ster, fonkelen fonkelend schitteren schitterend schittering stralen
🔥 vuur, brand heet hulpmiddel vlam
🎉 feestknaller, confetti feest hoera jarig knaller partypopper verjaardag viering
🎊 confettibal, bal confetti feest hoera jarig verjaardag viering
🎈 ballon, feest jarig verjaardag vieren viering
🎁 ingepakt cadeau, cadeautje cadeauverpakking met strik feest verpakking
🏆 trofee, beker gewonnen kampioen overwinning prijs winnaar
🥇 medaille 1e plaats, eerste gewonnen goud gouden winnaar
🌞 zon met gezicht, helder warm weer zonneschijn
☀️ zon, felle helder stralen weer zonnig
⛅ zon achter wolk, weer wolken
🌧️ wolk met regen, weer
❄️ sneeuwvlok, koud sneeuw weer
🌈 regenboog, genderqueer glbt homoseksueel lesbisch lgbt lgbtq lgtbqia lhbt natuur pride queer regen transgender weer
🌍 wereldbol met Europa-Afrika, aarde wereld europa-afrika
🌱 zaailing, jong plant spruit stekje
🌳 loofboom, boom bos groen habitat verliezen
🌸 kersenbloesem, bloem bloesem kers lente plant voorjaar
🌹 roos, bloem elegant liefde plant rood schoonheid valentijn
🌻 zonnebloem, bloem buiten plant zon
🍀 klavertjevier, 4 blad geluk iers klaver plant vier
🐶 hondengezicht, dier gezicht hond huisdier puppy puppy’s schattig
🐱 kattengezicht, dier gezicht huisdier kat kitten
🐢 schildpad, dier waterschildpad
🦄 eenhoorn, gezicht
🐝 honingbij, bij dier hommel honing insect lente natuur
🦋 vlinder, insect mooi
🍎 rode appel, dieet fruit gezondheid rijp rood voedsel
🍓 aardbei, bes fruit
🍕 pizzapunt, eten honger kaas pepperoni pizza punt
🍰 cake, dessert gebak plak zandgebak zoet
🎂 verjaardagstaart, dessert gebak gelukkig taart verjaardag viering zoet
🍪 koekje, chip chocolade dessert zoet
☕ warme drank, café cafeïne chai drinken koffie ochtend stomen thee warm
🍺 bierglas, alcohol bar bier café drinken duitsland glas oktoberfest pils pint
🥂 klinkende glazen, drinken glas klinken toosten vieren
✅ knop voor vinkje, ✓ afgevinkt check gedaan klaar markeren vink voltooid
☑️ vinkje in vak, ✓ check klaar stem uit vink
✔️ vinkje, ✓ afgevinkt check dikgedrukt klaar teken
❌ kruisteken, × annuleren kruis teken vermenigvuldigen vermenigvuldiging x
❗ rood uitroepteken, ! interpunctie teken uitroep
❓ rood vraagteken, ? interpunctie teken vraag
⚠️ waarschuwing, voorzichtig
⛔ geen toegang, belemmerd doorgang ingang mislukt niet verboden verkeer
🚫 verboden, nee niet roken toegang
ℹ️ informatie, i
➡️ pijl naar rechts, oost richting windrichting
⬅️ pijl naar links, richting west windrichting
⬆️ pijl omhoog, noord richting windrichting
⬇️ pijl omlaag, richting windrichting zuid
🔄 pijlen tegen de klok in, déjà knop linksom pijl vernieuwen vu weer
🔗 schakels, twee ringen
➕ plus, +
➖ min, - − dikgedrukt teken wiskunde
🆗 OK-knop, oké
🆕 NEW-knop
🆓 FREE-knop
🔴 rode cirkel, geometrisch rood
🟢 groene cirkel, groen
🟡 gele cirkel, geel
🔵 blauwe cirkel, blauw geometrisch
1️⃣ toets: 1, een
2️⃣ toets: 2, twee
3️⃣ toets: 3, drie
📎 paperclip, clip
📄 pagina met bovenzijde omhoog, bladzijde document
📝 memo, aantekeningen opmerkingen papier potlood
📧 e-mail, brief e-mail post
✉️ envelop, brief e-mail mail
📦 pakket, bezorging dichtgeplakte doos pakketje
📅 kalender, datum
⏰ wekker, alarm klok tijd
⏳ zandloper met stromend zand, tijd timer
⌚ horloge, klok polshorloge tijd
📞 telefoonhoorn, bellen hoorn telefoon
📱 mobiele telefoon, bellen communicatie mobiel smartphone
💻 laptop, computer notebook pc personal
🖨️ printer, afdrukken computer
📷 camera, fotocamera fotograferen selfie snap video
🎥 filmcamera, bioscoop bollywood camera film hollywood opnemen
🔍 vergrootglas naar links gericht, gereedschap glas vergroten zoeken
🔑 sleutel, beveiligd op slot openen wachtwoord
🔒 slot, gesloten privé
🔓 geopend hangslot, gekraakt slot open openen
🔧 moersleutel, engelse sleutel gereedschap schroefsleutel
🔨 hamer, gereedschap timmeren
⚙️ tandwiel, gereedschap instellingen radertje tandrad
💡 gloeilamp, elektrisch idee lamp licht peertje strip
🔔 bel, kerkklok klok luiden pauze rinkelen
📣 megafoon, communicatie geluid gouden juichen versterken
💳 creditcard, bank betaalkaart geld kaart krediet pinpas
💰 zak met geld, dollar geldzak rijk
💶 eurobiljet, bankbiljet biljet briefgeld briefje euro geld valuta
🧾 kassabon, administratie bewijs boekhouden boekhouding bonnetje factuur kwitantie rekening
🛒 winkelwagen, boodschappen shoppen wagen wagentje winkelen
🎫 ticket, entree entreekaartje kaartje toegang toegangskaartje
🚚 bestelbus, bestelwagen bezorging bus levering pakketdienst truck vervoermiddel voertuig
🚗 auto, automobiel rijden vervoermiddel voertuig
🚲 fiets, fietsen rijwiel spinning vervoermiddel voertuig
✈️ vliegtuig, luchtvaartuig reizen vervoermiddel vliegen vliegmachine
🚆 trein, aankomst spoor vertrek vervoermiddel voertuig
🏠 huis, gebouw settelen thuis villa voorstad vrijstaande woning
🏢 kantoorgebouw, gebouw kantoorbaan werk
🏥 ziekenhuis, dokter gebouw medicijnen
🗺️ wereldkaart, kaart wereld
📍 ronde speld, kaart kopspeld locatie
🎵 muzieknoot, achtste noten muziek noot
📚 boeken, boek educatie kennis lezen onderwijs opleiding school
✏️ potlood
📌 punaise, speld
🗑️ prullenmand, prullenbak recyclen
`;var b={œ:"oe",æ:"ae",ß:"ss"},a=o=>o.normalize("NFD").replace(/\p{M}/gu,"").toLowerCase().replace(/[œæß]/g,e=>b[e]);var t=o=>o.trim().split(`
`).map(e=>{let n=e.indexOf(" "),[i,p=""]=e.slice(n+1).split(", ");return{sign:e.slice(0,n),name:i,words:a(`${i} ${p}`)}});var l=`
😀 grinning, happy smile
😃 smile, happy open
😄 laughing eyes, happy smile
😁 beaming, grin teeth
😆 laughing squinting, haha
😅 relieved, sweat phew
😂 tears of joy, laughing lol
🤣 rolling, laughing rofl
🙂 slight smile, friendly
🙃 upside down, silly
😉 wink
😊 warm smile, blush thanks
😇 halo, innocent angel
🥰 hearts, love adore
😍 heart eyes, love
🤩 star eyes, wow excited
😘 kiss
😋 tasty, yum tongue
😛 tongue, playful
😜 wink tongue, crazy
🤪 zany, goofy
🤗 hug
🤭 hand over mouth, oops
🤫 quiet, shush secret
🤔 thinking, hmm wonder
🤐 zipped mouth, silent
🤨 raised eyebrow, doubt
😐 neutral
😑 expressionless
😶 speechless
😏 smirk
🙄 rolling eyes
😬 grimace, awkward
😌 relieved, calm
😔 pensive, sad
😴 sleeping, tired
😷 mask, ill
🤒 ill, fever thermometer
🤕 hurt, bandage
🥵 hot, heat
🥶 cold, freezing
🤯 mind blown
🥳 partying face, party celebrate
😎 cool, sunglasses
🤓 nerd, glasses
🧐 monocle, inspect
😕 confused
🙁 slight frown, sad
😮 surprised, oh
😲 astonished, wow
😳 flushed, embarrassed
🥺 pleading, please
😢 crying, sad tear
😭 sobbing, crying
😱 scream, fear
😞 disappointed
😓 sweat, worried
😩 weary
😤 huff, determined
😡 angry, mad
🤖 robot, bot
`;var g=`
🌞 sun, sunny
☀️ sunshine, weather
⛅ sun behind a cloud, weather
🌧️ rain, weather
❄️ snow, cold winter
🌈 rainbow
🌍 world, earth globe
🌱 seedling, plant
🌳 tree
🌸 blossom, flower spring
🌹 rose, flower
🌻 sunflower
🍀 clover, luck
🐶 dog
🐱 cat
🐢 turtle, slow
🦄 unicorn
🐝 bee
🦋 butterfly
🍎 apple, fruit
🍓 strawberry, fruit
🍕 pizza
🍰 cake
🎂 birthday cake
🍪 cookie
☕ coffee, tea hot drink
🍺 beer
🥂 cheers, glasses toast
`,s=`
✅ check, done yes
☑️ checked box
✔️ check mark
❌ cross, no wrong
❗ exclamation, important
❓ question
⚠️ warning, attention
⛔ no entry, stop
🚫 forbidden
ℹ️ information
➡️ arrow right
⬅️ arrow left
⬆️ arrow up
⬇️ arrow down
🔄 again, reload refresh
🔗 link
➕ plus, add
➖ minus
🆗 ok
🆕 new
🆓 free
🔴 red circle
🟢 green circle
🟡 yellow circle
🔵 blue circle
1️⃣ one, number
2️⃣ two, number
3️⃣ three, number
`;var d=`
👍 thumbs up, yes good ok
👎 thumbs down, no bad
👌 ok, perfect
✌️ victory, peace
🤞 fingers crossed, luck
👋 wave, hello goodbye hi
🙏 folded hands, please thanks
👏 clapping hands, applause bravo
🙌 raised hands, hooray
🤝 handshake, deal agreement
💪 strong, muscle
👉 point right
👈 point left
👆 point up
👇 point down
✋ stop, hand
✍️ writing
🤷 shrug, do not know
🤦 facepalm
🙋 raising hand, question
💁 tipping hand, information
🏃 running, hurry
👀 eyes, look see
`,h=`
❤️ red heart, love
🧡 orange heart
💛 yellow heart
💚 green heart
💙 blue heart
💜 purple heart
🖤 black heart
🤍 white heart
💔 broken heart
💯 hundred, perfect
✨ sparkles, shiny new
⭐ star
🌟 glowing star
🔥 fire, hot great
🎉 party popper, congratulations celebrate
🎊 confetti, celebrate
🎈 balloon, birthday
🎁 gift, present
🏆 trophy, winner
🥇 gold medal, first
`;var c=`
📎 paperclip, attachment
📄 page, document
📝 note, memo form
📧 email, mail
✉️ envelope, letter
📦 package, parcel delivery
📅 calendar, date
⏰ alarm clock, time
⏳ hourglass, wait
⌚ watch, time
📞 phone, call
📱 mobile, phone
💻 laptop, computer
🖨️ printer
📷 camera, picture
🎥 film camera, video
🔍 search, magnifier
🔑 key
🔒 lock, secure
🔓 unlocked, open
🔧 wrench, repair tool
🔨 hammer, tool
⚙️ gear, settings
💡 light bulb, idea
🔔 bell
📣 megaphone, announcement
💳 credit card, payment
💰 money bag
💶 euro, money
🧾 receipt, bill
🛒 shopping cart
🎫 ticket
🚚 truck, delivery
🚗 car
🚲 bicycle
✈️ plane, flight travel
🚆 train
🏠 house, home
🏢 office, building
🏥 hospital
🗺️ map
📍 pin, place location
🎵 music note
📚 books
✏️ pencil
📌 pushpin
🗑️ bin, delete
`;var m=[l,d,h,g,c,s].map(t);function k(o){let e=new Map(t(o).map(n=>[n.sign,n]));return m.map(n=>n.map(i=>e.get(i.sign)??i))}var L=k(r);export{L as emoji};
