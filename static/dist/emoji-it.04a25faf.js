var t=`😀 faccina con un gran sorriso, allegria allegro denti felice molto risata sogghignare sogghigno
😃 faccina con sorriso e occhi spalancati, bocca aperta che bello contento denti evvai un gran felice felicità ottimo ridere risata
😄 faccina con sorriso e occhi sorridenti, a crepapelle bene bocca aperta che ride un gran felice felicità felici ridere risata
😁 faccina raggiante con occhi felici, denti che ride sogghigna molto felice risata sogghignare sogghigno sorriso
😆 sorriso a bocca aperta con occhi chiusi, ahahah faccina felice sorridente felicissimo lol ridere risata
😅 faccina con sorriso e goccia di sudore, emozionato un gran felice nervoso sollevato sollievo stressato teso
😂 faccina con lacrime di gioia, ahahaha che ridere contentissimo contento piange dal felice felicissimo felicità lacrima lol piangere risata
🤣 ridere a crepapelle, ahah divertente esilarante faccia che si rotola faccina ride felice felicissimo lacrime dal lmao
🙂 faccina con sorriso accennato, contento che sorride felice mezzo ok sorrisetto a bocca chiusa va bene
🙃 faccina sottosopra, ah ahah ahahah arrabbiato capovolto sarcastico scombussolata triste
😉 faccina che fa l’occhiolino, capirsi l’occhiolino fare flirtare intesa occhio sexy strizzare l’occhio
😊 faccina con occhi sorridenti, arrossire bocca felice felicità imbarazzato sorriso timido
😇 faccina con sorriso e aureola, angelo angioletto sorridente innocente santarellino santo spirito
🥰 faccina con cuoricini, amore cotta innamoramento sorriso ti amo
😍 faccina con sorriso e occhi a cuore, amore innamorato romantico
🤩 colpo di fulmine, emozionante emozionato faccia sorridente faccina con le stelle felice figata figo occhi a stella
😘 faccina che manda un bacio, amore bacetti bacini buona notte cuore baci innamorato mandare mi manchi smack ti amo
😋 faccina che si lecca i baffi, buonissimo buono cibo delizioso gnam golosa goloso leccarsi slurp
😛 faccina che mostra la lingua, bello fa linguaccia con fuori fantastico
😜 faccina che fa l’occhiolino e mostra la lingua, barzelletta divertente l’occhiolino fuori con linguaccia pazzerello pazzo scherzo sto scherzando strano yolo
🤪 faccina impazzita, con occhi pazzi pazza grande inquietante diversi occhio pazzo piccolo sclerato
🤗 faccina che abbraccia, abbracciare abbraccio ciao imbarazzo mani mano saluti sorriso ti voglio bene tvb
🤭 faccina con mano sulla bocca, che sogghigna imbarazzato imbarazzo davanti alla non ci credo oddio oops ridacchiare ridere segreto
🤫 faccina che zittisce, dito muto non parlare segreto silenzio silenzioso zittire zitto
🤔 faccina concentrata, arrovellarsi concentrarsi dubbio che pensa mmm pensare scervellarsi
🤐 faccina con bocca con cerniera, acqua in a zip cucita no comment non parlare posso segreto silenzio zitto
🤨 faccina con sopracciglia alzate, diffidente disappunto eh faccia sopracciglio alzato incredulo mah non ci credo scetticismo scettico sconcertato
😐 faccina neutra, ah imbarazzato imbarazzo impassibile mmm neutro no comment non fa ridere rido oh senza
😑 faccina inespressiva, brutto cattivo come no male neutro niente commenti comment strano
😶 faccina senza bocca, muto non parlo posso parlare segreto espressione parole silenzio zitto
😏 faccina con sorrisetto, ammiccante bocca faccia flirtare furbetto malizioso mmm non ci credo occhiolino sopracciglia sospetto sospettoso
🙄 faccina con occhi al cielo, evabbé guardare altrove noia pazienza roteare gli ruotare sollevare uffa vabbè
😬 faccina con smorfia, denti dentista digrignare i
😌 faccina sollevata, con sorriso pace sollevato sollievo tranquillità tranquillo zen
😔 faccina pensierosa, mai una gioia male mi dispiace morire no peccato pensieroso perdere persa purtroppo scoraggiato
😴 faccina che dorme, assonnato buona notte dormire pisolino sonno stanco zzz
😷 faccina con mascherina, dentista dottore germi infermiera infermiere malato medicina raffreddato raffreddore smog
🤒 faccina con termometro, ammalato malata febbre influenza malato mutua raffreddore
🤕 faccina con la testa bendata, bende dolore malata farsi male fasciarsi ferita ferito mal di malato
🥵 faccina accaldata, accaldato bollente caldo colpo di calore febbre febbricitante fuoco lingua fuori morendo dal morire
🥶 faccina congelata, blu congelare denti che battono per il freddo gelo ghiaccioli ghiacciolo ipotermia sottozero
🤯 testa che esplode, cervello faccina sorpresa mindblown non ci credo sbalordito scioccato sconcertato sorpesa sorpreso stupore
🥳 faccina che festeggia, cappellino celebrazione compleanno entusiasta festa festeggiamenti festeggiamento festeggiamo festeggiare party si trombetta
😎 faccina con sorriso e occhiali da sole, cool fighetto figo ganzo luce relax soleggiato spensierato vacanza
🤓 faccina nerd, occhiali da secchione studioso
🧐 faccina con monocolo, antico classe fighetto occhiale ricco sospetto
😕 faccina confusa, confuso deluso forse non so peccato triste uffa
🙁 faccina leggermente imbronciata, corrucciato imbronciato mettere il muso mi dispiace triste un po’
😮 faccina con bocca aperta, non ci credo mi dire oh scioccato shock sorpresa sorpreso stupito wow
😲 faccina stupita, cosa? davvero non ci credo oddio omg scioccato sorpresa sorpreso stupito
😳 faccina imbarazzata, confuso arrossata con guance rosse occhi aperti imbarazzato
🥺 faccina supplichevole, implorante sull’orlo delle lacrime occhi da cucciolo occhioni per favore piacere supplicare triste
😢 faccina che piange, emozione con lacrima infelice mi dispiace manchi piangere triste
😭 faccina disperata, che piange infelice lacrime no nooo piangere pianto singhiozzare triste
😱 faccina terrorizzata, blu grido di paura munch oddio terrore urlare urlo
😞 faccina delusa, abbandonare delusione disilluso emozione fallimento fallire fallito ho perso infelice male no perdere sospiro
😓 faccina abbattuta sudata, ci è mancato poco delusione goccia malato sudore triste
😩 faccina esausta, arrabbiato disperato esausto che piange nooo piangere sfinito stanco
😤 faccina che sbuffa, arrabbiarsi arrabbiato arrabbiata con il fumo frustrata frustrato frustrazione rabbia sbuffare scontento uffa
😡 faccina accigliata, arrabbiato broncio rossa furioso imbronciato male muso odio
🤖 faccina di robot, tecnologia
👍 pollice in su, +1 bene capito certo d’accordo dito mi piace ok perfetto sì va
👎 pollice verso, giù in basso mano no non mi piace abbassato segno
👌 mano che fa OK, bene capito d’accordo dito gesto di ho indice e pollice con la segno va
✌️ vittoria, due forbice mano segno di yeah
🤞 dita incrociate, buona fortuna incrociare le mano
👋 mano che saluta, a dopo ci sei? vediamo ciao ciaone gesto di saluto aperta salutare schiaffo
🙏 mani giunte, gesto grazie mano per favore pregare preghiera ti prego
👏 mani che applaudono, applaudire applauso bravo clap complimenti congratulazioni ok pregare preghiera segno yeah
🙌 mani alzate, celebrare due evvai evviva gesto grazie innocente mano urrà vittoria
🤝 stretta di mano, affare fatto conoscere d’accordo mani che si stringono ok patto piacere presentarsi presentazione promessa
💪 bicipite, bodybuilding braccio piegato corpo forte forza fumetto muscolo palestra pesi sollevamento teso
👉 indice verso destra, a di là dito indicare mano
👈 indice verso sinistra, direzione dito indicare là mano
👆 indice alzato, dito in su alto mano sù
👇 indice abbassato, dito in giù indicare mano qui sotto
✋ mano alzata, carta cinque aperta
✍️ mano che scrive, disegnare penna scrivere a
🤷 persona che scrolla le spalle, boh dubbio forse indifferenza non lo so saprei noncuranza alza può darsi alzate vabbè
🤦 persona esasperata, disperazione esasperazione facepalm incredulità mano in fronte oddio oh no
🙋 persona con mano alzata, ciao donna eccomi felice gesto salutare saluto sono qui
💁 persona con mano capovolta, aiuto capovolgere la gesto i capelli gossip informazioni all’insù pettegolezzo sarcasmo sfacciataggine sul serio
🏃 persona che corre, correre corsa di gara jogging maratona sport
👀 occhi, corpo faccia guardare osservare vedere
❤️ cuore rosso, amore cuoricino emozione
🧡 cuore arancione, amore arancio emozione
💛 cuore giallo, amore emozione innamorato
💚 cuore verde, amore emozione
💙 cuore blu, amore azzurro emozione
💜 cuore viola, amore emozione
🖤 cuore nero, crudele dolore tristezza
🤍 cuore bianco, emozione
💔 cuore infranto, amore finito emozione spezzato triste
💯 100 punti, cento d’accordo massimo punteggio pieno sicuro tutto
✨ stelline, scintille spendente stelle
⭐ stella, astro natura gialla stellina
🌟 stella che brilla, brillante evvai felicità festeggiare natura notte scintillante sorpresa con scintille stellina
🔥 fuoco, bruciare caldo calore esplosione falò fiamma fiamme inferno passione
🎉 spara coriandoli, auguri compleanno congratulazioni evviva felicità festa party stelle filanti urrà yahoo
🎊 coriandoli, carnevale congratulazioni decorazioni evviva festa festeggiare palla di stelle filanti
🎈 palloncino, auguri compleanno festa
🎁 regalo, dono festa fiocco natale pacchetto regalino sorpresa
🏆 coppa, campione premio sport trofeo vincere vincitore vittoria
🥇 medaglia d’oro, d’oro numero 1 uno primo posto sport vincere
🌞 faccina sole, bel tempo caldo denari estate giornata giorno meteo soleggiato
☀️ sole, calore luce meteo raggi soleggiato splendente
⛅ sole coperto, meteo natura nuvola con nuvole variabile
🌧️ pioggia, diluvio meteo natura nuvole nuvoloso pioggerella piovere piovigginare
❄️ fiocco di neve, freddo ghiaccio inverno meteo
🌈 arcobaleno, bisessuale colori gay lesbica lgbt meteo natura omosessuale pace pioggia transgender
🌍 Europa e Africa, globo mappamondo natura pianeta terra
🌱 germoglio, natura pianta piantina primavera
🌳 albero deciduo, rotondo caduco natura pianta
🌸 fiore di ciliegio, fiorito natura pianta primavera primula rosa
🌹 rosa, amore bellezza fiore giardino natura pianta regalo rossa rosso
🌻 girasole, fiore giallo natura pianta
🍀 quadrifoglio, foglia fortuna natura pianta piante quattro
🐶 muso di cane, animale cagnolino cucciolo domestico faccina
🐱 muso di gatto, animale animali faccina
🐢 tartaruga, animale animali lenta lentezza lento
🦄 unicorno, faccina
🐝 ape, animale bombo giardino insetto miele natura primavera regina vespa
🦋 farfalla, ali animale colorata insetto
🍎 mela rossa, cibo dieta frutta frutto
🍓 fragola, cibo frutta frutto rosso
🍕 pizza, cena cibo fame fetta di pizzeria ristorante
🍰 fetta di torta, dessert dolce ristorante zucchero
🎂 torta di compleanno, auguri buon candeline cibo dolce festa festeggiare pasticceria tanti zucchero
🍪 biscotto, biscottino cibo cioccolato cookie dessert dolce gocce di ristorante zucchero
☕ bevanda calda, caffè fumante tè caldo the thè
🍺 boccale di birra, alcool bar bere estate germania octoberfest pinta pub ristorante sete
🥂 brindisi, anniversario auguri bere brindare champagne cin compleanno congratulazioni festeggiare prosecco spumante
✅ pulsante segno di spunta, baffo fatto grande
☑️ riquadro con spunta, fatto grigio
✔️ segno di spunta, baffo fatto nero
❌ croce, rossa moltiplicazione x
❗ punto esclamativo rosso, esclamazione punteggiatura pieno
❓ punto interrogativo rosso, ? domanda punteggiatura di pieno
⚠️ simbolo di avviso, attenzione pericolo punto esclamativo triangolo
⛔ segnale di divieto di accesso, proibito simbolo stop vietato
🚫 segnale di divieto, proibito simbolo vietato fumare l’accesso
ℹ️ punto informazioni, i info
➡️ freccia rivolta verso destra, avanti direzione est a punto cardinale
⬅️ freccia rivolta a sinistra, direzione ovest punto cardinale
⬆️ freccia rivolta verso l’alto, direzione in l’alto nord punto cardinale
⬇️ freccia rivolta verso il basso, direzione in punto cardinale sud
🔄 frecce che ruotano in senso antiorario, circolo di nuovo a cerchio aperto ricarica ricaricare simbolo
🔗 collegamento, due anelli link simbolo
➕ addizione, + croce matematica più segno di
➖ sottrazione, - matematica meno segno di trattino
🆗 pulsante OK, simbolo tasto
🆕 pulsante NEW, nuovo simbolo tasto
🆓 pulsante FREE, gratis libero simbolo tasto
🔴 cerchio rosso, grande geometria stop
🟢 cerchio verde, di colore forma
🟡 cerchio giallo, di colore forma
🔵 cerchio blu, geometria grande
1️⃣ tasto: 1, uno
2️⃣ tasto: 2, due
3️⃣ tasto: 3, tre
📎 graffetta, clippy fermaglio graffa paperclip ufficio
📄 pagina, carta di fronte documento lettera ufficio
📝 memo, appunti blocco note block notes comunicazione matita nota scrivere taccuino
📧 e-mail, busta comunicazione e-mail email inviare lettera posta elettronica ricevere
✉️ busta, comunicazione corrispondenza email lettera posta ricevere
📦 pacco, cartone collo consegna scatola scatolone spedizione
📅 calendario, 17 data diciasette giorno ricorrenza sfortuna venerdì
⏰ sveglia, attesa mattino ora ore suono svegliarsi tempo
⏳ clessidra che scorre, sabbia tempo
⌚ orologio, da polso tempo
📞 cornetta, chiamami chiamare comunicazione del telefono fisso telefonare ti chiamo richiamo
📱 telefono cellulare, chiamare comunicare smartphone
💻 computer portatile, notebook pc personal
🖨️ stampante, computer fotocopie periferica periferiche stampare stampe ufficio
📷 fotocamera, foto fotografare instagram macchina fotografica ricordi scattare selfie viaggiare video
🎥 cinepresa, cinema film filmare hollywood intrattenimento registrare telecamera
🔍 lente di ingrandimento rivolta a sinistra, cerca cercare investigare d’ingrandimento verso
🔑 chiave, casa lucchetto password segreto sicuro
🔒 lucchetto chiuso, a chiave segreto sicurezza
🔓 lucchetto aperto, chiuso segreto sicurezza
🔧 chiave inglese, attrezzo diy fai da te idraulico lavoro meccanico utensile
🔨 martello, attrezzo bricolage falegname lavoro meccanico muratore operaio riparare riparazioni utensile
⚙️ ingranaggio, componente meccanismo ruota dentata
💡 lampadina, brillante elettrica elettricità eureka fumetto geniale idea luce
🔔 campana, campanella campanello chiesa musica scuola stonato suono
📣 megafono, altoparlante altoparlanti comunicazione megafoni parlare suono tifare tifo urlare
💳 carta di credito, addebito banca denaro pagare soldi
💰 sacco di soldi, banca borsa contanti denaro dollari oro pagare ricchezza ricco per tesoro
💶 banconota Euro, banca cash crisi denaro millionario soldi valuta
🧾 scontrino, contabilità fattura invoice prova ricevuta di pagamento tenuta dei libri
🛒 carrello, acquistare acquisti acquisto della spesa centro commerciale fare la shopping supermercato
🎫 biglietto, ammissione cartellino giallo ingresso
🚚 camion, consegna in viaggio mezzo trasporti trasporto veicolo
🚗 auto, automobile guidare macchina mezzo trasporti veicolo viaggiare
🚲 bicicletta, bici due ruote gita mezzo pedalare spinning sport trasporti trasporto veicolo
✈️ aeroplano, aereo jet partenza velivolo viaggio
🚆 treno, arrivo binari ferrovia freccia mezzo trasporto veloce
🏠 casa, abitazione di campagna casetta edificio fattoria villetta
🏢 edificio, di uffici edifico palazzo ufficio
🏥 ospedale, clinica covid edificio emergenza infermiera infermiere malattia medici medicina pronto soccorso
🗺️ mappa mondiale, cartina mondo viaggiare
📍 puntina arrotondata, località mappa pin posizione da disegno spillo ufficio
🎵 nota musicale, canzone musica
📚 libri, biblioteca compiti doposcuola leggere libreria pila di quaderni romanzi scuola studiare università
✏️ matita, disegnare con gomma scrivere a
📌 puntina, collage da disegno scuola ufficio
🗑️ cestino, buttare cartacce rifiuti ufficio
`;var b={œ:"oe",æ:"ae",ß:"ss"},n=e=>e.normalize("NFD").replace(/\p{M}/gu,"").toLowerCase().replace(/[œæß]/g,a=>b[a]);var r=e=>e.trim().split(`
`).map(a=>{let o=a.indexOf(" "),[i,g=""]=a.slice(o+1).split(", ");return{sign:a.slice(0,o),name:i,words:n(`${i} ${g}`)}});var c=`
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
`;var s=`
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
`,l=`
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
`;var m=`
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
`,p=`
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
`;var d=`
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
`;var u=[c,m,p,s,d,l].map(r);function f(e){let a=new Map(r(e).map(o=>[o.sign,o]));return u.map(o=>o.map(i=>a.get(i.sign)??i))}var L=f(t);export{L as emoji};
