var a=`😀 visage rieur, content dents émoticône grand sourire heureux joyeux rire super très souriant
😃 visage souriant avec de grands yeux, content dents émoticône formidable grand sourire heureux super très la bouche ouverte
😄 visage très souriant aux yeux rieurs, content émoticône grand sourire heureux joyeux lol mdr rire mignon avec la bouche ouverte
😁 visage souriant aux yeux rieurs, content dents émoticône grand sourire heureux de toutes ses super avec souriants
😆 visage souriant avec yeux plissés, ahah bouche content émoticône lol mdr rire sourire ouverte et fermés
😅 visage souriant avec une goutte de sueur, émoticône excité froid sourire nerveux stressé sueurs froides
😂 visage riant aux larmes, content émoticône heureux joie lol mdr pleurer de rire sourire
🤣 se rouler par terre de rire, content drôle émoticône hilare joyeux larmes lol mdr pleurer aux tordre visage qui rit
🙂 visage avec un léger sourire, content émoticône heureux souriant
🙃 tête à l’envers, émoticône incroyable renversée l’envers visage
😉 visage faisant un clin d’œil, blague d’œil émoticône flirter plaisanter sexy
😊 visage souriant avec yeux rieurs, content émoticône heureux œil rougir satisfait sourire qui rougit souriants
😇 visage souriant avec auréole, ange angélique béni bible émoticône heureux innocent paix sourire spirituel
🥰 visage souriant avec cœurs, adorer aimer amour béguin coeur j’adore je t’aime smiley 3 coeurs sourire
😍 visage souriant avec yeux en forme de cœur, amour amoureux émoticône œil romantique sourire
🤩 visage avec des étoiles à la place des yeux, étoile dans les grand sourire heureux pressé surexcité tête wow
😘 visage envoyant un bisou, amour baiser bise et cœur bonjour bonne nuit embrasser émoticône je t’aime qui fait
😋 miam, bon content délicieux émoticône faim heureux langue manger savourer sourire visage souriant qui tire
😛 visage qui tire la langue, cool émoticône génial super
😜 visage qui tire la langue et fait un clin d’œil, amusant blague d’œil émoticône fou loufoque marrant rigolo
🤪 tête de fou, grand large oeil œil petit folle yeux fous
🤗 visage qui fait un câlin, émoticône gentil mains
🤭 visage avec une main sur la bouche, malin oops oups rigole secret surprise devant
🤫 visage avec un doigt sur la bouche, chut pas bruit silence tête qui dit
🤔 visage en pleine réflexion, émoticône hum méditer penser réfléchir
🤐 visage avec bouche fermeture éclair, cousue émoticône motus se taire secret
🤨 visage avec les sourcils relevés, euh hein incrédule méfiant pas vrai quoi sceptique surprise tête sourcil levé
😐 visage neutre, émoticône gêné ni chaud froid pas drôle peu importe rester de marbre sans commentaires
😑 visage sans expression, émoticône inexpressif mécontent neutre peu importe
😶 visage sans bouche, émoticône muet ne rien dire neutre commentaires expression voix se taire secret silence sourdine
😏 visage avec un sourire malin, arrogant charmeur émoticône ricaner rusé séducteur suffisant suspicieux
🙄 visage roulant des yeux, agacé émoticône excédé incrédulité roulement qui lève les au ciel roule
😬 visage grimaçant, dents émoticône gêné grimace rien sourire
😌 visage soulagé, calme émoticône sérénité soulagement zen
😔 visage pensif, abattu déçu émoticône horrible mort perdu triste
😴 visage somnolent, bonne nuit coucher dormir émoticône endormi fatigué sieste sommeil zzz
😷 visage avec masque, bactéries dentiste docteur émoticône germes malade chirurgical médecin rhume
🤒 visage avec thermomètre, indisposé malade
🤕 visage avec bandage autour de la tête, aïe blessure bobo émoticône pansement un
🥵 visage rouge et chaud, chaleur coup de fièvre sue suer toute transpiration trop tout
🥶 visage bleu et froid, ça caille gel gelé gelure glacé glacial glaçon
🤯 tête qui explose, choc choqué surpris surprise choquée
🥳 visage festif, anniversaire célébration chapeau pointu émoticône fête heureux hourra joyeux sifflet de youpi
😎 visage avec lunettes de soleil, cool posé tranquille
🤓 visage de geek, doué futé idiot intelligent lunettes personne premier la classe ringard surdoué tronche
🧐 visage avec un monocle, classe collet monté fortune riche tête vieux jeu
😕 visage confus, désolé émoticône ennuyé je ne sais pas triste
🙁 visage légèrement mécontent, émoticône triste
😮 visage avec bouche ouverte, bée choqué émoticône épaté incroyable omd oubli surpris la étonné
😲 visage stupéfait, choc choqué émoticône étonné impossible incroyable omd
😳 visage qui rougit, chaud comment ébahi émoticône étonné gêné impressionné incrédule incroyable quoi rouge
🥺 visage implorant, embarrassé excuse gros yeux pardon pitié s’il te plaît supplication supplie de chiens battus
😢 visage qui pleure, émoticône horrible larme larmes malheureux pleurer triste
😭 visage qui pleure à chaudes larmes, émoticône larme malheureux pleurer pleurs sangloter triste
😱 visage qui hurle de peur, choqué cri effrayé munch omd surpris terreur
😞 visage déçu, abattu affreux découragé émoticône malheureux tort triste
😓 visage démoralisé avec goutte de sueur, émoticône froide mal tête migraine mince ouf peur triste et sueurs froides
😩 visage épuisé, échec émoticône faim fatigué mécontent non pleurer sommeil triste las
😤 visage avec fumée sortant des narines, colère émoticône énervé fâché mécontent triomphe victoire
😡 visage boudeur, colère émoticône énervé exaspéré fâché furieux mécontent rageur rouge de sourcils froncés
🤖 robot, androïde automate machine monstre visage de
👍 pouce vers le haut, bien compris d’accord génial main moi aussi ok oui levé super top
👎 pouce vers le bas, main mauvais non nul baissé
👌 ok, compris d’accord geste main nickel parfait super tout va bien
✌️ V de la victoire, ciseaux doigts main paix et amour peace and love
🤞 doigts croisés, bonne chance main
👋 signe de la main, à bientôt plus tard au revoir bonjour bye coucou hello il y a quelqu’un
🙏 mains en prière, demander félicitations l’une contre l’autre merci prier s’il te plaît vous salut se taper
👏 applaudissements, bien joué bon travail bravo félicitations formidable geste mains qui applaudissent super
🙌 mains levées, air geste hourra en l’air youpi
🤝 poignée de main, d’accord mains marché conclu présentation rencontre serrer la
💪 biceps contracté, bande dessinée bd bodybuilding corps culturisme entraînement exercice force haltérophilie muscle muscles soulever
👉 main avec index pointant à droite, doigt pointé vers la
👈 main avec index pointant à gauche, doigt pointé vers la
👆 main avec index pointant vers le haut, doigt montrer
👇 main avec index pointant vers le bas, doigt montrer
✋ main levée, feuille paume de la stop tope là
✍️ main qui écrit, écrire
🤷 personne qui hausse les épaules, aucune idée c’est comme ça doute femme haussement d’épaules ignorance indifférence je ne sais
🤦 personne avec la paume sur le visage, drame exaspération femme geste incrédulité incroyable j’en peux plus main pas possible de
🙋 personne qui lève la main, compte sur moi content femme geste ici je sais levée participer présente
💁 personne paume vers le haut, aide diva femme information insouciante main peu importe potins prétentieuse sarcastique sophistiqué
🏃 personne qui court, arriver coureur courir course à pied homme jogging marathon marathonien pressé rapide sportif vite
👀 yeux, chercher corps coup d’œil œil regarder visage voir
❤️ cœur rouge, amour sentiment
🧡 cœur orange, coeur
💛 cœur jaune, amour sentiment
💚 cœur vert, amour sentiment
💙 cœur bleu, amour sentiment
💜 cœur violet, amour sentiment
🖤 cœur noir
🤍 cœur blanc
💔 cœur brisé, amour malheureux sentiment séparé triste
💯 cent points, 100 score
✨ étincelles, * étoile étoiles magie nuit étoilée scintiller
⭐ étoile, astronomie nuit
🌟 étoile brillante, éclat étincelant étincelle nuit étoilée succès
🔥 feu, allumer brûler chaud flamme fournaise incendie
🎉 cotillons, anniversaire fête super
🎊 confettis, anniversaire fête
🎈 ballon gonflable, anniversaire de baudruche fête
🎁 cadeau, anniversaire emballé fête noël nœud surprise
🏆 trophée, champion championne coupe gagner prix victoire
🥇 médaille d’or, 1er d’or premier
🌞 soleil avec visage, chaleur chaud éclatant ensoleillé jour lumière météo plage rayon de à
☀️ soleil, beau temps brillant espace grand météo rayons
⛅ soleil derrière les nuages, caché météo nuage nuageux
🌧️ nuage avec pluie, averse gouttes mauvais temps météo de
❄️ flocon, de neige froid météo
🌈 arc-en-ciel, arc-en-ciel bisexuelle gay pride homosexuelle lesbienne lgbtqia météo nature pluie transgenre
🌍 globe tourné sur l’Afrique et l’Europe, espace présentant l’europe l’afrique monde planète terre
🌱 jeune pousse, germe plant plante plantule pousser printemps semis
🌳 arbre à feuilles caduques, feuillu forêt nature plante
🌸 fleur de cerisier, bourgeon plante printemps
🌹 rose, amour beauté fleur plante rouge saint-valentin
🌻 tournesol, champs fleur plante soleil
🍀 trèfle à quatre feuilles, 4 chance irlande plante porte-bonheur
🐶 tête de chien, animal domestique chiot visage
🐱 tête de chat, animal chaton miaou minou
🐢 tortue, animal carapace lentement reptile
🦄 licorne, animal licrone tête de
🐝 abeille, animal bourdon guêpe insecte miel nature printemps
🦋 papillon, animal insecte mignon printemps
🍎 pomme rouge, fruit nourriture
🍓 fraise, fruit nourriture
🍕 pizza, fromage nourriture part pepperoni tranche
🍰 gâteau sablé, dessert goûter nourriture pâtisserie sucré
🎂 gâteau d’anniversaire, bougies dessert fête d’anniversaire goûter joyeux nourriture pâtisserie
🍪 cookie, biscuit dessert gâteau goûter nourriture pépites de chocolat sucré
☕ boisson chaude, café caféine matin thé
🍺 chope, alcool bar bière boisson de oktoberfest picoler pinte santé
🥂 trinquer, alcool célébrer champagne fêter santé tchin verre verres
✅ bouton coché, ✓ carré coche blanche marque ok oui sélection terminé voilà
☑️ case cochée, ✓ bouton carré coche ok oui sélection terminé voilà
✔️ coche, ✓ noire ok oui sélection terminé voilà
❌ croix, × annuler rouge multiplication multiplier x
❗ point d’exclamation rouge, ! d’exclamation ponctuation
❓ point d’interrogation rouge, ? d’interrogation ponctuation question
⚠️ symbole d’avertissement, attention d’avertissement
⛔ sens interdit, circulation entrée interdite interdiction non panneau
🚫 symbole d’interdiction, entrée interdite interdit d’interdiction
ℹ️ source d’informations, guichet d’informations i
➡️ flèche droite, direction est sens
⬅️ flèche gauche, direction ouest sens
⬆️ flèche haut, direction nord sens
⬇️ flèche bas, direction sens sud
🔄 flèches dans le sens antihoraire, actualiser flèche retour contraire des aiguilles d’une montre horaire inverse
🔗 chaînons, chaîne maillons mousqueton
➕ plus, + addition ajouter arithmétique mathématiques signe somme
➖ moins, - − arithmétique mathématiques signe soustraction soustraire
🆗 bouton OK, icône
🆕 bouton Nouveau, icône nouveauté
🆓 bouton Gratuit, icône
🔴 disque rouge, cercle forme géométrique géométrie rond
🟢 disque vert, cercle forme géométrique géométrie rond
🟡 disque jaune, cercle forme géométrique géométrie rond
🔵 disque bleu, cercle forme géométrique géométrie rond
1️⃣ touches : 1, un
2️⃣ touches : 2, deux
3️⃣ touches : 3, trois
📎 trombone, fournitures
📄 page, document
📝 mémo, bloc-notes crayon écrire
📧 e-mail, courriel courrier électronique e-mail lettre message
✉️ enveloppe, courrier électronique e-mail lettre message
📦 colis, boîte livraison paquet
📅 calendrier, date
⏰ réveil, alarme attendre dring heure matin retard sonnerie
⏳ sablier avec sable qui coule, attendre chronomètre minuteur temps
⌚ montre, heure
📞 combiné téléphonique, communication téléphone
📱 téléphone portable, communication smartphone
💻 ordinateur portable, bureau travail
🖨️ imprimante, imprimer ordinateur
📷 appareil photo, selfie vidéo
🎥 caméra, cinéma film filmer réalisateur réalisatrice vidéo
🔍 loupe orientée à gauche, agrandir chercher détective recherche
🔑 clé, mot de passe ouvrir serrure
🔒 cadenas fermé, privé verrouillé verrouiller
🔓 cadenas ouvert, déverrouiller ouvrir
🔧 clé à molette, outil travaux
🔨 marteau, outil réparer travaux
⚙️ roue dentée, engrenage outil
💡 ampoule, allumer bande dessinée bd dessin idée lampe lumière
🔔 cloche, clochette sonner
📣 porte-voix, encourager hourra manifestation mégaphone porte-voix
💳 carte bancaire, argent banque de crédit payer
💰 sac plein d’argent, avare banque dollar parier payer d’argent
💶 billet en euros, argent de banque payer
🧾 reçu, compta comptabilité comptable facture faire les comptes justificatif preuve ticket de caisse
🛒 chariot, caddie courses panier shopping supermarché
🎫 billet, place spectacle
🚚 camion de livraison, camionnette moyen transport véhicule
🚗 voiture, automobile conduire moyen de transport véhicule voyage
🚲 vélo, bicyclette cyclisme moyen de transport voyage
✈️ avion, en vol jet moyen de transport véhicule voyage
🚆 train, arrivée chemin de fer moyen transport rail voyage
🏠 maison, bâtiment foyer simple pavillon résidentiel
🏢 immeuble de bureaux, ville
🏥 hôpital, bâtiment docteur médecin urgences
🗺️ carte du monde, planisphère voyage
📍 épingle, carte emplacement fournitures punaise ronde
🎵 note de musique
📚 livres, apprendre bibliothèque école enseignement étudier lecture lire littérature manuels scolaires roman savoir
✏️ crayon, à papier gomme mine
📌 punaise, fournitures
🗑️ corbeille à papiers, poubelle
`;var b={œ:"oe",æ:"ae",ß:"ss"},n=i=>i.normalize("NFD").replace(/\p{M}/gu,"").toLowerCase().replace(/[œæß]/g,e=>b[e]);var t=i=>i.trim().split(`
`).map(e=>{let r=e.indexOf(" "),[o,h=""]=e.slice(r+1).split(", ");return{sign:e.slice(0,r),name:o,words:n(`${o} ${h}`)}});var s=`
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
`;var u=`
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
`;var c=`
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
`,m=`
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
`;var p=`
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
`;var d=[s,c,m,u,p,l].map(t);function g(i){let e=new Map(t(i).map(r=>[r.sign,r]));return d.map(r=>r.map(o=>e.get(o.sign)??o))}var L=g(a);export{L as emoji};
