var i=`😀 cara sonriendo, divertido feliz sonrisa
😃 cara sonriendo con ojos grandes, divertido risa
😄 cara sonriendo con ojos sonrientes, abierta ojo sonrisa
😁 cara radiante con ojos sonrientes, ojo risa sonrisa
😆 cara sonriendo con los ojos cerrados, abierta boca risa
😅 cara sonriendo con sudor frío, risa
😂 cara llorando de risa, felicidad lágrima
🤣 cara revolviéndose de la risa, carcajada ojos cerrados
🙂 cara sonriendo ligeramente, sonrisa
🙃 cara al revés
😉 cara guiñando el ojo, guiño
😊 cara feliz con ojos sonrientes, ojo rubor sonrisa
😇 cara sonriendo con aureola, ángel halo sonrisa
🥰 cara sonriendo con corazones, adorar amor enamorada enamorado
😍 cara sonriendo con ojos de corazón, amor sonrisa
🤩 cara sonriendo con estrellas, sonrisa
😘 cara lanzando un beso
😋 cara saboreando comida, delicioso hambre rico
😛 cara sacando la lengua
😜 cara sacando la lengua y guiñando un ojo, guiño
🤪 cara de loco, grande ojo pequeño
🤗 cara con manos abrazando, abrazo sonrisa
🤭 cara con mano sobre la boca, ostras uy vaya
🤫 cara pidiendo silencio, callado
🤔 cara pensativa, duda pensando
🤐 cara con la boca cerrada con cremallera
🤨 cara con ceja alzada, desconfiado escéptico
😐 cara neutral, inexpresivo
😑 cara sin expresión, inexpresión inexpresiva inexpresivo
😶 cara sin boca, callado silencio
😏 cara sonriendo con superioridad, listillo
🙄 cara con ojos en blanco, frustración vueltos
😬 cara haciendo una mueca
😌 cara de alivio, aliviado
😔 cara desanimada, alicaído desanimado pensativo
😴 cara durmiendo, dormido sueño zzz
😷 cara con mascarilla médica, enfermo malo máscara
🤒 cara con termómetro, enfermo malo
🤕 cara con la cabeza vendada, dolor herida venda
🥵 cara con calor, roja fiebre golpe de sudor
🥶 cara con frío, congelada congelado helado
🤯 cabeza explotando, explosión
🥳 cara de fiesta, capirote celebración gorro matasuegras
😎 cara sonriendo con gafas de sol, guay
🤓 cara de empollón, friki friqui
🧐 cara con monóculo, aristocrático estirado
😕 cara de confusión, confuso
🙁 cara con el ceño ligeramente fruncido
😮 cara con la boca abierta
😲 cara asombrada, alucinado asombrado pasmado
😳 cara sonrojada, colorado sonrojado
🥺 cara suplicante, implorar ojos adorables piedad por favor
😢 cara llorando, lágrima llorar triste
😭 cara llorando fuerte, lágrima llorar triste
😱 cara gritando de miedo, asustado pánico
😞 cara decepcionada, decepción decepcionado
😓 cara con sudor frío
😩 cara agotada, agotado cansado
😤 cara resoplando, cabreo enfado
😡 cara cabreada, cabreo enfadado furia
🤖 robot, cara monstruo
👍 pulgar hacia arriba, mano señal
👎 pulgar hacia abajo, mano señal
👌 señal de aprobación con la mano, ok
✌️ mano con señal de victoria
🤞 dedos cruzados, cruzar mano suerte
👋 mano saludando, agitar saludar saludo
🙏 manos en oración, gracias mano orar por favor rezar
👏 manos aplaudiendo, aplaudir palmas señal
🙌 manos levantadas celebrando, celebración gesto hurra mano
🤝 apretón de manos, acuerdo
💪 bíceps flexionado, cómic fuerte músculo
👉 dorso de mano con índice a la derecha, dedo
👈 dorso de mano con índice a la izquierda, dedo
👆 dorso de mano con índice hacia arriba, apuntar dedo
👇 dorso de mano con índice hacia abajo, apuntar dedo
✋ mano levantada, choca esos cinco
✍️ mano escribiendo, escribir lápiz
🤷 persona encogida de hombros, duda encogerse indiferencia
🤦 persona con la mano en la frente, facepalm incredulidad
🙋 persona con la mano levantada, feliz gesto levantar
💁 persona de mostrador de información, mano
🏃 persona corriendo, carrera deporte maratón
👀 ojos, cara
❤️ corazón rojo, emoción
🧡 corazón naranja, emoción
💛 corazón amarillo, emoción
💚 corazón verde, emoción
💙 corazón azul, emoción
💜 corazón morado, emoción
🖤 corazón negro
🤍 corazón blanco, emoción
💔 corazón roto, emoción partido
💯 cien puntos, 100 pleno
✨ chispas, * bengala estrellas
⭐ estrella, estelar
🌟 estrella brillante, resplandeciente
🔥 fuego, llama
🎉 cañón de confeti, celebración fiesta
🎊 bola de confeti, celebración
🎈 globo, celebración
🎁 regalo, celebración envoltorio presente envuelto
🏆 trofeo, premio
🥇 medalla de oro, primero
🌞 sol con cara, brillante
☀️ sol, espacio rayos soleado
⛅ sol detrás de una nube, con nubes
🌧️ nube con lluvia
❄️ copo de nieve, frío
🌈 arcoíris, colores lluvia
🌍 globo terráqueo mostrando Europa y África, mundo planeta tierra
🌱 planta joven, plantón
🌳 árbol de hoja caduca, caducifolio
🌸 flor de cerezo
🌹 rosa, flor
🌻 girasol, flor sol
🍀 trébol de cuatro hojas, suerte
🐶 cara de perro, mascota
🐱 cara de gato, mascota
🐢 tortuga, galápago
🦄 unicornio, cara
🐝 abeja, insecto miel
🦋 mariposa, bonito insecto
🍎 manzana roja, fruta poma
🍓 fresa, fresón fruta
🍕 pizza, porción restaurante
🍰 trozo de tarta, pedazo restaurante
🎂 tarta de cumpleaños, celebración
🍪 galleta, dulce pasta postre
☕ bebida caliente, café té
🍺 jarra de cerveza, bar restaurante
🥂 copas brindando, bebida brindar brindis celebración copa
✅ botón de marca de verificación, ✓ selección
☑️ casilla con marca de verificación, ✓ selección
✔️ marca de verificación, ✓ selección
❌ marca de cruz, × cancelar tachado tachar x
❗ exclamación roja, ! puntuación signo de
❓ interrogación roja, ? pregunta puntuación signo de
⚠️ advertencia, cuidado señal
⛔ dirección prohibida, no prohibido señal de
🚫 prohibido, entrar no pasar prohibición
ℹ️ información, i
➡️ flecha hacia la derecha, dirección este
⬅️ flecha hacia la izquierda, oeste
⬆️ flecha hacia arriba, dirección norte
⬇️ flecha hacia abajo, dirección sur
🔄 flechas en sentido antihorario, dirección señal de recarga
🔗 eslabón
➕ más, + signo suma
➖ menos, - − resta signo
🆗 botón OK
🆕 botón NEW, nuevo
🆓 botón FREE, gratis símbolo
🔴 círculo rojo, geometría
🟢 círculo verde
🟡 círculo amarillo
🔵 círculo azul, geometría
1️⃣ tecla: 1, uno
2️⃣ tecla: 2, dos
3️⃣ tecla: 3, tres
📎 clip
📄 página hacia arriba, anverso documento
📝 cuaderno de notas, comunicación
📧 correo electrónico, comunicación sobre
✉️ sobre, carta correo
📦 paquete, caja
📅 calendario, fecha
⏰ reloj despertador, alarma
⏳ reloj de arena con tiempo, cayendo temporizador
⌚ reloj
📞 auricular de teléfono, comunicación
📱 teléfono móvil, celular
💻 ordenador portátil, pc personal
🖨️ impresora, ordenador
📷 cámara de fotos
🎥 cámara de cine, entretenimiento película
🔍 lupa orientada hacia la izquierda, buscar
🔑 llave, contraseña
🔒 candado cerrado, cerrar
🔓 candado abierto, abrir
🔧 llave inglesa, herramienta
🔨 martillo, herramienta
⚙️ engranaje, herramienta
💡 bombilla, cómic electricidad idea luz
🔔 campana
📣 megáfono, comunicación
💳 tarjeta de crédito
💰 bolsa de dinero, dólares
💶 billete de euro, banco dinero
🧾 recibo, contabilidad prueba teneduría de libros testimonio
🛒 carrito de la compra, carro supermercado
🎫 tique, acceso admisión
🚚 camión de reparto, mercancías transporte vehículo
🚗 coche, automóvil vehículo
🚲 bicicleta, bici vehículo
✈️ avión, aeroplano
🚆 tren, ferrocarril vehículo
🏠 casa, vivienda
🏢 edificio de oficinas, construcción
🏥 hospital, doctor edificio medicina médico
🗺️ mapa mundial, mapamundi mundo
📍 chincheta redonda
🎵 nota musical, música
📚 libros, libro
✏️ lápiz, escolar escribir lapicero
📌 chincheta, tachuela
🗑️ papelera, basura cubo
`;var f={œ:"oe",æ:"ae",ß:"ss"},c=o=>o.normalize("NFD").replace(/\p{M}/gu,"").toLowerCase().replace(/[œæß]/g,a=>f[a]);var n=o=>o.trim().split(`
`).map(a=>{let e=a.indexOf(" "),[r,h=""]=a.slice(e+1).split(", ");return{sign:a.slice(0,e),name:r,words:c(`${r} ${h}`)}});var s=`
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
`;var l=`
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
`,t=`
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
`;var u=[s,d,m,l,p,t].map(n);function b(o){let a=new Map(n(o).map(e=>[e.sign,e]));return u.map(e=>e.map(r=>a.get(r.sign)??r))}var R=b(i);export{R as emoji};
