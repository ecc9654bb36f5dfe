var s=`😀 rosto risonho, engraçado feliz lol rindo risada riso sorridente
😃 rosto risonho com olhos bem abertos, aberto boca feliz arregalados risada sorrindo aberta sorridente sorriso
😄 rosto risonho com olhos sorridentes, aberta boca engraçado feliz haha lol risada riso sorridente sorriso
😁 rosto contente com olhos sorridentes, feliz olho sorrindo rindo sorridente sorriso aberto
😆 rosto risonho com olhos semicerrados, gargalhada gargalhando hahaha kkk fechados rir sorriso estilo xd
😅 rosto risonho com gota de suor, estressada estressado nervoso rindo sorriso frio mas suando
😂 rosto chorando de rir, alegria engraçada engraçado gargalhada hahaha kkk lágrimas com
🤣 rolando no chão de rir, choro engraçada feliz gargalhada haha kkk lágrimas rindo risada
🙂 rosto levemente sorridente, feliz sorrindo sorriso leve
🙃 rosto de cabeça para baixo, invertido
😉 rosto com olho piscando, flerte piscada
😊 rosto sorridente com olhos sorridentes, alegre encabulada envergonhada feliz fofo ruborizar satisfeita sim sorriso vergonha
😇 rosto sorridente com auréola, anjinho anjo inocente sorriso
🥰 rosto sorridente com 3 corações, amando amei amo apaixonada coração crush paixão romance te
😍 rosto sorridente com olhos de coração, amor apaixonado olhar paixão romance
🤩 rosto com olhar maravilhado, estrela gargalhando olhos super animada animado feliz superanimada superanimado superfeliz
😘 rosto mandando um beijo, flerte jogando beijos
😋 rosto saboreando comida, apetitoso gostosa delicioso gostoso nham com sorriso saboroso
😛 rosto mostrando a língua, para fora com
😜 rosto piscando e com língua para fora, brincadeira piscadela mostrando a provocação
🤪 rosto bizarro, cara de maluco doida doido excêntrico grande louca louco olhar olho pequeno
🤗 rosto abraçando, abraço carinho feliz mãos sorrindo
🤭 rosto com a mão sobre a boca, hehe ops risadinha risonho sorriso envergonhado vergonha
🤫 rosto fazendo sinal de silêncio, faça fica quieta quieto
🤔 rosto pensativo, curiosa curioso dúvida hmm ideia ideias mão no queixo pensando pensativa
🤐 rosto com boca de zíper, fechada calada calado quieta quieto segredo
🤨 rosto com sobrancelha levantada, cética ceticismo cético confusa confuso desconfiada desconfiado desconfiança
😐 rosto neutro, putz sem emoção comentários reação
😑 rosto inexpressivo, aff inespressiva inespressivo nada a dizer sem comentários expressão tanto faz
😶 rosto sem boca, calada calado quieto comentários palavras
😏 rosto com sorriso maroto, flerte maldoso malicioso suspeito
🙄 rosto com olhos revirados, olhando para cima revirando os rolando tanto faz virando
😬 rosto expressando desagrado, careta fazendo sem graça
😌 rosto aliviado, alívio em paz zen
😔 rosto deprimido, abatido chateado desanimado pensativo pra baixo
😴 rosto dormindo, boa noite cama cansada cansado cochilo dormir soneca sono zzz
😷 rosto com máscara médica, doente gripado resfriado
🤒 rosto com termômetro, de cama doente febre febril
🤕 rosto com atadura na cabeça, acidentado doente ferimento machucado curativos
🥵 rosto fervendo de calor, febre febril insolação língua fora ofegante quente vermelho suando suor
🥶 rosto gelado, abaixo de zero azul congelando congelei frio gélido glacial
🤯 cabeça explodindo, chocada chocado chocante choque incrível perplexo surpreendente surpresa surpreso
🥳 rosto festivo, animação aniversário apito chapéu comemoração comemorar feliz festa língua de sogra parabéns viva
😎 rosto sorridente com óculos escuros, muito sol na boa sorrindo de sorriso to legal
🤓 rosto de nerd, cdf esperto estudioso inteligência inteligente óculos grau sabe tudo sabe-tudo
🧐 rosto com monóculo, conservador
😕 rosto confuso, indeciso não entendi tenho certeza
🙁 rosto meio triste, tristeza tristinho
😮 rosto com boca aberta, boquiaberto empatia pasmo
😲 rosto espantado, chocado estupefato totalmente
😳 rosto ruborizado, atordoado deslumbrado horrorizado impressionado vergonha
🥺 rosto implorando, olhar de cachorrinho olhos grandes perdão por favor que não pq triste
😢 rosto chorando, choro lágrimas triste
😭 rosto chorando aos berros, alto chorar infeliz lágrimas triste
😱 rosto gritando de medo, assustada assustado grito susto temeroso
😞 rosto desapontado, decepção desapontamento decepcionado triste
😓 rosto cabisbaixo com gota de suor, frio suando
😩 rosto desolado, aborrecido cansado cansei decepcionado exausto infeliz perdi
😤 rosto soltando vapor pelo nariz, brava bravo furiosa furioso irritada irritado fumaça triunfo vitória
😡 rosto furioso, bravo irado vermelho zangado
🤖 rosto de robô, monstro robotizado
👍 polegar para cima, beleza concordo dedão joia mão ok sim sinal valeu
👎 polegar para baixo, dedão desaprovação desaprovado mão não gostei ruim sinal
👌 sinal de ok, beliscar certo concordo mão ótimo rude sinalizando
✌️ mão em V de vitória, beleza paz sim
🤞 dedos cruzados, boa sorte mão torcendo
👋 mão acenando, aceno até mais está aí? flw oi olá taí? tchau
🙏 mãos juntas, gesto mão reza rezando rezar
👏 mãos aplaudindo, aplauso bom trabalho palmas parabéns sinal
🙌 mãos para cima, ambas as comemoração levantando comemorar viva
🤝 aperto de mãos, combinado cumprimento
💪 bíceps, academia contraído engraçado forte musculação músculo
👉 dorso da mão com indicador apontando para a direita, apontar costas dedo
👈 dorso da mão com indicador apontando para a esquerda, costas dedo
👆 dorso da mão com indicador apontando para cima, costas dedo
👇 dorso da mão com indicador apontando para baixo, abaixo costas dedo apontado embaixo
✋ mão levantada, 5 cinco erguida high five papel pare toca aqui
✍️ escrevendo à mão, caneta
🤷 pessoa dando de ombros, dar dúvida ignorância indiferença não sei quem sabe lá tanto faz
🤦 pessoa decepcionada, como assim decepção decepcionado desapontamento descrença inacreditável meu deus não acredito é possível dececionada
🙋 pessoa levantando a mão, dúvida eu sei feliz gesto levantar
💁 pessoa com a palma virada para cima, ajuda diva divo fala sério fofoca informações jogada de cabelo mão sarcasmo
🏃 pessoa correndo, correr corrida esporte maratona maratonista pressa
👀 olhos, olhando olho rosto tô de
❤️ coração vermelho, amor s2
🧡 coração laranja, emoção s2
💛 coração amarelo, amor emoção love s2
💚 coração verde, emoção s2
💙 coração azul, emoção s2
💜 coração roxo, lilás emoção s2
🖤 coração preto, negro s2
🤍 coração branco, s2
💔 coração partido, amorosa decepção desilusão emoção quebrado rompimento s2 sofrendo sofrimento triste
💯 cem pontos, 100 certamente certeza conte comigo sem dúvida top total
✨ brilhos, * brilhantes estrelas faíscas mágica
⭐ estrela branca média, amarela astronomia
🌟 estrela brilhante, brilho cintilante luminosa reluzente
🔥 fogo, chama
🎉 cone de festa, alegria aniversário celebrar comemoração eba oba parabéns
🎊 confete, bola celebração comemoração eba oba parabéns
🎈 balão, aniversário celebração comemoração festa parabéns
🎁 presente, comemoração embrulhado mimo
🏆 troféu, campeã campeão prêmio
🥇 medalha de ouro, 1o. lugar 1º. vitória
🌞 rosto do sol, praia
☀️ sol, clima dia claro raios solar tempo
⛅ sol por trás das nuvens, clima nublado nuvem
🌧️ nuvem com chuva, chovendo clima
❄️ floco de neve, clima frio
🌈 arco-íris, arco-íris chuva clima gay lésbica lgbt lgbtqia+ natureza orgulho queer transgênero
🌍 globo mostrando Europa e África, terra
🌱 muda de planta, brotar broto jovem plantinha
🌳 árvore caidiça, cheia desfolha natureza
🌸 flor de cerejeira, cereja planta primavera
🌹 rosa, flor
🌻 girassol, flor planta
🍀 trevo de quatro folhas, irlandês planta sorte sortudo
🐶 rosto de cachorro, animal
🐱 rosto de gato, animal felino gatinho
🐢 tartaruga, animal
🦄 rosto de unicórnio, animal
🐝 abelha, animal inseto natureza
🦋 borboleta, beleza inseto
🍎 maçã vermelha, fruta
🍓 morango, comida fome fruta frutas vermelhas
🍕 pizza, fatia restaurante
🍰 pão de ló de morango, bolo recheado doce fatia restaurante sobremesa
🎂 bolo de aniversário, comemoração doce feliz festa niver
🍪 biscoito, bolacha comida cookie doce fome sobremesa
☕ café, cafeína cafezinho chá inverno quente
🍺 cerveja, bar bebida caneca de chopp gelada happy hour restaurante
🥂 taças brindando, brinde champagne champanhe comemoração taça tim-tim
✅ marca de seleção branca, ✓ botão check completo feito verificação grande verificado
☑️ caixa de seleção marcada com tique, ✓ check feito marca verificação cinza
✔️ marca de seleção, ✓ check feito verificação simples marcar selecionar
❌ xis, × cancelar multiplicação multiplicar vermelho x
❗ ponto de exclamação vermelho, ! pontuação
❓ ponto de interrogação vermelho, ? pergunta pontuação sinal
⚠️ aviso, atenção cuidado sinal
⛔ entrada proibida, entre não placa proibido sinal trânsito
🚫 proibido, entrada não proibida símbolo sinal
ℹ️ informações, i informação símbolo de
➡️ seta para a direita, direção flecha leste
⬅️ seta para a esquerda, atrás direção flecha oeste voltar
⬆️ seta para cima, cardinal direção norte
⬇️ seta para baixo, abaixo cardinal direção embaixo flecha sul
🔄 botão de setas em sentido anti-horário, anti-horário atualizar no seta
🔗 link, anéis corrente dois símbolo vínculo
➕ símbolo de adição, + cruz mais matemática sinal maior somar
➖ símbolo de subtração, - − diminuir matemática menos sinal travessão
🆗 botão OK, sim símbolo “ok”
🆕 botão "NEW", "new" novo símbolo
🆓 botão "FREE", "free" grátis gratuito símbolo “free”
🔴 círculo vermelho, bola vermelha grande geométrico
🟢 círculo verde
🟡 círculo amarelo
🔵 círculo azul, bolinha grande geométrico
1️⃣ tecla: 1, um
2️⃣ tecla: 2, dois
3️⃣ tecla: 3, três
📎 clipe de papel
📄 página voltada para cima, documento oficial papel
📝 memorando, anotações caderno comunicação lápis notas
📧 e-mail, carta comunicação correspondência e-mail
✉️ envelope, carta correspondência e-mail email
📦 pacote, caixa embrulho
📅 calendário, data datas
⏰ despertador, alarme atrasada atrasado hora horário relógio
⏳ ampulheta contando o tempo, areia cheia em cima hora relógio
⌚ relógio de pulso, hora tempo
📞 telefone, aparelho de comunicação
📱 telefone celular, móvel
💻 laptop, computador notebook pc pessoal trabalho
🖨️ impressora, acessório computador documento impressão imprimir
📷 câmera, foto selfie vídeo
🎥 câmera de cinema, entretenimento filmar filme hollywood
🔍 lupa para a esquerda, aumento busca ferramenta lente pesquisa procura
🔑 chave, senha trancado trancar
🔒 cadeado, fechado trancado
🔓 cadeado aberto, destrancado
🔧 chave inglesa, ferramenta obra reforma
🔨 martelo, construção ferramenta martelada reparo
⚙️ engrenagem, ferramenta
💡 lâmpada, elétrica ideia luz quadrinhos tenho uma
🔔 sino, capela
📣 megafone, aplausos comunicação
💳 cartão de crédito, banco débito dinheiro
💰 saco de dinheiro, dólares
💶 nota de euro, cédula dinheiro grana moeda
🧾 recibo, contabilidade escrituração evidência fatura prova
🛒 carrinho de compras, mercado supermercado
🎫 ingresso, entretenimento
🚚 caminhão de entrega, veículo
🚗 carro, automóvel veículo
🚲 bicicleta, bike veículo
✈️ avião, aéreo veículo viajar voar voo
🚆 trem, ferrovia veículo
🏠 casa, construção domicílio lar residência
🏢 edifício comercial, escritório
🏥 hospital, doente internado médico prédio
🗺️ mapa-múndi, geografia mapa-múndi mundo
📍 tacha redonda, alfinete localização mapa
🎵 nota musical, música
📚 livros, biblioteca estudando estudar leitura lendo ler livraria livro
✏️ lápis
📌 tacha, alfinete
🗑️ lixeira, cesto lixo
`;var f={œ:"oe",æ:"ae",ß:"ss"},t=e=>e.normalize("NFD").replace(/\p{M}/gu,"").toLowerCase().replace(/[œæß]/g,o=>f[o]);var i=e=>e.trim().split(`
`).map(o=>{let a=o.indexOf(" "),[r,b=""]=o.slice(a+1).split(", ");return{sign:o.slice(0,a),name:r,words:t(`${r} ${b}`)}});var n=`
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
`;var d=`
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
`;var l=`
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
`;var u=[n,l,m,d,p,c].map(i);function h(e){let o=new Map(i(e).map(a=>[a.sign,a]));return u.map(a=>a.map(r=>o.get(r.sign)??r))}var R=h(s);export{R as emoji};
