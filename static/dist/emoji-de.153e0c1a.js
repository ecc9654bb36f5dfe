var s=`😀 grinsendes Gesicht, froh fröhlich grinsen haha lachen lol lustig smiley
😃 grinsendes Gesicht mit großen Augen, fröhlich glücklich grinsen große lächeln lachen lol lustig mund offen smiley
😄 grinsendes Gesicht mit lachenden Augen, fröhlich geschlossen glücklich grinsen lächeln lachen lol lustig mund offen smiley witzig
😁 strahlendes Gesicht mit lachenden Augen, fröhlich grinsen happy lächeln lachen lustig smiley strahlen zähne
😆 Grinsegesicht mit zugekniffenen Augen, geschlossen gesicht grinsen haha hehe hihi lachen lol lustig mund offen smiley witzig zugekniffen
😅 grinsendes Gesicht mit Schweißtropfen, grinsen lächeln lachen lustig mund nervös offen schweiß schwitzen smiley
😂 Gesicht mit Freudentränen, freude fröhlich haha happy hehe hihi lachen lol lustig muahaha rofl smiley tränen witzig
🤣 sich vor Lachen auf dem Boden wälzen, gesicht haha hehe lol lustig muahaha rofl smiley tränen witzig
🙂 leicht lächelndes Gesicht, lächeln smiley
🙃 umgekehrtes Gesicht, auf dem kopf lächeln smiley stehen umgekehrt
😉 zwinkerndes Gesicht, auge flirten sexy smiley zudrücken zugedrückt zukneifen zuzwinkern zwinkern
😊 lächelndes Gesicht mit lachenden Augen, erröten freude freundlich glücklich lächeln lachen rot wangen
😇 lächelndes Gesicht mit Heiligenschein, brav engel glücklich lächeln lieb seelig smiley
🥰 lächelndes Gesicht mit Herzen, 3 anhimmeln bewundern hdgdl hdl herzchen lächeln lieb liebe smiley verknallt verliebt verzückt
😍 lächelndes Gesicht mit herzförmigen Augen, glücklich herzen herzförmig lächeln liebe smiley verliebt
🤩 überwältigt, aufgeregt augen gesicht grinsen smiley star stern wow
😘 Kuss zuwerfendes Gesicht, flirten küsschen küssen lieb smiley zuwerfen
😋 sich die Lippen leckendes Gesicht, lächeln lecker leckeres essen leckender smiley zunge
😛 Gesicht mit herausgestreckter Zunge, ätsch bäh herausgestreckt lachen lustig smiley
😜 zwinkerndes Gesicht mit herausgestreckter Zunge, auge herausgestreckt herausstrecken smiley zudrücken zugedrückt zwinkern
🤪 irres Gesicht, auge augen groß irre klein smiley verrückt
🤗 Gesicht mit umarmenden Händen, drücken hände smiley umarmen umarmung
🤭 verlegen kicherndes Gesicht, haha hand hihi huch kichern lachen mund rot smiley wangen
🤫 ermahnendes Gesicht, ermahnen finger leise psst pst ruhe ruhig sch smiley
🤔 nachdenkendes Gesicht, fragen grübeln hm komisch nachdenken nachdenklich smiley wundern
🤐 Gesicht mit Reißverschlussmund, geheimnis halten mund reißverschluss schweigen smiley wahren
🤨 Gesicht mit hochgezogenen Augenbrauen, argwöhnisch hochgezogen misstrauen skeptisch smiley stutzig zweifel
😐 neutrales Gesicht, ausdruckslos kommentarlos neutral smiley todernst unbeeindruckt
😑 ausdrucksloses Gesicht, ausdruckslos kommentarlos selbstgefällig smiley unbeeindruckt unglaublich
😶 Gesicht ohne Mund, kein smiley sprachlos
😏 süffisant lächelndes Gesicht, feixen flirten lächeln mundwinkel schief smiley
🙄 Augen verdrehendes Gesicht, genervt meinetwegen nerv ohje rollen smiley verdrehen verrollen
😬 Grimassen schneidendes Gesicht, grimasse peinlich schneiden smiley verziehen zähne
😌 erleichtertes Gesicht, augen entspannt erleichtert geschlossen smiley zen zufrieden
😔 nachdenkliches Gesicht, enttäuscht nachdenklich schrecklich smiley traurig verlieren verloren
😴 schlafendes Gesicht, dösen einschlafen gähnen gute nacht langweilig mittagsschlaf müde nickerchen schlaf schlafen smiley zzz
😷 Gesicht mit Atemschutzmaske, arzt bazillen erkältet krank krankheit mund mundschutz schutzmaske smiley viren virus
🤒 Gesicht mit Fieberthermometer, fieber krank messen smiley thermometer
🤕 Gesicht mit Kopfverband, aua autsch kopf schmerzen smiley verband verletzung
🥵 schwitzendes Gesicht, erhitzt fieber fiebrig heiß herausstrecken hitze hitzschlag rot schnaufen schwitzen smiley zunge
🥶 frierendes Gesicht, bibbern blau eisig erfrieren frieren frösteln frostig kalt smiley unter null zähne zähneklappern zittern
🤯 explodierender Kopf, entsetzt explodieren geschockt gesicht schock schockiert smiley überwältigt unglaublich
🥳 Partygesicht, aufgeregt feier fest fröhlich geburtstag gesicht glückwunsch hurra hut party smiley überraschung
😎 lächelndes Gesicht mit Sonnenbrille, cool lächeln smiley
🤓 Strebergesicht, brille gesicht intelligent klug nerd schlau schlaumeier smart smiley streber
🧐 Gesicht mit Monokel, elegant reich smiley
😕 verwundertes Gesicht, keine ahnung smiley traurig verwirrt verwundert weiß nicht
🙁 betrübtes Gesicht, betrübt schade smiley traurig
😮 Gesicht mit offenem Mund, erstaunt offen omg schockiert unglaublich vergessen wow
😲 erstauntes Gesicht, erstaunt nee omg schockiert smiley verwundert
😳 errötetes Gesicht mit großen Augen, erröten groß peinlich rot scham schämen smiley überrascht verlegen wangen
🥺 bettelndes Gesicht, anflehen augen betteln bettelnd bitte bitten flehend groß kulleraugen smiley traurig welpenaugen
😢 weinendes Gesicht, smiley träne traurig weinen
😭 heulendes Gesicht, flennen heulen schluchzen smiley tränen tränenfluss traurig weinen
😱 vor Angst schreiendes Gesicht, ängstlich munch omg panik schrei schreien schreiend
😞 enttäuschtes Gesicht, enttäuscht leider schade smiley traurig verloren
😓 bedrücktes Gesicht mit Schweiß, angstschweiß augen bedrückt geschlossen kopfschmerzen smiley
😩 erschöpftes Gesicht, erschöpft fehlschlag hungrig müde nein smiley unglücklich
😤 schnaubendes Gesicht, erleichtert gewonnen
😡 schmollendes Gesicht, rot angelaufener smiley wütend
🤖 Roboter, gesicht monster robotergesicht roboterkopf
👍 Daumen hoch, einverstanden finger gut hand in ordnung jawohl klar klasse like nach oben ok super
👎 Daumen runter, hand nach unten schlecht
👌 OK-Zeichen, exzellent finger genial hand in ordnung natürlich ok-zeichen perfekt super
✌️ Victory-Geste, sieg v victory-geste
🤞 Hand mit gekreuzten Fingern, finger gekreuzt
👋 winkende Hand, auf wiedersehen bis später ciao guten tag hallo hey hi tschüs tschüss winken
🙏 zusammengelegte Handflächen, beten betend bitten danke danken gebet gefaltet grüßen zusammengelegt
👏 klatschende Hände, applaudieren applaus beifall gratulation großartig gut hand klatschen klatschend toll
🙌 zwei erhobene Handflächen, erhoben feiern geste hände hurra
🤝 Handschlag, hände händeschütteln vereinbarung
💪 angespannter Bizeps, arm bodybuilder bro fitnessstudio gewichtheben muckies muskeln stark training
👉 nach rechts weisender Zeigefinger, finger handrückseite weisen zeigen
👈 nach links weisender Zeigefinger, finger handrückseite weisen zeigen
👆 nach oben weisender Zeigefinger von hinten, aufwärts finger handrücken handrückseite hier hinauf melden rauf weisen zeigen
👇 nach unten weisender Zeigefinger, abwärts finger handrücken handrückseite hinab hinunter runter weisen zeigen
✋ erhobene Hand, 5 erhoben halt handfläche high five schlag ein stopp warte
✍️ schreibende Hand, schreiben schreibend stift
🤷 schulterzuckende Person, egal gleichgültig keine ahnung schultern zucken schulterzuckend weiß nicht zweifel
🤦 sich an den Kopf fassende Person, fassen frustriert genervt gesicht oh nein omg unfassbar unglaublich verzweifelt
🙋 Person mit erhobenem Arm, aufzeigen drankommen drannehmen frage geste hand heben hier ich sich melden wissen
💁 Infoschalter-Mitarbeiter(in), abgekippt beleidigen gerüchte geste hand klatsch klatschen person sarkasmus sarkastisch tratsch tratschen
🏃 laufende Person, eilig joggen laufen läufer läuferin marathon rennen schnell sport
👀 Augen, auge gesicht gucken schauen sehen
❤️ rotes Herz
🧡 oranges Herz, liebe orange
💛 gelbes Herz, gefühl gelb herzlich liebe
💚 grünes Herz, gefühl grün liebe romantisch
💙 blaues Herz, blau gefühl liebe romantisch
💜 lila Herz, beste gefühl hdl liebe lilafarben violett
🖤 schwarzes Herz, böse schwarz
🤍 weißes Herz, weiß
💔 gebrochenes Herz, allein gebrochen gefühl herzschmerz liebeskummer schmerz traurig trennung zerbrochen
💯 100 Punkte, punktestand volle punktzahl
✨ funkelnde Sterne, * funkel funkeln
⭐ weißer mittelgroßer Stern, astronomie gelber himmel
🌟 funkelnder Stern, funkeln glitzern
🔥 Feuer, brennen flamme heiß
🎉 Konfettibombe, böller feier juhu knaller konfetti party super yay
🎊 Konfettiball, feier konfetti party
🎈 Luftballon, ballon feier geburtstag
🎁 Geschenk, feier geburtstag schachtel schleife überraschung verpackt weihnachten
🏆 Pokal, bundesliga champion gewinnen preis sieger sport trophäe
🥇 Goldmedaille, erster gewinn medaille 1. platz
🌞 Sonne mit Gesicht, sonnengesicht sonnenschein
☀️ Sonne, sonnenstrahlen sonnig strahlen wetter
⛅ Sonne hinter Wolke, wolkig
🌧️ Wolke mit Regen, regenwolke wetter
❄️ Schneeflocke, flocke kalt schnee schneien wetter winter
🌈 Regenbogen, wetter
🌍 Globus mit Europa und Afrika, erde weltkugel
🌱 Spross, junge pflanze
🌳 Laubbaum, baum blätter grün laub pflanze wald
🌸 Kirschblüte, blume blüte kirsche pflanze
🌹 Rose, blume blüte pflanze
🌻 Sonnenblume, blume blüte pflanze sonne
🍀 Glücksklee, blatt glück klee kleeblatt pflanze silverster vier vierblättrig vierblättriges
🐶 Hundegesicht, gesicht hund tier treu wau wuff
🐱 Katzengesicht, gesicht katze miau miez miezekatze tier
🐢 Schildkröte, tier
🦄 Einhorn, einhorngesicht gesicht
🐝 Biene, honig honigbiene hummel insekt maja natur summ tier
🦋 Schmetterling, insekt schön
🍎 roter Apfel, frucht obst rot
🍓 Erdbeere, beere essen frucht obst
🍕 Pizza, pizzastück pizzeria
🍰 Torte, kuchen kuchenstück stück tortenstück
🎂 Geburtstagskuchen, essen feier geburtstag geburtstagstorte happy birthday kerzen kuchen lebensmittel torte
🍪 Keks, cookie plätchen
☕ Heißgetränk, cafe dampfend getränk heiß kaffee tasse tee trinken
🍺 Bierkrug, bar bier krug oktoberfest prost weizenbier
🥂 Sektgläser, anstoßen feier feiern getränk gläser prost sekt
✅ weißes Häkchen, abgehakt erledigt
☑️ abgehaktes Kästchen, ✓ abstimmungsfeld mit häkchen ankreuz feld wahlurne
✔️ kräftiges Häkchen, abhaken erledigt fertig haken
❌ Kreuzzeichen, abbrechen durchgestrichen mal multiplikation multiplizieren rotes kreuz x
❗ rotes Ausrufezeichen, ! rot satzzeichen
❓ rotes Fragezeichen, frage rot satzzeichen warum wieso
⚠️ Warnung, achtung dreieck vorsicht warnschild
⛔ Zutritt verboten, einbahnstrasse kein keine durchfahrt zutritt-verboten-schild
🚫 Verboten, kein zutritt kein-zutritt-zeichen verbotszeichen
ℹ️ Buchstabe „i“ in blauem Quadrat, „i“ information
➡️ Pfeil nach rechts, osten rechtspfeil
⬅️ Pfeil nach links, linkspfeil westen
⬆️ Pfeil nach oben, aufwärts aufwärtspfeil norden
⬇️ Pfeil nach unten, abwärts abwärtspfeil süden
🔄 Pfeile gegen den Uhrzeigersinn, kreisförmige
🔗 Linksymbol, kettenglieder verknüpfen verknüpfung verknüpfungssymbol zwei ringe
➕ plus, + addieren mathe pluszeichen
➖ minus, - − mathe minuszeichen
🆗 Großbuchstaben OK in blauem Quadrat, keycap okay taste tastenkappe
🆕 Wort „New“ in blauem Quadrat, neu „new“
🆓 Wort „Free“ in blauem Quadrat, „free“
🔴 roter Punkt, ball rot
🟢 grüner Punkt, form grün grüne scheibe kreis
🟡 gelber Punkt, form gelb gelbe scheibe kreis
🔵 blauer Punkt, ball blau großer kreis
1️⃣ Taste: 1, eins
2️⃣ Taste: 2, zwei
3️⃣ Taste: 3, drei
📎 Büroklammer
📄 Vorderseite eines Blattes, dokument papier seite
📝 Papier und Bleistift, kurzmitteilung nachricht notiz schreibblock schreiben
📧 E-Mail, brief e-mail e-mail-symbol post
✉️ Briefumschlag, brief e-mail
📦 Paket, päckchen
📅 Kalender, datum kalenderblatt
⏰ Wecker, uhr uhrzeit zeit
⏳ laufende Sanduhr, prozess vorgang läuft
⌚ Armbanduhr, uhr zeit
📞 Telefonhörer, anrufen hörer kommunikation telefon
📱 Mobiltelefon, handy iphone smartphone telefonieren
💻 Laptop, bildschirm computer computermonitor monitor notebook pc
🖨️ Drucker, computer
📷 Fotoapparat, fotos kamera
🎥 Filmkamera, film kino unterhaltung
🔍 Lupe nach links, suche vergrößerungsglas
🔑 Schlüssel, passwort schließen
🔒 geschlossenes Schloss, datenschutz geschlossen sicherheit
🔓 offenes Schloss, nicht gesichert offen
🔧 Schraubenschlüssel, werkzeug
🔨 Hammer, werkzeug
⚙️ Zahnrad, werkzeug
💡 Glühbirne, hell idee lampe licht
🔔 Glocke, ding dong klingeling ton eingeschaltet
📣 Megafon, jubel lautsprecher
💳 Kreditkarte, bankkarte ec-karte geldkarte guthaben karte
💰 Geldsack, geld moneten reich sack
💶 Euro-Banknote, euro-banknote euroschein geld geldschein
🧾 Beleg, abrechnung aufstellung blatt buchhalter buchhaltung quittung rechnung rechnungswesen schriftstück
🛒 Einkaufswagen, einkaufen
🎫 Ticket, konzert unterhaltung
🚚 Lieferwagen, lastwagen lkw
🚗 Auto, fahren fahrzeug rot verkehr
🚲 Fahrrad, bmx rad radeln radler spinning
✈️ Flugzeug, flieger
🚆 Zug, bahn eisenbahn ice
🏠 Haus, gebäude zuhause
🏢 Bürogebäude, hochhaus
🏥 Krankenhaus, ambulanz arzt gebäude krank medizin notaufnahme
🗺️ Weltkarte, karte landkarte reisen welt
📍 Stecknadel, anpinnen reißzwecke rund runde
🎵 Musiknote, lied melodie musik note
📚 Bücherstapel, bücher fantasie lesen roman
✏️ Bleistift, stift
📌 Reißzwecke, anpinnen
🗑️ Papierkorb, abfalleimer
`;var b={œ:"oe",æ:"ae",ß:"ss"},l=r=>r.normalize("NFD").replace(/\p{M}/gu,"").toLowerCase().replace(/[œæß]/g,e=>b[e]);var t=r=>r.trim().split(`
`).map(e=>{let n=e.indexOf(" "),[i,k=""]=e.slice(n+1).split(", ");return{sign:e.slice(0,n),name:i,words:l(`${i} ${k}`)}});var a=`
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
`;var h=`
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
`,c=`
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
`;var o=`
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
`,u=`
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
`;var g=`
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
`;var m=[a,o,u,h,g,c].map(t);function d(r){let e=new Map(t(r).map(n=>[n.sign,n]));return m.map(n=>n.map(i=>e.get(i.sign)??i))}var T=d(s);export{T as emoji};
